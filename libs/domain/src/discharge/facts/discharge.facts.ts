/** Every fact of a discharge: from when it counts, and a sample of it. */
import { addDays, addHours, stockholmDay } from '../../calendar/index.js';
import { DISCLOSURE_ENDED, DISCLOSURE_DECIDED } from '../../fact/disclosing.js';
import { on, whenSaid, type FactEntries } from '../../fact/entry.js';
import { OPENED_ENTRY } from '../../fact/opened.js';
import { type Picker } from '../../fact/picker.js';
import { type Day, type Instant } from '../../kernel/index.js';
import { type DischargeFact, type ExpectedNeed } from './discharge.js';

const NEEDS: readonly (readonly ExpectedNeed[])[] = [
  ['socialServices', 'openCare'],
  ['socialServices', 'municipalHealthcare', 'openCare'],
  ['socialServices'],
  ['openCare'],
  [],
];
const BIRTHS = ['1950-03-04', '2012-03-04'] as Day[];
const STAY_LONGEST = 9;
const LATEST = 60;

/** Some hour of some day. */
const instant = (pick: Picker): Instant =>
  addHours(`${pick.day()}T08:00:00.000Z` as Instant, pick.integer(0, STAY_LONGEST));
const later = (pick: Picker, from: Instant): Instant => addHours(from, pick.integer(0, LATEST));

export const DISCHARGE_FACTS = {
  'discharge.admitted': {
    ownDate: ({ data }) => stockholmDay(data.admittedAt),
    sample: (pick) => {
      const admittedAt = instant(pick);
      return {
        person: {
          personId: pick.uuid('person'),
          birthDate: pick.oneOf(BIRTHS),
          legalSex: pick.oneOf(['female', 'male']),
          protection: pick.oneOf(['none', 'sekretessmarkering']),
        },
        ...pick.maybe({ placementId: pick.uuid('placement') }),
        hospital: pick.text(),
        registeredKommun: pick.kommun(),
        admittedAt,
        noticeSentAt: pick.oneOf([later(pick, admittedAt), null]),
        estimatedDischargeOn: addDays(stockholmDay(admittedAt), pick.integer(0, STAY_LONGEST)),
        expectedNeeds: pick.oneOf(NEEDS),
      };
    },
  },
  'discharge.contactAppointed': { ownDate: on, sample: (pick) => ({ on: pick.day() }) },
  // The day on which those concerned were told: nothing follows from what only the hospital knew.
  'discharge.readyForDischarge': {
    ownDate: ({ data }) => stockholmDay(data.noticeSentAt),
    sample: (pick) => {
      const assessedAt = instant(pick);
      return { assessedAt, noticeSentAt: later(pick, assessedAt), openCareAvailable: pick.oneOf([true, true, false]) };
    },
  },
  'discharge.sipCalled': {
    ownDate: ({ data }) => stockholmDay(data.sentAt),
    sample: (pick) => ({ sentAt: instant(pick) }),
  },
  'discharge.discharged': {
    ownDate: ({ data }) => stockholmDay(data.dischargedAt),
    sample: (pick) => {
      const dischargedAt = instant(pick);
      const informationTransferredOn = addDays(stockholmDay(dischargedAt), pick.integer(0, 2));
      return { dischargedAt, informationTransferredOn };
    },
  },
  'discharge.opened': OPENED_ENTRY,
  'discharge.disclosureDecided': DISCLOSURE_DECIDED,
  'discharge.disclosureEnded': DISCLOSURE_ENDED,
  'discharge.annulled': { ownDate: whenSaid, sample: (pick) => ({ annulsId: pick.message(), reason: pick.text() }) },
} satisfies FactEntries<DischargeFact>;
