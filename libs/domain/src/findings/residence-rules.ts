/** Whether a registration that is told as moved can have moved by the care itself (S-016; folkbokföringslagen 9 §). */
import { addDays, earliest } from '../calendar/index.js';
import { type Course } from '../story/course.js';
import { factsOf, type FactOf } from '../story/story.js';
import { messageKeyOf, type Day } from '../kernel/index.js';
import { endOf, inEach, type Judged, type SeenBy, thePlacer } from './finding-rule.js';
import { type FindingTable } from '../making/finding-table.js';
import { RESIDENCE_SAYS } from './residence-says.data.js';
import { told } from '../making/answering.js';

type Changed = FactOf<'placement.registrationChanged'>;

/** Whether the person was in care on a day, its last included. */
const isInCare = ({ started, ended }: Course, day: Day): boolean =>
  started !== null && started.data.startedOn <= day && (ended === null || day <= ended.data.endedOn);

/** Whether it was told as moved, while the person was in care, to where the home of that day lies, from elsewhere. */
function isToTheHome(course: Course, { data, meta }: Changed): boolean {
  const { from, kommun } = data;
  if (kommun === undefined || !isInCare(course, from)) return false;
  const { registrations } = course.story;
  const at = registrations.findIndex(({ said }) => said.meta.eventId === meta.eventId);
  const home = course.homes.findLast((one) => one.from <= from);
  return home?.hvb.kommun === kommun && registrations[at - 1]?.kommun !== kommun;
}

/** S-016 "en folkbokföring som under vården har flyttats till hemmets egen kommun ska frågas om". */
const movedToTheHome: SeenBy = ({ course }) => {
  const changes = factsOf(course.story.facts, 'placement.registrationChanged');
  return inEach(changes, (changed, at) => {
    if (!isToTheHome(course, changed)) return null;
    const next = changes[at + 1]?.data.from;
    const end = endOf(course);
    return {
      key: messageKeyOf(changed),
      parties: [course.kommun, changed.meta.party],
      raisedOn: changed.data.from,
      resolvedOn: earliest(next, end === undefined ? undefined : addDays(end, 1)),
      causedBy: [changed],
      duty: 'residenceDuringCare',
      says: RESIDENCE_SAYS.toTheHome,
    };
  });
};

export const RESIDENCE_FINDINGS: FindingTable<Judged> = {
  'S-016': {
    seenBy: movedToTheHome,
    answer: told(['placement.registrationChanged'], thePlacer),
    discloses: 'case',
    readsStricter: {
      classes: ['place'],
      because: 'It says that the home and the registration are in one kommun, not which it is.',
    },
    severity: {
      is: 'info',
      because: 'the register may be right, as where a guardian has moved there: it is asked about',
    },
  },
};
