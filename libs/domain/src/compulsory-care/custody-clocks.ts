/** The clocks of a custody: its submission to the court, the court's trial of it, the application for care, the decision on care. */
import { addDays, latestLawfulOn, maxDay, minDay } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { timeOut, type StatuteRef, type TimeId } from '../rules/index.js';
import { type Course } from '../story/course.js';
import { dayOf, executedOn, firstStep, type CourtStep, type Decided, type Order } from './orders.js';

/** A time that runs, and the last day on which the act is in time. */
export interface Clock {
  readonly time: TimeId;
  readonly startsOn: Day;
  readonly dueOn: Day;
  readonly lastDay: Day;
  readonly statute: StatuteRef | undefined;
  readonly askedOn?: Day | undefined;
  /** What it was read from, beside the decision. */
  readonly startedBy?: CourtStep | Course['started'] | undefined;
}

/** A clock of an order, by the law of the day of its decision (D5). Acts of the court roll as all acts by statute do. */
export function clockOf(time: TimeId, startsOn: Day, { data }: Decided, startedBy?: Clock['startedBy']): Clock | null {
  const due = timeOut(time, { startsOn, decidedOn: data.decidedOn });
  return due && { ...due, time, startsOn, lastDay: latestLawfulOn(due.dueOn), startedBy };
}

/** LVU 7 §, LVM 15 §: what the nämnd has decided; an order of the court's own is not submitted (S-002). */
export const submissionOf = ({ decision, law, byCourt }: Order): Clock | null =>
  byCourt ? null : clockOf(law.custodyLaw.submission, decision.data.decidedOn, decision);

/** The submission that was in time; a late one is none. */
export function submittedInTime(order: Order): CourtStep | undefined {
  const clock = submissionOf(order);
  const told = firstStep(order, 'submitted');
  return clock && told && told.data.on <= clock.lastDay ? told : undefined;
}

/** Told or known: executed after it was submitted. Not known to be executed is as not executed. */
const executedAfter = (course: Course, order: Order, on: Day): Day | undefined => {
  const executed = executedOn(course, order);
  return executed === undefined || executed > on ? executed : on;
};

/** LVU 7 §: a week from the submission; LVM 17 §: four days from it, or from a later execution. */
export function examinationOf(course: Course, order: Order): Clock | null {
  const submitted = submittedInTime(order);
  if (!submitted) return null;
  const { examination, examinedFromExecution } = order.law.custodyLaw;
  const { on } = submitted.data;
  const from = examinedFromExecution ? executedAfter(course, order, on) : on;
  const clock = from === undefined ? null : clockOf(examination, from, order.decision, submitted);
  return clock && extendedToAtMost(order, clock);
}

/** LVM 17 § "Denna tid får förlängas till en vecka, om det på grund av någon särskild omständighet är nödvändigt". */
function extendedToAtMost(order: Order, clock: Clock): Clock {
  const { examinationAtMost } = order.law.custodyLaw;
  const longest = examinationAtMost && clockOf(examinationAtMost, clock.startsOn, order.decision);
  const granted = order.steps.findLast(({ data }) => data.step === 'extensionGranted' && data.on <= clock.lastDay);
  const until = granted?.data.until;
  if (!longest || until === undefined || until <= clock.dueOn) return clock;
  const dueOn = minDay(until, longest.dueOn);
  return { ...clock, dueOn, lastDay: latestLawfulOn(dueOn) };
}

/** The application that its custody was decided after: then none is due (LVU 7 § fourth para, LVM 15 §). */
export const appliedBefore = (order: Order): CourtStep | undefined =>
  order.steps.find(({ data }) => data.step === 'applied' && data.on < order.decision.data.decidedOn);

