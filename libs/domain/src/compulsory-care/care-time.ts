/** How long care may go on by an act that sets a longest time, and the time that is not counted (A-062, S-008; LVM 12, 20, 21 §§). */
import { addDays, daysBetween, maxDay } from '../calendar/index.js';
import { compareText, type Day } from '../kernel/index.js';
import { timeOut, type StatuteRef } from '../rules/index.js';
import { runsUnder, type Course, type Run } from '../story/course.js';
import { runsInForce } from './care-in-force.js';
import { factsOf, type FactOf } from '../story/story.js';
import { careActOf } from '../placement/facts/care-acts.js';
import { type LegalBasis } from '../placement/facts/placement.js';

type NotCounted = FactOf<'placement.careTimeNotCounted'>;

/** Days that are not counted, both ends included; `to` is missing while they go on. */
export interface Uncounted {
  readonly from: Day;
  readonly to: Day | undefined;
  readonly said: readonly NotCounted[];
}

/** A stretch of care with the day of its decision, and the last day on which it may go on. */
export interface LongestRun extends Run {
  readonly decidedOn: Day;
  readonly lastDay: Day;
  /** The first day after so much time in a row that was not counted that the order has lapsed. */
  readonly lapsedOn?: Day;
  readonly uncounted: readonly Uncounted[];
  readonly statute: StatuteRef | undefined;
}

/**
 * A-062 "Max 6 månader", S-008 "senast när vården har pågått i sex månader": the stretches of care by an act that sets a
 * longest time (LVM), from when the person came to the home, by immediate custody or by care order. An order that fell away
 * ends it; one that came after while the person stayed begins no new time.
 */
export function longestRuns(course: Course): readonly LongestRun[] {
  const inForce = runsInForce(course, setsLongest);
  return runsUnder(course, setsLongest).flatMap((stay) => {
    const within = inForce.filter(({ from }) => stay.from <= from && (stay.until === undefined || from < stay.until));
    return within.flatMap((run, at) =>
      longestOf(course, at === 0 ? { ...stay, until: run.until } : { ...run, from: stay.from }),
    );
  });
}

function longestOf(course: Course, run: Run): readonly LongestRun[] {
  const decidedOn = decisionOf(course, run);
  const time = careActOf(run.first.basis.act).longest;
  const longest = time && timeOut(time, { startsOn: run.from, decidedOn });
  if (!longest) return [];
  return [prolonged(course, { ...run, decidedOn, lastDay: longest.dueOn, statute: longest.statute, uncounted: [] })];
}

const setsLongest = ({ act }: LegalBasis): boolean => careActOf(act).longest !== undefined;

/** The day on which the basis of a stretch was decided; of one registered before its decision, that of the decision. */
const decisionOf = ({ decisions }: Course, { first, from }: Run): Day =>
  first.from ?? decisions.findLast(({ data }) => data.decidedOn <= from)?.data.decidedOn ?? from;

/** S-008 "räknas inte som vårdtid": every day of it comes after; what comes after the last day is not care. */
function prolonged(course: Course, run: LongestRun): LongestRun {
  const periods = uncountedFrom(course, run.from);
  let { lastDay } = run;
  for (const { from, to } of periods) {
    if (from > lastDay) break;
    lastDay = addDays(lastDay, daysBetween(from, to ?? inRowThrough(run, from)) + 1);
  }
  const lapsing = periods.find(
    ({ from, to }) => from <= lastDay && (to === undefined || to >= inRowThrough(run, from)),
  );
  const lapsedOn = lapsing && addDays(inRowThrough(run, lapsing.from), 1);
  return {
    ...run,
    lastDay,
    uncounted: periods,
    ...(lapsedOn && careActOf(run.first.basis.act).notCountedInRow ? { lapsedOn } : {}),
  };
}

/**
 * S-008 "uppgår till sammanlagt minst sex månader i följd": the day through which an order stands that is not counted from
 * a day on. What goes on is reckoned as if it did so until then: meanwhile no care time runs out.
 */
function inRowThrough({ first, decidedOn }: LongestRun, from: Day): Day {
  const time = careActOf(first.basis.act).notCountedInRow?.time;
  return (time && timeOut(time, { startsOn: from, decidedOn })?.dueOn) ?? from;
}

/** LVM 21 §: the days from a start on that are not counted, those that follow on each other or overlap as one. */
function uncountedFrom(course: Course, start: Day): readonly Uncounted[] {
  const all: Uncounted[] = [];
  for (const said of newest(factsOf(course.story.facts, 'placement.careTimeNotCounted'))) {
    const { to } = said.data;
    if (to !== undefined && to < start) continue;
    const from = maxDay(said.data.from, start);
    const before = all.at(-1);
    if (before && (before.to === undefined || from <= addDays(before.to, 1)))
      all[all.length - 1] = { from: before.from, to: laterEnd(before.to, to), said: [...before.said, said] };
    else all.push({ from, to, said: [said] });
  }
  return all;
}

const laterEnd = (one: Day | undefined, other: Day | undefined): Day | undefined =>
  one === undefined || other === undefined ? undefined : maxDay(one, other);

/** The same ground from the same day, told again, takes the place of what was told. By their first days. */
function newest(told: readonly NotCounted[]): readonly NotCounted[] {
  if (told.length < 2) return told;
  const byName = new Map(told.map((said) => [`${said.data.ground} ${said.data.from}`, said]));
  return [...byName.values()].sort((a, b) => compareText(a.data.from, b.data.from));
}
