/** When a follow-up after care is closed at the latest (S-013; SoL 23:5, LVU 21 c §). */
import { isUnder, turns, type Course } from '../story/course.js';
import { followUpsOf, type FollowUp } from '../story/follow-up.js';
import { FOLLOW_UP_LAW } from '../placement/facts/follow-up.data.js';
import { deadline, endedByBirthday, inTimeThrough, type Deadline } from '../making/deadline.js';
import { timeOut } from '../rules/index.js';
import { type Due } from '../rules/parameters.js';
import { messageKeyOf, type Day } from '../kernel/index.js';

const NONE: readonly never[] = [];

/** One for each follow-up of a child that was begun before its time was out. */
export function aftercareDeadlines(course: Course): readonly Deadline[] {
  const followUps = followUpsOf(course.story);
  return followUps.length === 0 ? NONE : followUps.flatMap((followUp) => closedBy(course, followUp));
}

/** From the end of the placement by SoL 23:5, from when it was begun by LVU 21 c §; null where no end is told. */
export function followUpStart(course: Course, { started }: FollowUp): Day | null {
  const { basis, on } = started.data;
  return FOLLOW_UP_LAW[basis].runsFrom === 'end' ? (course.ended?.data.endedOn ?? null) : on;
}

/** What the law counts for it; null where no end is told, or it was begun when that time was out already. */
function timeOf(course: Course, followUp: FollowUp): (Due & { readonly startsOn: Day }) | null {
  const startsOn = followUpStart(course, followUp);
  if (startsOn === null) return null;
  const { basis, on } = followUp.started.data;
  const due = timeOut(FOLLOW_UP_LAW[basis].time, { startsOn });
  return due && on <= due.dueOn ? { startsOn, ...due } : null;
}

/** Of a child when it was begun. With the birth date erased nobody can tell: one that was closed still stands. */
const isOfAChild = (course: Course, { started, closed }: FollowUp): boolean =>
  isUnder(course, 'ofAge', started.data.on) ?? closed !== undefined;

/** S-013 "senast sex månader från det att placeringen har upphört": a longest time, which does not roll. */
function closedBy(course: Course, followUp: FollowUp): readonly Deadline[] {
  const time = timeOf(course, followUp);
  if (!time || !isOfAChild(course, followUp)) return NONE;
  const { started, closed } = followUp;
  const isFromEnd = FOLLOW_UP_LAW[started.data.basis].runsFrom === 'end';
  const made = deadline(course.story, {
    kind: 'aftercareFollowUp',
    key: messageKeyOf(started),
    ...time,
    metOn: closed?.data.on,
    responsible: [course.kommun],
    causedBy: isFromEnd && course.ended ? [started, course.ended] : [started],
  });
  return [made.metOn === undefined ? endedByAge(course, made) : made];
}

/** It is of a child: at eighteen it is over. A birthday that lies ahead of what is due is not revealed. */
function endedByAge(course: Course, made: Deadline): Deadline {
  const grown = turns(course, 'ofAge');
  if (grown === null) return made;
  const isFarAhead = grown > inTimeThrough(made) && grown > course.story.asOf;
  return isFarAhead ? made : endedByBirthday(made, grown);
}
