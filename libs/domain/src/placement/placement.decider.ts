/** What may be said of a placement: each fact with the conditions it is held to, in the order they are tried. */
import { DECIDES_ON_DISCLOSURE, ENDS_DISCLOSURE } from '../story/disclosing.checks.js';
import { endsNoEarlierThanItBegins, hasHappened } from '../saying/check.js';
import { answersWhatItNames, isSaidOnce, knowsWhatItNames } from '../story/names.checks.js';
import { type CaseCheck } from '../story/so-far.js';
import {
  isOfARegisteredPlacement,
  isStatedBy,
  onlyThePlacerNamesPrincipals,
  placingParty,
  principalsWhenSaid,
  regionsGivingCare,
  thoseWhoLearnOfRegistration,
} from '../story/who-may-say.js';
import { type Day } from '../kernel/index.js';
import {
  confirmsOnce,
  hasAnotherSideToConfirm,
  isConfirmedByTheOtherPrincipal,
  namesEachMeasureOnce,
} from './clarification.checks.js';
import {
  changesBasisBeforeTheEnd,
  endsAfterItsStartAndMoves,
  endsOnce,
  interruptedWhilePlaced,
  isOpenedByAKommun,
  isPlannedToEndAfterTheStart,
  isRegisteredOnce,
  movesWhilePlaced,
  startsBeforeItsMovesAndEnd,
  staysPermanentlyOnlyIfProtected,
  staysPermanentlyOnlyWhileProtected,
} from './course.checks.js';
import {
  isApprovedByASecond,
  isApprovedByItsAuthority,
  isApprovedWhileItHolds,
  isOfOnesOwnAuthority,
  isReviewedAfterwards,
  readsWhatIsThere,
} from './emergency-access.checks.js';
import { closesWhatGoesOn, followsUpAfterTheEnd, followsUpOnce } from './follow-up.checks.js';
import { isOpenedByARecipient, isOpenedOnceStarted, opensAHandover } from './opened.checks.js';
import { tellsARegistration } from './registration.checks.js';
import { TRANSFER_CHECKS } from './transfer.checks.js';
import {
  endsAfterItWasDecided,
  namesARestrictionOnlyOfIts,
  saysUntilWhenOfAnExtension,
} from './compulsory-care.checks.js';
import { hasSectionsAsItsActHas } from './legal-basis.checks.js';
import { type PlacementFact } from './facts/placement.js';

type Checks = { readonly [T in PlacementFact['type']]: readonly CaseCheck<T>[] };

/** A-053, A-078 "Beslut om placering i HVB görs av socialnämnden", which also follows the placement up. */
const bySocialnamnd: readonly CaseCheck[] = [isOfARegisteredPlacement, isStatedBy(placingParty, 'A-053')];

/** The fact's `on` is a day that has come. */
const onHasCome = hasHappened<{ readonly data: { readonly on?: Day } }>(({ on }) => ({ '/data/on': on }));

/** Whose each step of a health examination is to state. An offer that the region makes may be told by the nämnd too. */
const EXAMINED_BY = {
  notified: [placingParty],
  offered: [regionsGivingCare, placingParty],
  done: [regionsGivingCare],
  waived: [placingParty],
} as const;

