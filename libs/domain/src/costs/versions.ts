/** The versions of a written allocation, and on which days each is fixed: approved by all who must (A-098, A-100, H-003). */
import { joined, maxDay, spanOf, type Stretch } from '../calendar/index.js';
import { answerOf, type Undone } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import { byPoint } from '../saying/effective.js';
import { sideSpansOf, signsForRegion, laidBefore, type SideSpan } from '../story/side-spans.js';
import { factsOf, type FactOf, type Story } from '../story/story.js';
import { signsFor, type Day, type PartyId, type Span } from '../kernel/index.js';

export type Proposed = FactOf<'costAllocation.proposed'>;
export type Approved = FactOf<'costAllocation.approved'>;
type Withdrawn = FactOf<'costAllocation.withdrawn'>;

/** Some days on which a version is fixed, by whom, and since when. */
export interface Fixing extends Stretch<Day> {
  /** The latest signature that these days needed; where it was given ahead, the first of them. */
  readonly fixedOn: Day;
  readonly signatures: readonly Approved[];
  /** On which of the stretches of the sides it lies. */
  readonly span: number;
}

/** An approval of what was no longer its proposer's word, and why. */
export interface VainApproval {
  readonly approval: Approved;
  readonly undone: Undone<CaseFact>;
}

export interface Version {
  readonly number: number;
  readonly proposed: Proposed;
  readonly withdrawn: Withdrawn | null;
  /** Every approval of it as it stands, those without a mandate among them, in the order signed. */
  readonly approvals: readonly Approved[];
  /** Those of it, or of one of its number that was taken back, that work nothing (H-004). */
  readonly vain: readonly VainApproval[];
  /** Of those who must sign, the signatures that count, in the order signed. */
  readonly signatures: readonly Approved[];
  /** The days on which it is fixed, in order; from its `effectiveFrom` at the earliest. */
  readonly fixings: readonly Fixing[];
  /** When the first of its days were fixed; null while none is. */
  readonly fixedOn: Day | null;
}

/** A version that all who must have approved, for some days at least. */
export type FixedVersion = Version & { readonly fixedOn: Day };

export const isFixed = (version: Version): version is FixedVersion => version.fixedOn !== null;

/** The days for which a version is fixed, both ends included; those that follow each other as one. */
export const daysFixed = ({ fixings }: Version): readonly Span[] =>
  joined(fixings).map(({ from, until }) => spanOf(from, until));

/** A version as it was fixed by a day. */
export function asFixedBy(version: Version, day: Day): Version {
  const fixings = version.fixings.filter(({ fixedOn }) => fixedOn <= day);
  return { ...version, fixings, fixedOn: firstOf(fixings) };
}

const firstOf = (fixings: readonly Fixing[]): Day | null => fixings.map(({ fixedOn }) => fixedOn).sort()[0] ?? null;

/** All versions, the lowest number first. */
export function versionsOf(story: Story): readonly Version[] {
  const proposals = factsOf(story.facts, 'costAllocation.proposed');
  if (proposals.length === 0) return [];
  const spans = sideSpansOf(story);
  const byNumber = new Map(proposals.map((proposed) => [proposed.data.version, proposed]));
  return [...byNumber.values()]
    .map((proposed) => versionBy(story, proposed, spans))
    .sort((a, b) => a.number - b.number);
}

function versionBy(story: Story, proposed: Proposed, spans: readonly SideSpan[]): Version {
  const number = proposed.data.version;
  const told = factsOf(story.facts, 'costAllocation.approved').filter(({ data }) => data.version === number);
  const withdrawal = factsOf(story.facts, 'costAllocation.withdrawn').find(({ data }) => data.version === number);
  const unaware = withdrawal ? story.facts.filter((fact) => fact !== withdrawal) : story.facts;
  const judged = judgedIn(story, told, unaware);
  const approvals = judged.filter(({ undone }) => undone === null).map(({ approval }) => approval);
  const isLate = withdrawal !== undefined && wereBothIn(proposed, approvals, spans, withdrawal);
  const withdrawn = isLate ? null : (withdrawal ?? null);
  const counting = withdrawn ? approvals.filter((approval) => byPoint(approval, withdrawn) < 0) : approvals;
  const fixings = withdrawn ? [] : fixingsOf(proposed, approvals, spans);
  return {
    number,
    proposed,
    withdrawn,
    approvals: counting,
    vain: vainAmong(withdrawn ? judgedIn(story, told, story.facts) : judged),
    signatures: signaturesIn(proposed, counting, spans),
    fixings,
    fixedOn: firstOf(fixings),
  };
}

interface JudgedApproval {
  readonly approval: Approved;
  readonly undone: Undone<CaseFact> | null;
}

/** Approvals with what has undone each, by some facts: null where it works. */
const judgedIn = (
  { chains }: Story,
  approvals: readonly Approved[],
  facts: Story['facts'],
): readonly JudgedApproval[] =>
  approvals.map((approval) => ({ approval, undone: answerOf<CaseFact>(approval, chains, facts)?.undone ?? null }));

const vainAmong = (judged: readonly JudgedApproval[]): readonly VainApproval[] =>
  judged.flatMap(({ approval, undone }) => (undone ? [{ approval, undone }] : []));

