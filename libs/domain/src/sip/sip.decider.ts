/** What may be said of a SIP: opened by kommun or region, then by those who take part in it, each for itself. */
import { decidesOnDisclosure, endsDisclosure } from '../saying/disclosing.js';
import { type Day, type Said } from '../kernel/index.js';
import { type SipRead, type Surroundings } from '../saying/case.js';
import { endsNoEarlierThanItBegins, hasHappened, judgedBy } from '../saying/check.js';
import { type StreamLaw } from '../saying/corrections.js';
import { type Rejection } from '../saying/decision.js';
import { dependentsAmong } from '../saying/names.js';
import {
  isDecidedByAKommun,
  isNotGeneral,
  isNotTooLong,
  isVoidedByWhoRecordedIt,
  leavesARecipient,
} from './consent.checks.js';
import { type SipFact } from './facts/sip.js';
import { isOpenedByTheOneCalled, isOpenedOnceCalled, opensACall } from './opened-call.checks.js';
import { sipFactsOf, standingSip, type Opening } from './reading.js';
import {
  answersWhatItNames,
  callsOne,
  callsWithinItsPrincipal,
  isAboutItsPerson,
  isAnsweredByTheOneCalled,
  isBeforeItsEnd,
  isClosedOnce,
  isFollowedUpAgainLater,
  isFollowedUpLater,
  isInternalToOne,
  isNotAnnulled,
  isOpened,
  isSaidByOneWhoTakesPart,
  isSaidOnce,
  isSeenOnce,
  knowsWhatItNames,
  plansWithinItsPrincipal,
  sendsOnWithinItsPrincipal,
  type SipCheck,
  type SipSoFar,
} from './sip.checks.js';

const TAKING_PART = [isNotAnnulled, isOpened, isSaidByOneWhoTakesPart] as const;

/** Of a day that has come, told by one who takes part. */
const saidOfADay = (): readonly SipCheck<
  'sip.guardianNotCalled' | 'sip.guardianInformed' | 'sip.childHeard' | 'sip.declined'
>[] => [...TAKING_PART, hasHappened(({ on }) => ({ '/data/on': on }))];

type Checks = { readonly [T in SipFact['type']]: readonly SipCheck<T>[] };

const SIP_CHECKS: Checks = {
  'sip.considered': [isNotAnnulled, isSaidByOneWhoTakesPart, isAboutItsPerson, isBeforeItsEnd],
  'sip.needIdentified': [
    isNotAnnulled,
    isSaidByOneWhoTakesPart,
    isAboutItsPerson,
    isSeenOnce,
    isInternalToOne,
    isBeforeItsEnd,
  ],
  'sip.consentGiven': [
    ...TAKING_PART,
    isSaidOnce,
    isNotGeneral,
    leavesARecipient,
    endsNoEarlierThanItBegins('/data/validTo', ({ validFrom, validTo }) => ({ from: validFrom, to: validTo })),
    isNotTooLong,
    isBeforeItsEnd,
    hasHappened(({ givers }) => Object.fromEntries(givers.map(({ on }, at) => [`/data/givers/${at}/on`, on]))),
  ],
  'sip.consentJoined': [...TAKING_PART, knowsWhatItNames, hasHappened(({ on }) => ({ '/data/on': on }))],
  'sip.guardianConsentReplaced': [
    ...TAKING_PART,
    isDecidedByAKommun,
    knowsWhatItNames,
    hasHappened(({ on }) => ({ '/data/on': on })),
  ],
  'sip.consentWithdrawn': [...TAKING_PART, knowsWhatItNames, hasHappened(({ on }) => ({ '/data/on': on }))],
  'sip.consentVoided': [...TAKING_PART, knowsWhatItNames, isVoidedByWhoRecordedIt],
  'sip.invited': [...TAKING_PART, isSaidOnce, callsOne, callsWithinItsPrincipal, isBeforeItsEnd],
  'sip.guardianNotCalled': saidOfADay(),
  'sip.guardianInformed': saidOfADay(),
  'sip.invitationAnswered': [
    isNotAnnulled,
    isOpened,
    knowsWhatItNames,
    answersWhatItNames,
    isAnsweredByTheOneCalled,
    sendsOnWithinItsPrincipal,
  ],
  'sip.opened': [
    isNotAnnulled,
    isOpened,
    opensACall,
    isOpenedByTheOneCalled,
    hasHappened(({ on }) => ({ '/data/on': on })),
    isOpenedOnceCalled,
  ],
  'sip.childHeard': saidOfADay(),
  'sip.meetingHeld': [...TAKING_PART, hasHappened(({ heldOn }) => ({ '/data/heldOn': heldOn })), isBeforeItsEnd],
  'sip.established': [
    ...TAKING_PART,
    hasHappened(({ establishedOn }) => ({ '/data/establishedOn': establishedOn })),
    isFollowedUpLater,
    plansWithinItsPrincipal,
    isBeforeItsEnd,
  ],
  'sip.followedUp': [
    ...TAKING_PART,
    knowsWhatItNames,
    hasHappened(({ on }) => ({ '/data/on': on })),
    isFollowedUpAgainLater,
  ],
  'sip.declined': [...saidOfADay(), isBeforeItsEnd],
  'sip.closed': [...TAKING_PART, hasHappened(({ on }) => ({ '/data/on': on })), isClosedOnce],
  'sip.disclosureDecided': [isNotAnnulled, isOpened, decidesOnDisclosure((soFar: SipSoFar) => soFar)],
  'sip.disclosureEnded': [isNotAnnulled, isOpened, endsDisclosure((soFar: SipSoFar) => soFar)],
  // Annulments are judged by what they take back, as those of every kind.
  'sip.annulled': [],
};

/** The law of a SIP's stream, beside the agreements that bear on it, judged on the hub's `today`. */
export function lawOfSip(sip: Omit<SipRead, 'facts'>, surroundings: Surroundings, today: Day): StreamLaw<SipFact> {
  const read = (facts: readonly Said<SipFact>[]): SipSoFar => ({
    ...standingSip({ ...sip, facts }, surroundings),
    today,
  });
  return {
    judge: (fact, others) => judgedBy(SIP_CHECKS[fact.type] as readonly SipCheck[], fact, read(others)),
    countersignedBy: () => [],
    dependents: (before, after, others) => dependentsOn(before, after, read(others)),
    mustStay: personStays,
  };
}

/** What names it; under what alone opens it, everything. */
function dependentsOn(before: Said<SipFact>, after: Said<SipFact> | null, soFar: SipSoFar): readonly Said<SipFact>[] {
  if (after === null && isConsidered(before) && !soFar.opening) return soFar.facts;
  return dependentsAmong(soFar.facts, before, after);
}

const isConsidered = (fact: Said<SipFact>): boolean => sipFactsOf([fact], 'sip.considered').length > 0;

const isOfAPerson = (fact: Said<SipFact>): fact is Opening => 'personId' in fact.data;

/** A SIP is one person's: told of the wrong one, it is taken back and told anew. */
function personStays(before: Said<SipFact>, after: Said<SipFact>): Rejection | null {
  if (!isOfAPerson(before) || !isOfAPerson(after)) return null;
  return before.data.personId === after.data.personId ? null : { code: 'PersonCannotChange' };
}
