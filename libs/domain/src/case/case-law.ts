/** The law of a case's stream: the checks of its facts, and what holds of replacing them. */
import { COST_ALLOCATION_CHECKS } from '../cost-allocation/cost-allocation.decider.js';
import { signersOfItsFixedVersion } from '../cost-allocation/version.checks.js';
import { type COST_ALLOCATION_FACTS } from '../cost-allocation/facts/cost-allocation.facts.js';
import { bothAfterAcceptance, senderReleased } from '../handover/handover.checks.js';
import { HANDOVER_CHECKS } from '../handover/handover.decider.js';
import { type HANDOVER_FACTS } from '../handover/facts/handover.facts.js';
import { type SignatureIn } from '../fact/entry.js';
import { type PartyId, type Said } from '../kernel/index.js';
import { clarifierOf } from '../placement/clarification.checks.js';
import { type PLACEMENT_FACTS } from '../placement/facts/placement.facts.js';
import { PLACEMENT_CHECKS } from '../placement/placement.decider.js';
import { requesterOf } from '../placement/transfer.checks.js';
import { type CaseFact } from '../saying/case.js';
import { judgedBy } from '../saying/check.js';
import { type StreamLaw } from '../saying/corrections.js';
import { waiting, type Decision, type Rejection } from '../saying/decision.js';
import { answerOf } from '../saying/answers.js';
import { isConsent, signaturesUnder } from '../saying/fact-entries.js';
import { dependentsAmong } from '../saying/names.js';
import { type DeviationCheck } from '../deviation/deviation-so-far.js';
import { type CaseCheck, type CaseSoFar } from '../story/so-far.js';
import { isStatedBy, principalsThenAndNow } from '../story/who-may-say.js';
import { type FactOf, type Story } from '../story/story.js';

const CHECKS = { ...PLACEMENT_CHECKS, ...COST_ALLOCATION_CHECKS, ...HANDOVER_CHECKS };

/** The law of a case, given how its messages are read. */
export function lawOfCase(read: (facts: readonly Said<CaseFact>[]) => CaseSoFar): StreamLaw<CaseFact> {
  return {
    judge: (fact, others) => judgeFact(fact, read(others)),
    countersignedBy: (fact, all) => countersigners(fact, read(all).story),
    // The registration stands under everything, and taking it back closes the case; of the rest, what is named stays.
    dependents: (before, after, others) => dependentsAmong(read(others).story.facts, before, after),
    mustStay: personStays,
  };
}

function judgeFact(fact: Said<CaseFact>, soFar: CaseSoFar): Decision {
  return judgedBy(CHECKS[fact.type as keyof typeof CHECKS] as readonly CaseCheck[], fact, soFar);
}

type Signature = SignatureIn<typeof PLACEMENT_FACTS & typeof COST_ALLOCATION_FACTS & typeof HANDOVER_FACTS>;

/** Who stands beside a signature so that it cannot be taken back: by then the paper is fixed, or is the other side's too. */
const BESIDE: { readonly [T in Signature]: (fact: FactOf<T>, story: Story) => readonly PartyId[] } = {
  'costAllocation.approved': signersOfItsFixedVersion,
  'placement.responsibilityConfirmed': clarifierOf,
  'placement.caseTransferAnswered': requesterOf,
  'handover.accepted': senderReleased,
  // One that refuses binds nobody.
  'handover.rejected': () => [],
};

type Signers = (fact: Said<CaseFact>, story: Story) => readonly PartyId[];

/** What starts a handover, by whose acceptance it stands: a change of registration starts one without being its paper. */
const UNDER: Readonly<Partial<Record<CaseFact['type'], Signers>>> = {
  'placement.registrationChanged': bothAfterAcceptance,
  'handover.initiated': bothAfterAcceptance,
};

/** A version and its signatures, a clarification and its confirmation: two have signed, one cannot unsign. What works nothing binds nobody. */
function countersigners(fact: Said<CaseFact>, story: Story): readonly PartyId[] {
  const beside = (BESIDE as Readonly<Record<string, Signers>>)[fact.type];
  const signers = [...(UNDER[fact.type] ?? signersUnder)(fact, story), ...(beside?.(fact, story) ?? [])];
  return [...new Set(signers.filter((party) => party !== fact.meta.party))];
}

const signersUnder: Signers = (fact, story) =>
  signaturesUnder(fact, story.facts)
    .filter((signature) => isConsent(signature) && answerOf(signature, story.chains, story.facts)?.undone === null)
    .map(({ meta }) => meta.party);

/** A case is one person's: registered on the wrong one, it is taken back and told anew. */
function personStays(before: Said<CaseFact>, after: Said<CaseFact>): Rejection | null {
  if (before.type !== 'placement.registered' || after.type !== 'placement.registered') return null;
  return before.data.person.personId === after.data.person.personId ? null : { code: 'PersonCannotChange' };
}

/** A-106 "i samverkan av insatser": a deviation that concerns a placement is told by who is, or was then, a principal of it. */
export const reportedByAPrincipal = (soFar: CaseSoFar): readonly DeviationCheck<'deviation.reported'>[] => [
  () => (soFar.story.registered ? null : waiting({ what: 'placement' })),
  (fact) => isStatedBy<'deviation.reported'>((said, then) => principalsThenAndNow(said, then), 'A-106')(fact, soFar),
];
