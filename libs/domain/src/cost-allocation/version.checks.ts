/** Versions of a written allocation: proposed in order, signed by those it binds, withdrawn only before they have signed. */
import { rejected } from '../saying/decision.js';
import { dayOf } from '../saying/fact-entries.js';
import { type CaseCheck } from '../story/so-far.js';
import { factsOf, type FactOf, type Story } from '../story/story.js';
import { speakersOn } from '../story/parties.js';
import { principalsFrom, sideSpansOf } from '../story/side-spans.js';
import { paperOfAnswer } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import {
  isFixed,
  isFixedThroughout,
  isSignedByBoth,
  versionsOf,
  type Proposed,
  type Version,
} from '../costs/versions.js';
import { speaksFor, type Day, type PartyId } from '../kernel/index.js';

/** The version by its number, with its signatures; undefined before it is proposed. */
export function versionOf(story: Story, number: number): Version | undefined {
  return versionsOf(story).find((version) => version.number === number);
}

/** Versions are counted 1, 2, 3: which paper is meant is never in doubt. */
export const comesNextInOrder: CaseCheck<'costAllocation.proposed'> = ({ data: { version: got } }, { story }) => {
  const numbers = new Set(factsOf(story.facts, 'costAllocation.proposed').map(({ data }) => data.version));
  let expected = 1;
  while (numbers.has(expected)) expected += 1;
  return got === expected ? null : rejected({ code: 'VersionOutOfOrder', expected, got });
};

/** What an approval is of. */
const paperSigned = (approved: FactOf<'costAllocation.approved'>, { chains }: Story): Proposed | undefined =>
  paperOfAnswer<CaseFact>(approved, chains) as Proposed | undefined;

/** The two who agree on a version, on a day: those it names itself, else those of the day. */
function principalsOfVersion(story: Story, version: Version | undefined, on: Day): readonly PartyId[] {
  return speakersOn(story, on, version?.proposed.data.between);
}

/**
 * A-098 "skriftlig kostnadsfördelning": signed by whoever is principal on any day that it is written for, or was heard for
 * want of a better one on the day of signature, and by every payer that its shares name.
 */
export const isSignedByAPrincipalOrPayer: CaseCheck<'costAllocation.approved'> = (fact, { story }) => {
  const { data, meta } = fact;
  const paper = paperSigned(fact, story);
  const signers = paper ? signersOf(paper.data, story, data.signedOn) : [];
  if (signers.some((side) => speaksFor(meta.party, side))) return null;
  return rejected({ code: 'NotAPayer', party: meta.party, version: data.version });
};

function signersOf({ between, effectiveFrom, lines }: Proposed['data'], story: Story, on: Day): readonly PartyId[] {
  const payers = lines.flatMap(({ shares }) => shares.map(({ party }) => party));
  if (between) return [...between, ...payers];
  return [...principalsFrom(sideSpansOf(story), effectiveFrom), ...speakersOn(story, on), ...payers];
}

/** A signature is given once; one without a mandate, or that works nothing, may be given again. */
export const signsOnce: CaseCheck<'costAllocation.approved'> = ({ data, meta }, { story }) =>
  versionOf(story, data.version)?.approvals.some(
    (other) => other.data.signatory.hasMandate && speaksFor(meta.party, other.meta.party),
  )
    ? rejected({ code: 'AlreadySaid', pointer: '/data/version', names: `${data.version}` })
    : null;

type OfAVersion = CaseCheck<'costAllocation.disputed' | 'costAllocation.withdrawn'>;

/** What its proposer has withdrawn is neither disputed nor withdrawn again; a signature comes too late, and is kept (H-004). */
export const isNotWithdrawn: OfAVersion = ({ data }, { story }) =>
  factsOf(story.facts, 'costAllocation.withdrawn').some((withdrawn) => withdrawn.data.version === data.version)
    ? rejected({ code: 'AlreadyWithdrawn', version: data.version })
    : null;

/** A-100 "till dess…": once all who must have signed for all its days, nothing is left to sign. */
export const isNotFixed: CaseCheck<'costAllocation.approved'> = ({ data }, { story }) => {
  const version = versionOf(story, data.version);
  return version && isFixedThroughout(version, story)
    ? rejected({ code: 'AlreadyFixed', version: data.version })
    : null;
};

/** Who signed the version with the signer, once all who must have: none before. */
export function signersOfItsFixedVersion(fact: FactOf<'costAllocation.approved'>, story: Story): readonly PartyId[] {
  const version = versionOf(story, fact.data.version);
  if (!version || !isFixed(version) || version.vain.some(({ approval }) => approval === fact)) return [];
  return version.signatures.map(({ meta }) => meta.party);
}

/** A-102 "respektive huvudmans ansvar": the two who agree are the two who may disagree, and who settle it. */
export const isDisputedByAPrincipal: CaseCheck<'costAllocation.disputed' | 'costAllocation.disputeSettled'> = (
  fact,
  { story },
) => {
  const { data, meta } = fact;
  const allowed = principalsOfVersion(story, versionOf(story, data.version), dayOf(fact));
  if (allowed.some((side) => speaksFor(meta.party, side))) return null;
  return rejected({ code: 'NotYourFactToState', by: meta.party, allowed, rule: 'A-102' });
};

/** A proposal is its proposer's to take back. */
export const isWithdrawnByItsProposer: CaseCheck<'costAllocation.withdrawn'> = ({ data, meta }, { story }) => {
  const proposer = versionOf(story, data.version)?.proposed.meta.party;
  if (proposer === undefined || proposer === meta.party) return null;
  return rejected({ code: 'NotYourFactToState', by: meta.party, allowed: [proposer] });
};

/** A paper that both principals have signed, each with a mandate, is no longer one side's: it is superseded. */
export const isNotSignedByBoth: CaseCheck<'costAllocation.withdrawn'> = ({ data }, { story }) => {
  const version = versionOf(story, data.version);
  return version && (isFixed(version) || isSignedByBoth(version, story))
    ? rejected({ code: 'AlreadyFixed', version: data.version })
    : null;
};
