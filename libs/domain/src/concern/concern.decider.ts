/** What may be said of a concern: reported by any kommun or region, opened by the nämnd that it is reported to. */
import { decidesOnDisclosure, endsDisclosure, type DisclosingSoFar } from '../saying/disclosing.js';
import { type Day, type Said } from '../kernel/index.js';
import { hasHappened, judgedBy } from '../saying/check.js';
import { type StreamLaw } from '../saying/corrections.js';
import { namesTakenBack } from '../saying/names.js';
import { type Rejection } from '../saying/decision.js';
import {
  isAboutOne,
  isNotAnnulled,
  isOpenedAfterwards,
  isOpenedByTheAddressee,
  isReportedFirst,
  isReportedOnce,
  isReportedToAKommun,
  opensTheReport,
  type ConcernCheck,
  type ConcernSoFar,
} from './concern.checks.js';
import { type ConcernFact } from './facts/concern.js';
import { standingConcern } from './reading.js';

type Checks = { readonly [T in ConcernFact['type']]: readonly ConcernCheck<T>[] };

const whatIsSaid = ({ chains, today }: ConcernSoFar): DisclosingSoFar => ({
  facts: chains.flatMap(({ current }) => current ?? []),
  chains,
  takenBack: namesTakenBack(chains),
  today,
});

/** B-009 "upphäver inte skyldigheten att anmäla oro": no condition reads a consent, a SIP or a case. */
const CONCERN_CHECKS: Checks = {
  'concern.reported': [
    isNotAnnulled,
    isReportedOnce,
    isReportedToAKommun,
    isAboutOne,
    hasHappened(({ on }) => ({ '/data/on': on })),
    isReportedFirst,
  ],
  'concern.opened': [
    isNotAnnulled,
    opensTheReport,
    isOpenedByTheAddressee,
    hasHappened(({ on }) => ({ '/data/on': on })),
    isOpenedAfterwards,
  ],
  'concern.disclosureDecided': [isNotAnnulled, decidesOnDisclosure(whatIsSaid)],
  'concern.disclosureEnded': [isNotAnnulled, endsDisclosure(whatIsSaid)],
  // Annulments are judged by what they take back, as those of every kind.
  'concern.annulled': [],
};

/** The law of a concern's stream, judged on the hub's `today`. */
export function lawOfConcern(today: Day): StreamLaw<ConcernFact> {
  const read = (facts: readonly Said<ConcernFact>[]): ConcernSoFar => ({ ...standingConcern(facts), today });
  return {
    judge: (fact, others) => judgedBy(CONCERN_CHECKS[fact.type] as readonly ConcernCheck[], fact, read(others)),
    countersignedBy: () => [],
    // A report that went to the wrong nämnd is told anew also when that has opened it.
    dependents: () => [],
    mustStay: personStays,
  };
}

/** A report is about one: of another, or of one who has become known since, it is taken back and told anew. */
function personStays(before: Said<ConcernFact>, after: Said<ConcernFact>): Rejection | null {
  if (before.type !== 'concern.reported' || after.type !== 'concern.reported') return null;
  return before.data.about.personId === after.data.about.personId ? null : { code: 'PersonCannotChange' };
}
