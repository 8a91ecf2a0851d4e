/** The longest time that care by LVM may go on (A-062, S-008; LVM 20 and 21 §§). A maximum: it never rolls to the next weekday. */
import { type Course } from '../story/course.js';
import { deadline, type Deadline } from '../making/deadline.js';
import { longestRuns } from '../compulsory-care/care-time.js';

/**
 * One for each stretch of care by LVM: met when the care ends, late where it went on longer, cancelled where the order
 * lapsed before. Time that is not counted moves its end.
 */
export function lvmDeadlines(course: Course): readonly Deadline[] {
  return longestRuns(course).map(({ lapsedOn, until, ...run }) =>
    deadline(course.story, {
      kind: 'lvmMaximum',
      key: run.key,
      startsOn: run.from,
      dueOn: run.lastDay,
      metOn: until !== undefined && (lapsedOn === undefined || until < lapsedOn) ? until : undefined,
      cancelledOn: lapsedOn,
      statute: run.statute,
      responsible: [course.kommun],
      causedBy: [run.first.said, run.startedBy, ...run.uncounted.flatMap(({ said }) => said)],
    }),
  );
}
