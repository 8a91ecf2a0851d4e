/** All that is due in a case. */
import { aftercareDeadlines } from './after-care.js';
import { type Course } from '../story/course.js';
import { type Deadline } from '../making/deadline.js';
import { type FixedAllocation } from '../costs/costs-view.js';
import { ageLimitDeadlines } from './age-limit.js';
import { contactRestrictionDeadlines } from './contact-restriction.js';
import { courtDeadlines } from './court.js';
import { groundReviews } from '../making/ground-reviews.js';
import { emergencyDeadlines } from './emergency.js';
import { handoverDeadlines } from '../handover/handovers.js';
import { lvmDeadlines } from './lvm.js';
import { nonExecutionDeadlines } from './non-execution.js';
import { placed } from './placed.js';
import { reviewDeadlines } from './review.js';
import { carePlanDeadline, healthExaminationDeadline } from './start-of-care.js';
import { transferDeadlines } from './transfer.js';

/** Every deadline of the case, by its due date, kind and id. */
export function deadlinesOf(
  course: Course,
  fixed: readonly FixedAllocation[],
  deviations: readonly { readonly deadlines: readonly Deadline[] }[],
): readonly Deadline[] {
  const own = [
    ...emergencyDeadlines(course, fixed),
    ...reviewDeadlines(course),
    ...lvmDeadlines(course),
    ...healthExaminationDeadline(course),
    ...carePlanDeadline(course),
    ...aftercareDeadlines(course),
    ...courtDeadlines(course),
    ...ageLimitDeadlines(course),
    ...contactRestrictionDeadlines(course),
    ...nonExecutionDeadlines(course),
  ].map((made) => placed(course, made));
  const { story } = course;
  const others = [...transferDeadlines(course), ...handoverDeadlines(course), ...groundReviews(story, story.facts)];
  return [...own, ...others, ...deviations.flatMap(({ deadlines }) => deadlines)].sort(byDue);
}

const sortKey = ({ dueOn, kind, deadlineId }: Deadline): string => `${dueOn} ${kind} ${deadlineId}`;

const byDue = (a: Deadline, b: Deadline): number => (sortKey(a) < sortKey(b) ? -1 : 1);
