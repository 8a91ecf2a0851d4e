/** Gathers the days on which another answer may hold: then the clock has the stream judged again. */
import { addDays } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { inTimeThrough, type Deadline } from './deadline.js';
import { type Finding } from './finding.js';
import { reminderStages } from './reminders.js';

/** Takes a day, if there is one. `isByBirth`: it was reckoned from the birth date. */
export type Add = (day: Day | null | undefined, isByBirth?: boolean) => void;

export interface Turns {
  /** All after `asOf`, ascending, each once. */
  readonly turningDays: readonly Day[];
  /** Those that the birth date sets, as they were added, past ones too. */
  readonly turningDaysByBirth: readonly Day[];
}

/** What `gather` adds. */
export function turnsAfter(asOf: Day, gather: (add: Add) => void): Turns {
  const days = new Set<Day>();
  const byBirth = new Set<Day>();
  gather((day, isByBirth = false) => {
    if (!day) return;
    if (isByBirth) byBirth.add(day);
    if (day > asOf) days.add(day);
  });
  return { turningDays: [...days].sort(), turningDaysByBirth: [...byBirth] };
}

/** The days of a deadline: its reminders, its due day, the day after, its end. */
export function turnsOfDeadline(term: Deadline, reminderDays: readonly number[], asOf: Day, add: Add): void {
  const isByBirth = term.fromBirthDate === 'all';
  add(term.metOn);
  if (term.metOn !== undefined && term.metOn <= asOf) return;
  if (term.cancelledOn !== undefined && term.cancelledOn <= asOf) return;
  add(term.cancelledOn, term.fromBirthDate !== undefined);
  add(term.lapsedOn, isByBirth);
  // Of one that has run out, too: that a day is forgotten once it has passed would tell it.
  add(term.dueOn, isByBirth);
  const lastInTime = inTimeThrough(term);
  if (lastInTime < asOf) return;
  for (const { on } of reminderStages(term, reminderDays)) add(on, isByBirth);
  add(addDays(term.dueOn, 1), isByBirth);
  add(addDays(lastInTime, 1), isByBirth);
}

/** The days on which findings are raised and resolved. */
export function turnsOfFindings(findings: readonly Finding[], add: Add): void {
  for (const { raisedOn, resolvedOn, fromBirthDate } of findings) {
    add(raisedOn, fromBirthDate);
    add(resolvedOn, fromBirthDate);
  }
}
