/** Who is responsible for what as of a day, and on which legal basis. */
import { courseOf, type Course } from '../story/course.js';
import { type Story } from '../story/story.js';
import { type ResponsibilityView } from './responsibility-view.js';
import { areasOf } from './areas.js';
import { legalBasisOf } from './legal-basis.js';
import { withTemporary } from './temporary.js';
import { type TemporaryArea } from '../deviation/temporary-area.js';

/** The view of a course, with what has been agreed on for a time because of deviations. */
export const responsibilityIn = (
  course: Course,
  deviations: readonly { readonly temporary: readonly TemporaryArea[] }[],
): ResponsibilityView => ({
  areas: withTemporary(
    course,
    areasOf(course),
    deviations.flatMap(({ temporary }) => temporary),
  ),
  legalBasis: legalBasisOf(course),
});

/** The view of a story; null before anything is registered and where the registration is taken back. */
export function responsibilityOf(story: Story): ResponsibilityView | null {
  const course = courseOf(story);
  return course && responsibilityIn(course, []);
}
