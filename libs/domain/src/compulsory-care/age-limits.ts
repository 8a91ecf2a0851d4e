/** The ages at which compulsory care of the young may begin and must end (A-058, G-04; LVU 1990:52 1 and 21 §§). */
import { type Course, turns } from '../story/course.js';
import { type Day } from '../kernel/index.js';
import { type CareGround } from '../placement/facts/care-acts.data.js';
import { groundsOf } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';

/**
 * The latest of its grounds' limits: 2 § may fall away while 3 § goes on. Where custody is named beside a ground of care,
 * it has that one's limits. null without grounds or birth date.
 */
function limitOf(course: Course, basis: LegalBasis, limitIn: (ground: CareGround) => number): Day | null {
  const named = groundsOf(basis);
  const ofCare = named.filter(({ interim }) => !interim);
  const ages = (ofCare.length > 0 ? ofCare : named).map(limitIn);
  return ages.length === 0 ? null : turns(course, Math.max(...ages));
}

/** The first day on which care can no longer be decided; null where no age limits it. */
export const givenBefore = (course: Course, basis: LegalBasis): Day | null =>
  limitOf(course, basis, ({ givenUnderAge }) => givenUnderAge);

/** The day on which care ends at the latest; null where no age limits it. */
export const endsByAge = (course: Course, basis: LegalBasis): Day | null =>
  limitOf(course, basis, ({ endsAtAge }) => endsAtAge);

/** The grounds of a basis that no birthday has ended by a day; all of them where the birth date is erased. */
export const groundsOn = (course: Course, basis: LegalBasis, day: Day): readonly CareGround[] =>
  groundsOf(basis).filter(({ endsAtAge }) => {
    const ended = turns(course, endsAtAge);
    return ended === null || day < ended;
  });
