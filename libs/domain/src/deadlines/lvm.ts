/** The longest time that care by LVM may go on (A-062; LVM 20 §). A maximum: it never rolls to the next weekday. */
import { type Course } from '../story/course.js';
import { type Deadline } from '../making/deadline.js';
import { longestRuns } from '../responsibility/legal-basis.js';
import { timedDeadline } from '../making/deadline.js';

/** One for each stretch of care by LVM: met when the care ends, late where it went on longer. */
export function lvmDeadlines(course: Course): readonly Deadline[] {
  return longestRuns(course).flatMap((run) =>
    timedDeadline(course.story, {
      kind: 'lvmMaximum',
      key: run.key,
      startsOn: run.from,
      decidedOn: run.decidedOn,
      metOn: run.until,
      responsible: [course.kommun],
      causedBy: [run.first.said, run.startedBy],
    }),
  );
}