/** LVU 8 §: four weeks from execution; LVM 18 §: a week from when the court upheld it. */
export function applicationOf(course: Course, order: Order): Clock | null {
  if (order.byCourt || appliedBefore(order)) return null;
  const { application, appliedFrom, applicationExtends } = order.law.custodyLaw;
  const from = appliedFrom === 'upheld' ? dayOf(order, 'upheld') : executedOn(course, order);
  if (from === undefined) return null;
  const startedBy = firstStep(order, appliedFrom) ?? course.started;
  const clock = clockOf(application, from, order.decision, startedBy);
  return clock && applicationExtends ? extended(order, clock) : clock;
}

/**
 * LVU 8 § "Förvaltningsrätten får medge förlängning av denna tid": asked for in time it is open until the court has
 * answered, `until` its new end; refused when the time is out, the application can be made on the day of the refusal.
 */
function extended({ steps }: Order, clock: Clock): Clock {
  let now = clock;
  for (const { data } of steps) {
    if (data.step === 'applied') break;
    now = ANSWERED[data.step]?.(now, data) ?? now;
  }
  return now;
}

/** What a step makes of the time for the application; a step that is no answer to one asked for makes nothing. */
const ANSWERED: Readonly<Partial<Record<CourtStep['data']['step'], (now: Clock, step: CourtStep['data']) => Clock>>> = {
  extensionRequested: (now, { on }) => (on <= now.lastDay ? { ...now, askedOn: on } : now),
  extensionGranted: (now, { on, until }) => {
    if (until === undefined || (now.askedOn === undefined && on > now.lastDay)) return now;
    const dueOn = maxDay(now.dueOn, until);
    return { ...now, dueOn, lastDay: latestLawfulOn(dueOn), askedOn: undefined };
  },
  extensionRefused: (now, { on }) =>
    now.askedOn === undefined ? now : { ...now, lastDay: maxDay(now.lastDay, on), askedOn: undefined },
};

/** The application that was in time; a late one is none. One made before the custody was decided counts. */
export function appliedInTime(course: Course, order: Order): CourtStep | undefined {
  const told = firstStep(order, 'applied');
  if (order.byCourt || appliedBefore(order)) return told;
  const clock = applicationOf(course, order);
  if (!told || (clock && told.data.on > clock.lastDay)) return undefined;
  return told;
}

/**
 * LVU 34 §: two weeks from the application. LVM 38 §: a week from it; from the submission where custody came after it;
 * from execution where it was not executed when submitted, or the court ordered it.
 */
export function decisionOf(course: Course, order: Order): Clock | null {
  const { decision, decidedFromLast } = order.law.custodyLaw;
  const applied = appliedInTime(course, order);
  const from = decidedFromLast ? fromLast(course, order, applied) : applied?.data.on;
  const clock = from === undefined ? null : clockOf(decision, from, order.decision, applied);
  return clock && grantedAfter(order, applied, clock);
}

function fromLast(course: Course, order: Order, applied: CourtStep | undefined): Day | undefined {
  const executed = executedOn(course, order);
  if (order.byCourt) return executed;
  const submitted = submittedInTime(order);
  if (!submitted || !applied) return undefined;
  const { on } = submitted.data;
  if (executed === undefined) return undefined;
  if (executed > on) return executed;
  return applied.data.on < order.decision.data.decidedOn ? on : applied.data.on;
}

/** LVU 34 §, LVM 38 § "får förlänga denna tid": what the court granted itself once care was applied for. */
function grantedAfter(order: Order, applied: CourtStep | undefined, clock: Clock): Clock {
  const since = applied?.data.on ?? clock.startsOn;
  const granted = order.steps.findLast(
    ({ data }) => data.step === 'extensionGranted' && data.on >= since && data.on >= order.decision.data.decidedOn,
  );
  const until = granted?.data.until;
  if (until === undefined || until <= clock.dueOn) return clock;
  return { ...clock, dueOn: until, lastDay: latestLawfulOn(until) };
}

/** The first day on which an act that was not done in time is missed. */
export const missedFrom = ({ lastDay }: Clock): Day => addDays(lastDay, 1);
