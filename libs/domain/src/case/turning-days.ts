/** The days after `asOf` on which another answer may hold: then the clock has the case judged again. */
import { type Costs } from '../costs/index.js';
import { addDays } from '../calendar/index.js';
import { inTimeThrough } from '../deadlines/deadline.js';
import { reminderStages } from '../deadlines/reminders.js';
import { type Day } from '../kernel/index.js';
import { ADULT_FROM_AGE } from '../placement/age-group.js';
import { LVU_AGES } from '../responsibility/age-limits.js';
import { CHILD_CONSENTS_FROM_AGE, OF_AGE } from '../responsibility/consents.js';
import { type Deadline, type Finding } from './assessment.js';
import { turns, type Course } from './course.js';
import { type Story } from './story.js';

interface Answer {
  readonly story: Story;
  readonly course: Course | null;
  readonly deadlines: readonly Deadline[];
  /** All of them, those not raised yet included. */
  readonly findings: readonly Finding[];
  readonly costs: Costs;
  readonly reminderDays: readonly number[];
}

const AGES = [CHILD_CONSENTS_FROM_AGE, OF_AGE, LVU_AGES['3'].endsAt, ADULT_FROM_AGE];

/** Ascending, each once. What was said with a later own date, due dates and their reminders, ages, and what is allocated from when. */
export function turningDaysOf({ story, course, deadlines, findings, costs, reminderDays }: Answer): readonly Day[] {
  const days = [
    ...story.later,
    ...deadlines.flatMap((term) => turnsOf(term, reminderDays)),
    ...findings.flatMap(({ raisedOn, resolvedOn }) => (resolvedOn ? [raisedOn, resolvedOn] : [raisedOn])),
    ...(course && !course.ended ? ofCourse(course) : []),
    ...costs.fixed.map(({ effectiveFrom }) => effectiveFrom),
    ...[...costs.view.lines, ...costs.view.contracts].flatMap(({ from, to }) => [
      from,
      ...(to ? [addDays(to, 1)] : []),
    ]),
  ];
  return [...new Set(days.filter((day) => day > story.asOf))].sort();
}

function turnsOf(term: Deadline, reminderDays: readonly number[]): readonly Day[] {
  if (term.metOn !== undefined) return [];
  const ends = [term.cancelledOn, term.lapsedOn].filter((day) => day !== undefined);
  const afterStrict = addDays(term.dueOn, 1);
  const stages = reminderStages(term, reminderDays).map(({ on }) => on);
  return [...stages, term.dueOn, afterStrict, addDays(inTimeThrough(term), 1), ...ends];
}

function ofCourse(course: Course): readonly Day[] {
  const { plannedFrom, plannedTo } = course.registered.data;
  const birthdays = AGES.map((age) => turns(course, age)).filter((day) => day !== null);
  return [plannedFrom, addDays(plannedTo, 1), ...birthdays];
}
