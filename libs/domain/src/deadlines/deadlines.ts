/** All that is due in a case. */
import { accessReviewDeadlines } from './access-review.js';
import { aftercareDeadlines } from './after-care.js';
import { type Course } from '../story/course.js';
import { type Deadline } from '../making/deadline.js';
import { type FixedAllocation } from '../costs/costs-view.js';
import { ageLimitDeadlines } from './age-limit.js';
import { contactRestrictionDeadlines } from './contact-restriction.js';
import { courtDeadlines } from './court.js';
import { groundReviews } from '../making/ground-reviews.js';
import { emergencyDeadlines } from './emergency.js';
import { compareText } from '../kernel/index.js';
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
    ...accessReviewDeadlines(course),
  ].map((made) => placed(course, made));
  const { story } = course;
  const others = [...transferDeadlines(course), ...handoverDeadlines(course), ...groundReviews(story, story.facts)];
  return [...own, ...others, ...deviations.flatMap(({ deadlines }) => deadlines)].sort(byDue);
}

const byDue = (a: Deadline, b: Deadline): number =>
  compareText(a.dueOn, b.dueOn) || compareText(a.kind, b.kind) || compareText(a.deadlineId, b.deadlineId);
