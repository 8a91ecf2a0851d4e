/** Days as whole numbers: so many days since 1970-01-01 in the Gregorian calendar. No `Date`, no time zone, no clock. */
import { type Day } from '../kernel/index.js';

/** A day taken apart: `month` 1–12, `date` 1–31. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

const DAYS_PER_ERA = 146_097; // 400 Gregorian years
const DAYS_TO_1970 = 719_468; // from 0000-03-01
const ZERO = 48; // the character code of "0"
const YEAR_MIN = 1;
const YEAR_MAX = 9999;

const digits2 = (text: string, at: number): number =>
  (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;

/** A day's year, month and date. */
export function civilOf(day: Day): Civil {
  return { year: yearOf(day), month: digits2(day, 5), date: digits2(day, 8) };
}

/** The year of a day. */
export function yearOf(day: Day): number {
  return digits2(day, 0) * 100 + digits2(day, 2);
}

/** True for years with a 29 February. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The number of days in a month, 28 to 31. `month` is 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The number of a date that exists. Counts years from 1 March, so that the leap day comes last. */
export function numberOfCivil({ year, month, date }: Civil): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
}

/** The number of a day. */
export function numberOf(day: Day): number {
  return numberOfCivil(civilOf(day));
}

/** The date that a number stands for. */
export function civilOfNumber(number: number): Civil {
  const shifted = number + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

const pad2 = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

function written({ year, month, date }: Civil): Day {
  return `${year < 1000 ? `${year}`.padStart(4, '0') : `${year}`}-${pad2(month)}-${pad2(date)}` as Day;
}

/**
 * The days of two centuries, each once it has been written: the law reckons the same few thousand again and again, and one
 * that is at hand is neither written nor compared letter by letter. Half a megabyte, and some 40 bytes a day.
 */
const KEPT_FROM = numberOfCivil({ year: 1900, month: 1, date: 1 });
const KEPT_BEFORE = numberOfCivil({ year: 2100, month: 1, date: 1 });
const kept = new Array<Day | undefined>(KEPT_BEFORE - KEPT_FROM).fill(undefined);

/** Writes a date as a day. Throws `RangeError` outside the years 1 to 9999, where a day has no ten characters. */
export function dayOfCivil(civil: Civil): Day {
  const { year } = civil;
  if (year < YEAR_MIN || year > YEAR_MAX) throw new RangeError(`no calendar day in year ${year}`);
  return dayOfNumber(numberOfCivil(civil));
}

/** Writes the day of a number. Throws `RangeError` outside the years 1 to 9999. */
export function dayOfNumber(number: number): Day {
  if (number >= KEPT_FROM && number < KEPT_BEFORE) return (kept[number - KEPT_FROM] ??= written(civilOfNumber(number)));
  const civil = civilOfNumber(number);
  if (civil.year < YEAR_MIN || civil.year > YEAR_MAX) throw new RangeError(`no calendar day in year ${civil.year}`);
  return written(civil);
}
