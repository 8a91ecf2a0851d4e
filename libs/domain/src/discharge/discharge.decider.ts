/** What may be said of a discharge: told by the hospital's region and by open care, opened by those whom its notices reach. */
import { decidesOnDisclosure, endsDisclosure, type DisclosingSoFar } from '../saying/disclosing.js';
import { type Day, type Said } from '../kernel/index.js';
import { hasHappened, judgedBy } from '../saying/check.js';
import { type StreamLaw } from '../saying/corrections.js';
import { namesTakenBack } from '../saying/names.js';
import { type Rejection } from '../saying/decision.js';
import { type DischargeFact } from './facts/discharge.js';
import {
  haveHappened,
  isAdmitted,
  isAdmittedOnce,
  isAssessedInHospital,
  isCalledForThisStay,
  isDischargedOnce,
  isHandedOn,
  isNotAnnulled,
  isSaidByARecipient,
  isSaidByARegion,
  isSaidByOpenCare,
  isSaidByTheHospital,
  isTheFirst,
  leavesLast,
  opensANotice,
  type DischargeCheck,
  type DischargeSoFar,
} from './discharge.checks.js';
import { standingDischarge } from './reading.js';

type Checks = { readonly [T in DischargeFact['type']]: readonly DischargeCheck<T>[] };

const OPENED = [isNotAnnulled, isAdmitted] as const;
const OF_HOSPITAL = [...OPENED, isSaidByTheHospital] as const;
const OF_OPEN_CARE = [...OPENED, isSaidByOpenCare] as const;

const whatIsSaid = ({ facts, chains, today }: DischargeSoFar): DisclosingSoFar => ({
  ...{ facts, chains, today },
  takenBack: namesTakenBack(chains),
});

const DISCHARGE_CHECKS: Checks = {
  'discharge.admitted': [
    isNotAnnulled,
    isAdmittedOnce,
    isSaidByARegion,
    haveHappened(({ admittedAt, noticeSentAt }) => ({
      '/data/admittedAt': admittedAt,
      '/data/noticeSentAt': noticeSentAt,
    })),
    isTheFirst,
  ],
  'discharge.contactAppointed': [...OF_OPEN_CARE, hasHappened(({ on }) => ({ '/data/on': on }))],
  'discharge.readyForDischarge': [
    ...OF_HOSPITAL,
    haveHappened(({ assessedAt, noticeSentAt }) => ({
      '/data/assessedAt': assessedAt,
      '/data/noticeSentAt': noticeSentAt,
    })),
    isAssessedInHospital,
  ],
  'discharge.sipCalled': [
    ...OF_OPEN_CARE,
    haveHappened(({ sentAt }) => ({ '/data/sentAt': sentAt })),
    isCalledForThisStay,
  ],
  'discharge.discharged': [
    ...OF_HOSPITAL,
    isDischargedOnce,
    haveHappened(({ dischargedAt }) => ({ '/data/dischargedAt': dischargedAt })),
    isHandedOn,
    leavesLast,
  ],
  'discharge.opened': [...OPENED, isSaidByARecipient, opensANotice, hasHappened(({ on }) => ({ '/data/on': on }))],
  'discharge.disclosureDecided': [...OPENED, decidesOnDisclosure(whatIsSaid)],
  'discharge.disclosureEnded': [...OPENED, endsDisclosure(whatIsSaid)],
  // Annulments are judged by what they take back, as those of every kind.
  'discharge.annulled': [],
};

/** The law of a discharge's stream, judged on the hub's `today`. */
export function lawOfDischarge(today: Day): StreamLaw<DischargeFact> {
  const read = (facts: readonly Said<DischargeFact>[]): DischargeSoFar => ({ ...standingDischarge(facts), today });
  return {
    judge: (fact, others) => judgedBy(DISCHARGE_CHECKS[fact.type] as readonly DischargeCheck[], fact, read(others)),
    countersignedBy: () => [],
    // A notice that was sent in error is taken back also when it has been opened.
    dependents: () => [],
    mustStay: personStays,
  };
}

/** A stay is one person's: told of the wrong one, it is taken back and told anew. */
function personStays(before: Said<DischargeFact>, after: Said<DischargeFact>): Rejection | null {
  if (before.type !== 'discharge.admitted' || after.type !== 'discharge.admitted') return null;
  return before.data.person.personId === after.data.person.personId ? null : { code: 'PersonCannotChange' };
}