/** What both principals have signed, each with a mandate, is no longer one side's to withdraw: told later, it works nothing. */
function wereBothIn(
  proposed: Proposed,
  approvals: readonly Approved[],
  spans: readonly SideSpan[],
  withdrawal: Withdrawn,
): boolean {
  const before = mandatedIn(approvals).filter((approval) => byPoint(approval, withdrawal) < 0);
  return spansOf(proposed, spans).some((span) => sidesOf(proposed, span).every((need) => before.some(need)));
}

/** True where both principals of some day of the version have approved it, each with a mandate. */
export const isSignedByBoth = ({ proposed, approvals }: Version, story: Story): boolean =>
  spansOf(proposed, sideSpansOf(story)).some((span) =>
    sidesOf(proposed, span).every((need) => mandatedIn(approvals).some(need)),
  );

/** True where no day of the version is left to be signed for. */
export const isFixedThroughout = ({ proposed, fixings }: Version, story: Story): boolean =>
  fixings.length > 0 && fixings.length === spansOf(proposed, sideSpansOf(story)).length;

type Need = (approval: Approved) => boolean;

const mandatedIn = (approvals: readonly Approved[]): readonly Approved[] =>
  approvals.filter(({ data }) => data.signatory.hasMandate);

/** The stretches of the sides that a version is written for. */
const spansOf = ({ data: { effectiveFrom } }: Proposed, spans: readonly SideSpan[]): readonly SideSpan[] =>
  spans.filter(({ until }) => until === null || effectiveFrom < until);

/**
 * The two who agree on it: those it names, else the principals of the days, each by its own signature. H-003 "En underskrift
 * binder den som den lämnas för under de dagar då den är huvudman, när den än lämnades".
 */
function signersOf({ data: { between } }: Proposed, span: SideSpan): readonly Signer[] {
  if (between) return between.map(signer);
  return [
    signer(span.kommun),
    { party: span.region, signs: ({ meta, data: { signedOn } }) => signsForRegion(span, meta.party, signedOn) },
  ];
}

const sidesOf = (proposed: Proposed, span: SideSpan): readonly Need[] =>
  signersOf(proposed, span).map(({ signs }) => signs);

/** One whose signature is needed, and whether an approval is that. */
interface Signer {
  readonly party: PartyId;
  readonly signs: Need;
}

const signer = (party: PartyId): Signer => ({ party, signs: ({ meta }) => signsFor(meta.party, party) });

const payersIn = ({ data }: Proposed): readonly PartyId[] => [
  ...new Set<PartyId>(data.lines.flatMap(({ shares }) => shares.map(({ party }) => party))),
];

const payersOf = (proposed: Proposed): readonly Need[] => payersIn(proposed).map((payer) => signer(payer).signs);

/**
 * Those whom a version was laid before and who have not signed it: both principals of the days that it is written for, and every
 * payer. One who became principal by a later change may sign it too (H-003), but a new one is what is needed (H-005).
 */
export function unsignedBy({ proposed, approvals }: Version, story: Story): readonly PartyId[] {
  const mandated = mandatedIn(approvals);
  const spans = sideSpansOf(story);
  const { between, effectiveFrom } = proposed.data;
  const asked = laidBefore(spans, { writtenOn: proposed.meta.saidOn, from: effectiveFrom });
  const signers = [
    ...spansOf(proposed, spans)
      .flatMap((span) => signersOf(proposed, span))
      .filter(({ party }) => between !== undefined || asked.has(party)),
    ...payersIn(proposed).map(signer),
  ];
  return signers.flatMap(({ party, signs }) => (mandated.some(signs) ? [] : [party]));
}

/** The first signature of each who must sign on some of the days, in the order signed. */
function signaturesIn(
  proposed: Proposed,
  approvals: readonly Approved[],
  spans: readonly SideSpan[],
): readonly Approved[] {
  const mandated = mandatedIn(approvals);
  if (mandated.length === 0) return [];
  const needs = [...payersOf(proposed), ...spansOf(proposed, spans).flatMap((span) => sidesOf(proposed, span))];
  const found = needs.map((need) => mandated.find(need));
  return mandated.filter((approval) => found.includes(approval));
}

/** Both principals of the days, and every payer named in a share; each signature with a mandate. */
function fixingsOf(proposed: Proposed, approvals: readonly Approved[], spans: readonly SideSpan[]): readonly Fixing[] {
  const mandated = mandatedIn(approvals);
  if (mandated.length === 0) return [];
  const { effectiveFrom } = proposed.data;
  const payers = payersOf(proposed);
  return spansOf(proposed, spans).flatMap((span) => {
    const found = [...sidesOf(proposed, span), ...payers].map((need) => mandated.find(need));
    if (found.includes(undefined)) return [];
    const signatures = mandated.filter((approval) => found.includes(approval));
    const latest = signatures.at(-1)?.data.signedOn ?? effectiveFrom;
    const { from, until } = span;
    return [
      {
        from: from === null ? effectiveFrom : maxDay(from, effectiveFrom),
        until,
        fixedOn: from === null || proposed.data.between ? latest : maxDay(latest, from),
        signatures,
        span: spans.indexOf(span),
      },
    ];
  });
}

/** Approvals of a number that no version has any more: it was taken back. */
export function approvalsOfNothing(story: Story): readonly VainApproval[] {
  const numbers = new Set(factsOf(story.facts, 'costAllocation.proposed').map(({ data }) => data.version));
  const approvals = factsOf(story.facts, 'costAllocation.approved').filter(({ data }) => !numbers.has(data.version));
  return vainAmong(judgedIn(story, approvals, story.facts));
}
