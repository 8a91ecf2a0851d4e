/** Arithmetic on days: whole days, weeks, months and years, with month ends clamped as lag (1930:173) 1 § says. */
import { type Day } from '../kernel/index.js';
import { civilOf, dayOfCivil, dayOfNumber, daysInMonth, numberOf } from './civil.js';

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** The years in which the hub takes a day from a message: room on both sides for every birth, period and extension. */
export const YEAR_ACCEPTED_MIN = 1800;
export const YEAR_ACCEPTED_MAX = 2999;

/** True where `text` is `YYYY-MM-DD`, the day exists, and its year is 1800 to 2999. 2026-02-30 is no day. */
export function isDay(text: string): text is Day {
  if (!FORM.test(text)) return false;
  const { year, month, date } = civilOf(text as Day);
  if (year < YEAR_ACCEPTED_MIN || year > YEAR_ACCEPTED_MAX || month < 1 || month > 12) return false;
  return date >= 1 && date <= daysInMonth(year, month);
}

/** `text` as a day. Throws `RangeError` where it is none: for constants and for text that was checked before. */
export function asDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`${JSON.stringify(text)} is no calendar day`);
  return text;
}

/** The day `count` days later; earlier where negative. */
export function addDays(day: Day, count: number): Day {
  return count === 0 ? day : dayOfNumber(numberOf(day) + count);
}

/** The day with the same name in the week, `count` weeks later (lag 1930:173 1 §). */
export function addWeeks(day: Day, count: number): Day {
  return addDays(day, count * 7);
}

/**
 * The day with the same number `count` months later; the month's last day where it has no such number (lag 1930:173
 * 1 §). Count a period from its start: two steps of one month are not always one step of two.
 */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = civilOf(day);
  const months = year * 12 + month - 1 + count;
  const endYear = Math.floor(months / 12);
  const endMonth = months - endYear * 12 + 1;
  return dayOfCivil({ year: endYear, month: endMonth, date: Math.min(date, daysInMonth(endYear, endMonth)) });
}

/** The same day of the year `count` years later; 29 February becomes 28 in a common year (lag 1930:173 1 §). */
export function addYears(day: Day, count: number): Day {
  return addMonths(day, count * 12);
}

/** How many days from `from` to `to`: 0 on the same day, negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** The name of a day in the week. */
export function weekday(day: Day): Weekday {
  return weekdayOfNumber(numberOf(day));
}

/** The name in the week of a day number; 1970-01-01 was a Thursday. */
export function weekdayOfNumber(number: number): Weekday {
  return (((((number + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** Negative, zero or positive, as for `sort`. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The latest of some days. */
export function maxDay(first: Day, ...others: readonly Day[]): Day {
  return others.reduce((latest, day) => (day > latest ? day : latest), first);
}

/** The earliest of some days. */
export function minDay(first: Day, ...others: readonly Day[]): Day {
  return others.reduce((earliest, day) => (day < earliest ? day : earliest), first);
}

/** The earliest of some days, each of which may be missing; undefined where all are. */
export function earliest(...days: readonly (Day | null | undefined)[]): Day | undefined {
  let first: Day | undefined;
  for (const day of days) if (day && (first === undefined || day < first)) first = day;
  return first;
}
