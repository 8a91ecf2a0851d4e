/** When the parties are reminded of a deadline: some days before it, by stages of the judging pack. */
import { addDays } from '../calendar/index.js';
import { type Deadline } from './deadline.js';
import { type Day } from '../kernel/index.js';

/** A stage of reminding: so many days before the strict date. */
export interface ReminderStage {
  readonly stageDays: number;
  readonly on: Day;
}

/** A deadline's stages, the earliest first. One that would come on the day the deadline begins, or before, reminds of nothing. */
export function reminderStages(term: Deadline, reminderDays: readonly number[]): readonly ReminderStage[] {
  return reminderDays
    .map((stageDays) => ({ stageDays, on: addDays(term.dueOn, -stageDays) }))
    .filter(({ on }) => on > term.startsOn)
    .sort((a, b) => b.stageDays - a.stageDays);
}

/** The latest stage that has come on a day; null before the first. */
export function latestStage(term: Deadline, reminderDays: readonly number[], today: Day): ReminderStage | null {
  return reminderStages(term, reminderDays).findLast(({ on }) => on <= today) ?? null;
}
