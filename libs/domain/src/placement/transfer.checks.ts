/** A case moves to another kommun: asked for by the one that has it, answered by the other, tried by IVO and court (SoL 29:10–12). */
import { answersWhatItNames, isSaidOnce, knowsWhatItNames } from '../story/names.checks.js';
import { hasHappened } from '../saying/check.js';
import { dayOf } from '../saying/fact-entries.js';
import { rejected } from '../saying/decision.js';
import { isOfARegisteredPlacement, isStatedBy, placingParty } from '../story/who-may-say.js';
import { answersForKommun, answersRequest } from '../story/placings.js';
import { type CaseCheck } from '../story/so-far.js';
import { factsOf, type FactOf, type Story } from '../story/story.js';
import { legalPerson, partyKind, type Day, type PartyId, type Uuid } from '../kernel/index.js';
import { type TransferFact } from './facts/transfer.js';

type Requested = FactOf<'placement.caseTransferRequested'>;
type Answered = FactOf<'placement.caseTransferAnswered'>;

const requestOf = ({ facts }: Story, id: Uuid): Requested | undefined =>
  factsOf(facts, 'placement.caseTransferRequested').find(({ data }) => data.transferId === id);

type OfARequest = CaseCheck<Exclude<TransferFact['type'], 'placement.caseTransferRequested'>>;

/**
 * S-019 "Ett ärende… får flyttas över till en annan kommun": between two nämnder of one kommun nothing is transferred, the
 * kommun divides its own work.
 */
const asksAnotherKommun: CaseCheck<'placement.caseTransferRequested'> = ({ data: { toKommun }, meta }) =>
  partyKind(toKommun) === 'kommun' && legalPerson(toKommun) !== legalPerson(meta.party)
    ? null
    : rejected({
        code: 'FieldNotAllowedHere',
        pointer: '/data/toKommun',
        expected: `kommun-…, ≠ ${legalPerson(meta.party)}`,
      });

/** What follows from a request does not come before it; said anew, neither does it come after what has followed. */
const isAskedBefore: CaseCheck<'placement.caseTransferRequested'> = ({ data }, { story }) => {
  const first = [
    ...factsOf(story.facts, 'placement.caseTransferApplied'),
    ...factsOf(story.facts, 'placement.caseTransferDecided'),
  ]
    .filter((fact) => fact.data.transferId === data.transferId)
    .map(dayOf)
    .sort()[0];
  return first === undefined || data.requestedOn <= first
    ? null
    : rejected({ code: 'DateInconsistent', pointer: '/data/requestedOn', expected: `≤ ${first}` });
};

/** What another has said of the transfer was said of the kommun that was asked then. */
const asksWhomOthersSpokeOf: CaseCheck<'placement.caseTransferRequested'> = ({ data, meta }, { story }) => {
  const others = factsOf(story.facts, 'placement.caseTransferDecided').filter(
    (fact) =>
      fact.data.transferId === data.transferId &&
      ![meta.party, data.toKommun].some((party) => answersForKommun(fact.meta.party, party)),
  );
  return others.length === 0
    ? null
    : rejected({ code: 'LaterFactsDependOnIt', dependents: others.map((fact) => fact.meta.messageId) });
};

const followsItsRequest =
  (pointer: string): OfARequest =>
  (fact, { story }) => {
    const { requestedOn } = requestOf(story, fact.data.transferId)?.data ?? {};
    return requestedOn === undefined || requestedOn <= dayOf(fact)
      ? null
      : rejected({ code: 'DateInconsistent', pointer, expected: `≥ ${requestedOn}` });
  };

/** S-019 "Den andra kommunen ska genast skriftligen meddela sin inställning": it, and nobody for it. */
const isSaidByTheKommunAsked: CaseCheck<'placement.caseTransferAnswered'> = ({ data, meta }, { story }) => {
  // What is taken back asks nobody: an answer to it comes from anyone, and works nothing (H-004).
  const asked = requestOf(story, data.transferId)?.data.toKommun;
  if (asked === undefined || answersForKommun(meta.party, asked)) return null;
  return rejected({ code: 'NotYourFactToState', by: meta.party, allowed: [asked], rule: 'S-019' });
};

