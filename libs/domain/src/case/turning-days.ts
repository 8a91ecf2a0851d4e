/** The days after `asOf` on which another answer may hold: then the clock has the case judged again. */
import { type Costs } from '../costs/costs.js';
import { addDays } from '../calendar/index.js';
import { turnsOfDeadline, type Add } from '../making/turning-days.js';
import { type Day, type Span } from '../kernel/index.js';
import { AGES_AT_WHICH_CARE_ENDS } from '../placement/facts/care-acts.js';
import { LAW_TURNS, renumberedOn } from '../rules/index.js';
import { type Deadline } from '../making/deadline.js';
import { type Finding } from '../making/finding.js';
import { turns, type Course } from '../story/course.js';
import { followUpsOf } from '../story/follow-up.js';
import { type Story } from '../story/story.js';

interface Answer {
  readonly story: Story;
  readonly course: Course | null;
  readonly deadlines: readonly Deadline[];
  /** All of them, those not raised yet included. */
  readonly findings: readonly Finding[];
  readonly costs: Costs;
  readonly reminderDays: readonly number[];
}

const AGES = ['childConsents', 'ofAge', 'adult', ...AGES_AT_WHICH_CARE_ENDS] as const;

/** Ascending, each once. What was said with a later own date, due dates and their reminders, ages, and what is allocated from when. */
export function turningDaysOf({ story, course, deadlines, findings, costs, reminderDays }: Answer): readonly Day[] {
  const days = new Set<Day>(story.later);
  const add = (day: Day | null | undefined): void => {
    if (day && day > story.asOf) days.add(day);
  };
  for (const term of deadlines) turnsOfDeadline(term, reminderDays, story.asOf, add);
  for (const { raisedOn, resolvedOn } of findings) {
    add(raisedOn);
    add(resolvedOn);
  }
  if (course?.ended) addTurnsAfterCare(course, add);
  else if (course) addTurnsOfCourse(course, add);
  if (course) addTurnsOfLaw(course, add);
  for (const { effectiveFrom } of costs.fixed) add(effectiveFrom);
  addTurnsOfSpans(costs.view.lines, story.asOf, add);
  addTurnsOfSpans(costs.view.contracts, story.asOf, add);
  return [...days].sort();
}

/** Areas and the legal basis are read by the law of the day asked. */
function addTurnsOfLaw({ regionSides }: Course, add: Add): void {
  LAW_TURNS.forEach(add);
  if (regionSides.at(-1)?.registration.notRegistered) renumberedOn('careOfNotRegistered').forEach(add);
}

function addTurnsOfSpans(spans: readonly Span[], asOf: Day, add: Add): void {
  for (const { from, to } of spans) {
    add(from);
    if (to && to >= asOf) add(addDays(to, 1));
  }
}

/** A follow-up after care is of a child, and outlasts the placement. */
function addTurnsAfterCare(course: Course, add: Add): void {
  if (followUpsOf(course.story).length > 0) add(turns(course, 'ofAge'));
}

function addTurnsOfCourse(course: Course, add: Add): void {
  const { plannedFrom, plannedTo } = course.registered.data;
  add(plannedFrom);
  add(addDays(plannedTo, 1));
  for (const age of AGES) add(turns(course, age));
}
