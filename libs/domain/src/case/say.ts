/** What the hub says: the difference between what it has said on a stream and what holds today. It says nothing twice. */
import { findingStatus } from '../making/finding.js';
import { type Day, type StreamCategory } from '../kernel/index.js';
import { type Why } from '../rules/index.js';
import { STREAMS } from '../fact/streams.data.js';
import { type Assessment, type AssessmentsBy, type CaseAssessment } from './assessment.js';
import { type Finding } from '../making/finding.js';
import { type DerivedData, type Derived, type DerivedKind } from './derived.js';
import { type ToldFinding, type ToldState } from './told.js';
import { sayDeadlines } from './say-deadlines.js';

export { foldTold, type ToldState } from './told.js';

/**
 * Everything to be said on a stream today, in an order that depends on nothing else. The same for acceptance, the clock
 * and judging anew; appended with the fact at the revision that `told` was folded to, so that of many hubs one says it.
 */
export function say<C extends StreamCategory>(
  told: ToldState,
  assessment: Assessment<C>,
  today: Day,
): readonly Derived[] {
  const kind: DerivedKind = STREAMS[assessment.category].subjects[0].kind;
  return [
    ...SAY_OF_ITS_OWN[assessment.category](told, assessment),
    ...sayDeadlines(told, assessment, { kind, today }),
    ...sayFindings(told, assessment.findings, { kind, today }),
  ];
}

/** What is said of a kind of stream beside its deadlines and findings; before them. */
const SAY_OF_ITS_OWN: {
  readonly [C in StreamCategory]: (told: ToldState, assessment: AssessmentsBy[C]) => readonly Derived[];
} = {
  case: (told, assessment) => [...sayFixed(told, assessment), ...sayClaims(told, assessment)],
  agreement: () => [],
};

function sayFixed(told: ToldState, { fixed }: CaseAssessment): readonly Derived[] {
  return fixed.flatMap(({ version, fixedOn, effectiveFrom, why }) => {
    const before = told.fixed.get(version);
    if (before?.fixedOn === fixedOn && before.effectiveFrom === effectiveFrom) return [];
    const data = { version, fixedOn, effectiveFrom };
    return [{ type: 'costAllocation.fixed' as const, thing: `version ${version}`, data, why }];
  });
}

function sayClaims(told: ToldState, { costs }: CaseAssessment): readonly Derived[] {
  return costs.claims.flatMap(({ claimId, outcome, byParty, reason, why }) => {
    const data = { claimId, outcome, byParty, reason };
    const before = told.claims.get(claimId);
    if (before && sameAnswer(before, data)) return [];
    return [{ type: 'costAllocation.claimDecided' as const, thing: claimId, data, why }];
  });
}

function sameAnswer(a: DerivedData['claimDecided'], b: DerivedData['claimDecided']): boolean {
  const amounts = ({ byParty }: DerivedData['claimDecided']): string =>
    byParty.map(({ party, amountOre }) => `${party} ${amountOre}`).join();
  return a.outcome === b.outcome && a.reason === b.reason && amounts(a) === amounts(b);
}

interface Telling {
  readonly kind: DerivedKind;
  readonly today: Day;
}

/** In the assessment's order; those that are no more come last, by id. */
function sayFindings(told: ToldState, findings: readonly Finding[], telling: Telling): readonly Derived[] {
  const present = new Set(findings.map(({ findingId }) => findingId));
  const gone = [...told.findings.values()]
    .filter(({ raised, resolvedOn }) => resolvedOn === null && !present.has(raised.findingId))
    .sort((a, b) => (a.raised.findingId < b.raised.findingId ? -1 : 1));
  return [
    ...findings.flatMap((found) => sayFinding(told.findings.get(found.findingId), found, telling)),
    ...gone.map(({ raised, why }) => {
      const data = { findingId: raised.findingId, rule: raised.rule, resolvedOn: telling.today };
      return derived(telling, 'findingResolved', data, { why });
    }),
  ];
}

function derived<N extends 'findingRaised' | 'findingResolved'>(
  { kind }: Telling,
  name: N,
  data: DerivedData[N],
  { why, fromBirthDate }: { readonly why: Why; readonly fromBirthDate?: true },
): Derived {
  const event = {
    type: `${kind}.${name}`,
    thing: data.findingId,
    data,
    why,
    ...(fromBirthDate ? { fromBirthDate } : {}),
  };
  return event as Derived;
}

/** One that came and went while nobody looked is said both times: that it was so is part of the story. */
function sayFinding(before: ToldFinding | undefined, found: Finding, telling: Telling): readonly Derived[] {
  const { findingId, rule, resolvedOn } = found;
  const asSaid = sameIn(before, found);
  if (resolvedOn === undefined || findingStatus(found, telling.today) === 'open') {
    return asSaid?.resolvedOn === null ? [] : [raisedOf(found, telling)];
  }
  const resolved = derived(telling, 'findingResolved', { findingId, rule, resolvedOn }, found);
  if (!asSaid) return [raisedOf(found, telling), resolved];
  return asSaid.resolvedOn === resolvedOn ? [] : [resolved];
}

function raisedOf(found: Finding, telling: Telling): Derived {
  const { findingId, rule, severity, raisedOn, parties, message_sv, message_en } = found;
  return derived(
    telling,
    'findingRaised',
    { findingId, rule, severity, raisedOn, parties, message_sv, message_en },
    found,
  );
}

/** What was said of it, if it was said as it is now. */
const sameIn = (before: ToldFinding | undefined, found: Finding): ToldFinding | null =>
  before && sameRaising(before.raised, found) ? before : null;

const sameRaising = (a: DerivedData['findingRaised'], b: Finding): boolean =>
  a.raisedOn === b.raisedOn && a.severity === b.severity && a.parties.join() === b.parties.join();
