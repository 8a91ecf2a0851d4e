/** The days on which a deadline may come to stand otherwise, or is reminded of: then the clock has its stream judged again. */
import { addDays } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { inTimeThrough, type Deadline } from './deadline.js';
import { reminderStages } from './reminders.js';

/** Takes a day, if there is one. */
export type Add = (day: Day | null | undefined) => void;

/** Gives the days of a deadline after `asOf`, and perhaps some before. */
export function turnsOfDeadline(term: Deadline, reminderDays: readonly number[], asOf: Day, add: Add): void {
  add(term.metOn);
  if (term.metOn !== undefined && term.metOn <= asOf) return;
  if (term.cancelledOn !== undefined && term.cancelledOn <= asOf) return;
  add(term.cancelledOn);
  add(term.lapsedOn);
  const lastInTime = inTimeThrough(term);
  if (lastInTime < asOf) return;
  for (const { on } of reminderStages(term, reminderDays)) add(on);
  add(term.dueOn);
  add(addDays(term.dueOn, 1));
  add(addDays(lastInTime, 1));
}