export const PLACEMENT_CHECKS: Checks = {
  'placement.registered': [
    isOpenedByAKommun,
    isRegisteredOnce,
    endsNoEarlierThanItBegins('/data/plannedTo', ({ plannedFrom, plannedTo }) => ({
      from: plannedFrom,
      to: plannedTo,
    })),
    hasSectionsAsItsActHas,
    staysPermanentlyOnlyIfProtected,
    hasHappened(({ person: { birthDate } }) => ({
      '/data/person/birthDate': birthDate === 'erased' ? undefined : birthDate,
    })),
  ],
  'placement.decided': [
    ...bySocialnamnd,
    isSaidOnce,
    hasSectionsAsItsActHas,
    hasHappened(({ decidedOn, consents }) => ({
      '/data/decidedOn': decidedOn,
      ...Object.fromEntries(consents.map(({ on }, index) => [`/data/consents/${index}/on`, on])),
    })),
  ],
  'placement.responsibilityClarified': [
    isOfARegisteredPlacement,
    // A-067 "parternas ansvar skall vara klarlagt innan placering": either of them writes the list.
    isStatedBy(principalsWhenSaid, 'A-067'),
    onlyThePlacerNamesPrincipals,
    isSaidOnce,
    namesEachMeasureOnce,
  ],
  'placement.responsibilityConfirmed': [
    isOfARegisteredPlacement,
    knowsWhatItNames,
    answersWhatItNames,
    hasAnotherSideToConfirm,
    isConfirmedByTheOtherPrincipal,
    confirmsOnce,
    onHasCome,
  ],
  'placement.consentGiven': [...bySocialnamnd, onHasCome],
  'placement.consentWithdrawn': [...bySocialnamnd, onHasCome],
  'placement.childHeard': [...bySocialnamnd, onHasCome],
  'placement.started': [
    ...bySocialnamnd,
    isSaidOnce,
    hasHappened(({ startedOn }) => ({ '/data/startedOn': startedOn })),
    startsBeforeItsMovesAndEnd,
  ],
  'placement.moved': [
    ...bySocialnamnd,
    knowsWhatItNames,
    hasHappened(({ movedOn }) => ({ '/data/movedOn': movedOn })),
    movesWhilePlaced,
  ],
  'placement.legalBasisChanged': [...bySocialnamnd, hasSectionsAsItsActHas, changesBasisBeforeTheEnd],
  'placement.registrationEstablished': [...bySocialnamnd, tellsARegistration, onHasCome],
  // A-076 "Om folkbokföringen ändras till annat län tar den nya regionen över vårdansvaret": whoever learns of it
  // tells.
  'placement.registrationChanged': [
    isOfARegisteredPlacement,
    tellsARegistration,
    isStatedBy(thoseWhoLearnOfRegistration, 'A-076'),
  ],
  'placement.reviewed': [...bySocialnamnd, knowsWhatItNames, namesARestrictionOnlyOfIts, onHasCome],
  'placement.courtStep': [...bySocialnamnd, knowsWhatItNames, onHasCome, saysUntilWhenOfAnExtension],
  'placement.careTimeNotCounted': [
    ...bySocialnamnd,
    hasHappened(({ from }) => ({ '/data/from': from })),
    endsNoEarlierThanItBegins('/data/to', ({ from, to }) => ({ from, to })),
  ],
  'placement.contactRestricted': [
    ...bySocialnamnd,
    isSaidOnce,
    hasHappened(({ decidedOn }) => ({ '/data/decidedOn': decidedOn })),
  ],
  'placement.contactRestrictionEnded': [...bySocialnamnd, knowsWhatItNames, onHasCome, endsAfterItWasDecided],
  'placement.executionInterrupted': [...bySocialnamnd, knowsWhatItNames, onHasCome, interruptedWhilePlaced],
  'placement.nonExecutionReported': [...bySocialnamnd, knowsWhatItNames, onHasCome],
  'placement.healthExamination': [
    isOfARegisteredPlacement,
    // S-018 "ska socialnämnden underrätta regionen": the nämnd tells it, or that none is wanted; the region offers and
    // examines.
    isStatedBy((fact, soFar) => EXAMINED_BY[fact.data.step].flatMap((partiesOf) => partiesOf(fact, soFar)), 'S-018'),
    onHasCome,
  ],
  'placement.dentalContact': [
    isOfARegisteredPlacement,
    // A-083 "måste hemregionen alltid kontaktas innan en planerad tandvårdsbehandling påbörjas": whoever treats tells of it.
    isStatedBy(regionsGivingCare, 'A-083'),
    onHasCome,
    hasHappened(({ homeRegionContactedOn }) => ({ '/data/homeRegionContactedOn': homeRegionContactedOn })),
  ],
  'placement.schooling': [...bySocialnamnd, onHasCome],
  // A-084 "Behandlingsansvarig läkare beslutar vad som är egenvård".
  'placement.selfCareDecided': [isOfARegisteredPlacement, isStatedBy(regionsGivingCare, 'A-084'), onHasCome],
  'placement.carePlan': [...bySocialnamnd, onHasCome],
  // S-012 "ska utse en socialsekreterare som ansvarar för kontakterna": the nämnd names.
  'placement.socialSecretaryNamed': [...bySocialnamnd, onHasCome],
  ...TRANSFER_CHECKS,
  'placement.endPlanned': [...bySocialnamnd, isPlannedToEndAfterTheStart],
  'placement.ended': [
    ...bySocialnamnd,
    knowsWhatItNames,
    endsOnce,
    hasHappened(({ endedOn }) => ({ '/data/endedOn': endedOn })),
    endsAfterItsStartAndMoves,
  ],
  'placement.followUpStarted': [...bySocialnamnd, knowsWhatItNames, onHasCome, followsUpOnce, followsUpAfterTheEnd],
  'placement.followUpClosed': [...bySocialnamnd, knowsWhatItNames, onHasCome, closesWhatGoesOn],
  'placement.handledBy': [
    isOfARegisteredPlacement,
    // D-028 "i den utsträckning som är normal eller behövlig": each principal says which unit of its own that is.
    isStatedBy(principalsWhenSaid, 'D-028'),
  ],
  'placement.opened': [isOfARegisteredPlacement, opensAHandover, isOpenedByARecipient, onHasCome, isOpenedOnceStarted],
  'placement.emergencyAccess': [isOfOnesOwnAuthority, readsWhatIsThere, isSaidOnce],
  'placement.emergencyAccessApproved': [
    isOfOnesOwnAuthority,
    readsWhatIsThere,
    knowsWhatItNames,
    isApprovedByItsAuthority,
    isApprovedByASecond,
    isApprovedWhileItHolds,
    isSaidOnce,
  ],
  // H-013 "granskas av den nämnd som placerar": whose case it is answers for who has read it.
  'placement.emergencyAccessReviewed': [
    ...[isOfARegisteredPlacement, isStatedBy(placingParty, 'H-013')],
    ...[knowsWhatItNames, onHasCome, isReviewedAfterwards, isSaidOnce],
  ],
  'placement.protectionChanged': [...bySocialnamnd, staysPermanentlyOnlyWhileProtected],
  'placement.disclosureDecided': DECIDES_ON_DISCLOSURE,
  'placement.disclosureEnded': ENDS_DISCLOSURE,
  'placement.annulled': [],
};