/** The request that an answer grants, where it works. */
function granted(answered: Answered, story: Story): Requested | null {
  const request = requestOf(story, answered.data.transferId);
  const isGranted = request && answered.data.answer === 'accepted' && answersRequest(answered, request, story);
  return isGranted ? request : null;
}

/** Who has asked for a transfer that an answer grants: by then the case is the other's. */
export const requesterOf = (answered: Answered, story: Story): readonly PartyId[] => {
  const request = granted(answered, story);
  return request ? [request.meta.party] : [];
};

/** One who has refused may think better of it; what is accepted is so. */
const acceptsOnce: CaseCheck<'placement.caseTransferAnswered'> = ({ data }, { story }) =>
  factsOf(story.facts, 'placement.caseTransferAnswered').some(
    (other) => other.data.transferId === data.transferId && granted(other, story) !== null,
  )
    ? rejected({ code: 'AlreadySaid', pointer: '/data/transferId', names: data.transferId })
    : null;

const isAppliedForOnce: CaseCheck<'placement.caseTransferApplied'> = ({ data }, { story }) =>
  factsOf(story.facts, 'placement.caseTransferApplied').some((other) => other.data.transferId === data.transferId)
    ? rejected({ code: 'AlreadySaid', pointer: '/data/transferId', names: data.transferId })
    : null;

/**
 * S-020 "får den kommun som begärt överflyttning ansöka om det hos Inspektionen för vård och omsorg": the kommun that asked
 * tells of that; of what is decided either of the two, `both`.
 */
const kommunerOf =
  (
    both: 'both' | 'asking',
  ): ((fact: FactOf<TransferFact['type']>, soFar: { readonly story: Story }) => readonly PartyId[]) =>
  ({ data }, { story }) => {
    const request = requestOf(story, data.transferId);
    if (!request) return [];
    return both === 'both' ? [request.meta.party, request.data.toKommun] : [request.meta.party];
  };

const onHasCome = hasHappened<{ readonly data: { readonly on: Day } }>(({ on }) => ({
  '/data/on': on,
}));

/** S-019 "får flyttas över till en annan kommun"; S-020 "får den kommun som begärt överflyttning ansöka om det". */
export const TRANSFER_CHECKS: { readonly [T in TransferFact['type']]: readonly CaseCheck<T>[] } = {
  'placement.caseTransferRequested': [
    isOfARegisteredPlacement,
    // S-019 "En kommun som anser att ett ärende ska flyttas över ska begära det hos den andra kommunen": the one that has it.
    isStatedBy(placingParty, 'S-019'),
    isSaidOnce,
    asksAnotherKommun,
    hasHappened(({ requestedOn }) => ({ '/data/requestedOn': requestedOn })),
    isAskedBefore,
    asksWhomOthersSpokeOf,
  ],
  'placement.caseTransferAnswered': [
    isOfARegisteredPlacement,
    knowsWhatItNames,
    answersWhatItNames,
    isSaidByTheKommunAsked,
    acceptsOnce,
    hasHappened(({ answeredOn }) => ({ '/data/answeredOn': answeredOn })),
    followsItsRequest('/data/answeredOn'),
  ],
  'placement.caseTransferApplied': [
    isOfARegisteredPlacement,
    knowsWhatItNames,
    isStatedBy(kommunerOf('asking'), 'S-020'),
    isAppliedForOnce,
    onHasCome,
    followsItsRequest('/data/on'),
  ],
  'placement.caseTransferDecided': [
    isOfARegisteredPlacement,
    knowsWhatItNames,
    isStatedBy(kommunerOf('both'), 'S-020'),
    onHasCome,
    followsItsRequest('/data/on'),
  ],
};
