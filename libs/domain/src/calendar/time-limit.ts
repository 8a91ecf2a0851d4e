/** When a time limit ends, and until when the act it limits may be done (lag 1930:173 om beräkning av lagstadgad tid). */
import { type Day } from '../kernel/index.js';
import { addDays, addMonths, addWeeks, addYears } from './day.js';
import { isRestDay } from './holidays.js';

/** A length of time as a statute or an agreement writes it: `{ months: 2 }`. */
export type Period =
  { readonly days: number } | { readonly weeks: number } | { readonly months: number } | { readonly years: number };

/**
 * The strict day on which a period counted from `start` ends: the same name in the week or number in the month (lag
 * 1930:173 1 §). Days are counted: 1 § does not speak of them.
 */
export function dueOn(start: Day, period: Period): Day {
  if ('days' in period) return addDays(start, period.days);
  if ('weeks' in period) return addWeeks(start, period.weeks);
  if ('months' in period) return addMonths(start, period.months);
  return addYears(start, period.years);
}

/**
 * The last day on which an act due on `due` may lawfully be done: `due` itself, or where that is a rest day the next
 * weekday (lag 1930:173 2 §). Only for acts due by statute; never for a maximum, an age limit or the start of a duty.
 */
export function latestLawfulOn(due: Day): Day {
  return isRestDay(due) ? nextWeekday(due) : due;
}

/** The first day after `day` that is no rest day (*nästa vardag*, lag 1930:173 2 §). */
export function nextWeekday(day: Day): Day {
  let next = addDays(day, 1);
  // At most five rest days follow each other: 24 December on a Wednesday, to the Sunday after.
  while (isRestDay(next)) next = addDays(next, 1);
  return next;
}

/** A day on which offices work: none of the rest days. */
export function isWorkingDay(day: Day): boolean {
  return !isRestDay(day);
}

/** The `count`th working day after `day`; `day` itself for 0. `count` is a whole number, 0 or more. */
export function addWorkingDays(day: Day, count: number): Day {
  let end = day;
  for (let done = 0; done < count; done += 1) end = nextWeekday(end);
  return end;
}

/** How many working days there are after `from`, up to and with `to`; 0 where `to` is not later. */
export function workingDaysBetween(from: Day, to: Day): number {
  let count = 0;
  for (let day = nextWeekday(from); day <= to; day = nextWeekday(day)) count += 1;
  return count;
}
