/** Which days are public holidays (lag 1989:253), and on which an act need not be done (lag 1930:173 2 §). */
import { type Day } from '../kernel/index.js';
import { type Civil, civilOfNumber, dayOfNumber, numberOf, numberOfCivil } from './civil.js';
import { weekdayOfNumber } from './day.js';
import { type NamedDay, PUBLIC_HOLIDAYS, REST_EVES } from './holidays.data.js';

const SATURDAY = 6;
const SUNDAY = 7;

/** Easter Sunday of a Gregorian year as a day number: the first Sunday after the full moon on or next after 21 March. */
function easterNumber(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const moon = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0);
  const fullMoon = numberOfCivil({ year, month: 3, date: 21 }) + moon;
  return fullMoon + 7 - (weekdayOfNumber(fullMoon) % 7);
}

/** The number of the day on which `named` falls in `year`. */
function numberInYear(named: NamedDay, year: number): number {
  const { falls } = named;
  if (falls.on === 'easter') return easterNumber(year) + falls.days;
  const from = numberOfCivil({ year, month: falls.month, date: falls.date });
  return falls.on === 'date' ? from : from + ((falls.weekday - weekdayOfNumber(from) + 7) % 7);
}

const holdsIn = ({ fromYear, toYear }: NamedDay, year: number): boolean =>
  (fromYear === undefined || fromYear <= year) && (toYear === undefined || year <= toYear);

/** Months in which a day counted from Easter can fall: 20 March (Good Friday) to 14 June (Whit Monday). */
const EASTER_MONTHS = { first: 3, last: 6 };

/** Cheap to ask and mostly false: only where it is true is a date computed, because most days are no holiday. */
function mayFallOn({ falls }: NamedDay, number: number, { month, date }: Civil): boolean {
  if (falls.on === 'date') return falls.month === month && falls.date === date;
  if (falls.on === 'easter') return EASTER_MONTHS.first <= month && month <= EASTER_MONTHS.last;
  return weekdayOfNumber(number) === falls.weekday;
}

/** True where `named` falls on that day. */
function fallsOn(named: NamedDay, number: number, civil: Civil): boolean {
  if (!mayFallOn(named, number, civil) || !holdsIn(named, civil.year)) return false;
  return named.falls.on === 'date' || numberInYear(named, civil.year) === number;
}

const isOneOf = (named: readonly NamedDay[], number: number, civil: Civil): boolean =>
  named.some((one) => fallsOn(one, number, civil));

/** A public holiday: every Sunday, and the days of lag (1989:253). */
export function isPublicHoliday(day: Day): boolean {
  const number = numberOf(day);
  return weekdayOfNumber(number) === SUNDAY || isOneOf(PUBLIC_HOLIDAYS, number, civilOfNumber(number));
}

/** Midsommarafton, julafton or nyårsafton (lag 1930:173 2 §). */
export function isRestEve(day: Day): boolean {
  const number = numberOf(day);
  return isOneOf(REST_EVES, number, civilOfNumber(number));
}

/** A day on which an act need not be done: Saturday, Sunday, public holiday, or one of the three eves (lag 1930:173 2 §). */
export function isRestDay(day: Day): boolean {
  const number = numberOf(day);
  if (weekdayOfNumber(number) >= SATURDAY) return true;
  const civil = civilOfNumber(number);
  return isOneOf(PUBLIC_HOLIDAYS, number, civil) || isOneOf(REST_EVES, number, civil);
}

/** The Swedish name of a public holiday or rest eve; undefined for other days, plain Sundays among them. */
export function holidayName(day: Day): string | undefined {
  const number = numberOf(day);
  const civil = civilOfNumber(number);
  return [...PUBLIC_HOLIDAYS, ...REST_EVES].find((named) => fallsOn(named, number, civil))?.name_sv;
}

/** The public holidays of a year besides plain Sundays, in the order of lag (1989:253). */
export function publicHolidays(year: number): readonly { readonly day: Day; readonly name_sv: string }[] {
  return PUBLIC_HOLIDAYS.filter((named) => holdsIn(named, year)).map((named) => ({
    day: dayOfNumber(numberInYear(named, year)),
    name_sv: named.name_sv,
  }));
}
