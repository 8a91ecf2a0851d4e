/** Whose a deadline is where the case has moved between kommuner: of the one that placed when it fell, or was met (S-019). */
import { inTimeThrough, type Deadline } from '../making/deadline.js';
import { distinctParties } from '../making/finding.js';
import { type Course } from '../story/course.js';
import { placingOn } from '../story/placings.js';
import { judgingOn } from '../story/story.js';

/**
 * S-019 "Ett ärende… får flyttas över till en annan kommun": what was to be done before that stays with the former, under
 * its agreement, and the rest is the other's. The same deadline where only one has placed.
 */
export function placed(course: Course, made: Deadline): Deadline {
  const { story, kommun } = course;
  if (story.placings.length < 2) return made;
  const [day = story.asOf] = [story.asOf, inTimeThrough(made), ...(made.metOn ? [made.metOn] : [])].sort();
  const { party } = placingOn(story.placings, day);
  const { readFrom: _ofAnother, ...why } = made.why;
  return {
    ...made,
    responsible: distinctParties(made.responsible.map((one) => (one === kommun ? party : one))),
    why: { ...why, ...judgingOn(story, day).judgedBy },
  };
}
