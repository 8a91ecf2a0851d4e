/** What follows from the start of care: the notice on a health examination, and a child's first revision of the care plan. */
import { isUnder, runsUnder, turns, type Course, type Run } from '../story/course.js';
import { factsOf } from '../story/story.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { type Deadline } from '../making/deadline.js';
import { type Day } from '../kernel/index.js';
import { deadline, endedByBirthday, inTimeThrough, timedDeadline } from '../making/deadline.js';

/**
 * a child and a young person of 18 to 20 has a right to a health examination when care starts; the nämnd gives
 * notice to the region (SoL 22:7), due at the start. Any step shows that the region knows, or that it is not needed.
 */
export function healthExaminationDeadline(course: Course): readonly Deadline[] {
  const run = runsUnder(course, ({ act }) => careActOf(act).healthExamination)[0];
  if (!run) return [];
  const step = factsOf(course.story.facts, 'placement.healthExamination')[0];
  const isYoung = isUnder(course, 'adult', run.from) ?? step !== undefined;
  if (!isYoung) return [];
  return [
    deadline(course.story, {
      kind: 'healthExamination',
      key: 'start',
      startsOn: run.from,
      dueOn: run.from,
      metOn: step?.data.on,
      cancelledOn: run.until,
      responsible: [course.kommun],
      causedBy: [run.startedBy],
    }),
  ];
}

/** SoL 9:13: a child's care plan is first revised at the latest when the child has been placed for two years. */
export function carePlanDeadline(course: Course): readonly Deadline[] {
  const run = runsUnder(course, () => true)[0];
  if (!run) return [];
  const revised = factsOf(course.story.facts, 'placement.carePlan').find(
    ({ data }) => data.step === 'revised' && data.kind !== 'genomforandeplan' && data.on >= run.from,
  );
  if (!(isUnder(course, 'ofAge', run.from) ?? revised !== undefined)) return [];
  return carePlanRevision(course, run, revised?.data.on).map((made) =>
    made.metOn === undefined ? endedByAge(course, made) : made,
  );
}

/** At eighteen it falls away, where that comes first. */
function endedByAge(course: Course, made: Deadline): Deadline {
  const grown = turns(course, 'ofAge');
  if (grown === null || grown > inTimeThrough(made)) return made;
  if (made.cancelledOn !== undefined && made.cancelledOn <= grown) return made;
  return endedByBirthday(made, grown);
}

const carePlanRevision = (course: Course, run: Run, metOn: Day | undefined): readonly Deadline[] =>
  timedDeadline(course.story, {
    kind: 'carePlanRevision',
    key: 'start',
    startsOn: run.from,
    metOn,
    cancelledOn: run.until,
    responsible: [course.kommun],
    causedBy: [run.startedBy],
  });
