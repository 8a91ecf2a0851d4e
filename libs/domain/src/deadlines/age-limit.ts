/** The birthday on which care of the young ends at the latest (S-004, A-058; LVU 21 §). An age limit: it never rolls. */
import { deadline, type Deadline } from '../making/deadline.js';
import { statuteOn } from '../rules/index.js';
import { endsByAge } from '../compulsory-care/age-limits.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';
import { runsInForce } from '../compulsory-care/care-in-force.js';
import { type Course, type Run } from '../story/course.js';

/** Care that a birthday ends; custody ends before, by its own clocks. */
const endsByBirthday = ({ act, interim }: LegalBasis): boolean => !interim && careActOf(act).endsByAge !== undefined;

/**
 * One for each stretch of such care: by the grounds that it goes on under, met when the care ends. None where no ground
 * has a limit, or the birth date is erased.
 */
export const ageLimitDeadlines = (course: Course): readonly Deadline[] =>
  runsInForce(course, endsByBirthday).flatMap((run) => limitOf(course, run));

function limitOf(course: Course, { from, until, bases, first, startedBy, key }: Run): readonly Deadline[] {
  const basis = bases.at(-1) ?? first.basis;
  const dueOn = endsByAge(course, basis);
  if (dueOn === null || dueOn < from) return [];
  const duty = careActOf(basis.act).endsByAge;
  const made = deadline(course.story, {
    kind: 'lvuAgeLimit',
    key,
    startsOn: from,
    dueOn,
    metOn: until,
    statute: duty && statuteOn(duty, dueOn),
    responsible: [course.kommun],
    causedBy: [first.said, startedBy],
  });
  return [{ ...made, fromBirthDate: 'all' }];
}
