/** The days after `asOf` on which another answer may hold: then the clock has the case judged again. */
import { type Costs } from '../costs/costs.js';
import { addDays } from '../calendar/index.js';
import { turnsAfter, turnsOfDeadline, turnsOfFindings, type Add, type Turns } from '../making/turning-days.js';
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

/** What was said with a later own date, ages, due dates and their reminders, and what is allocated from when. */
export function turningDaysOf(answer: Answer): Turns {
  return turnsAfter(answer.story.asOf, (add) => {
    addTurns(answer, add);
  });
}

/** Ages first: what else the birth date sets is looked for around them. */
function addTurns({ story, course, deadlines, findings, costs, reminderDays }: Answer, add: Add): void {
  if (course) {
    (course.ended ? addTurnsAfterCare : addTurnsOfCourse)(course, add);
    addTurnsOfLaw(course, add);
  }
  for (const day of story.later) add(day);
  for (const term of deadlines) turnsOfDeadline(term, reminderDays, story.asOf, add);
  turnsOfFindings(findings, add);
  for (const { effectiveFrom } of costs.fixed) add(effectiveFrom);
  addTurnsOfSpans(costs.view.lines, story.asOf, add);
  addTurnsOfSpans(costs.view.contracts, story.asOf, add);
}

/** Areas and the legal basis are read by the law of the day asked; the handovers stand after care too. */
function addTurnsOfLaw(course: Course, add: Add): void {
  const { regionSides } = course;
  addTurnsOfHandovers(course, add);
  for (const day of LAW_TURNS) add(day);
  if (regionSides.at(-1)?.registration.notRegistered) for (const day of renumberedOn('careOfNotRegistered')) add(day);
}

/** What is announced begins on its own day; an acceptance that comes early works from the effective one. */
function addTurnsOfHandovers({ handovers: { all, acting } }: Course, add: Add): void {
  for (const { effectiveOn, initiatedOn, withdrawn } of all) {
    add(initiatedOn);
    add(effectiveOn);
    add(withdrawn?.on);
  }
  for (const { from } of acting) add(from);
}

function addTurnsOfSpans(spans: readonly Span[], asOf: Day, add: Add): void {
  for (const { from, to } of spans) {
    add(from);
    if (to && to >= asOf) add(addDays(to, 1));
  }
}

/** A follow-up after care is of a child, and outlasts the placement. */
function addTurnsAfterCare(course: Course, add: Add): void {
  if (followUpsOf(course.story).length > 0) add(turns(course, 'ofAge'), true);
}

function addTurnsOfCourse(course: Course, add: Add): void {
  const { plannedFrom, plannedTo } = course.registered.data;
  add(plannedFrom);
  add(addDays(plannedTo, 1));
  for (const age of AGES) add(turns(course, age), true);
}
