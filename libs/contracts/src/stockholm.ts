/** Instants as the law counts them: by the day in Europe/Stockholm. */
import { type Day, type Instant, isDay } from '#domain/facts';

const HOURS_KEPT_MAX = 20_000;
const STOCKHOLM = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });
/** Since 1900 Swedish time is whole hours from UTC, so an hour of UTC lies on one day. */
const dayOfHour = new Map<string, Day>();
/** At most two hours ahead of UTC, so until then the day is that of UTC. */
const HOUR_SAME_DAY_MAX = 21;
const ZERO = 48;

/** The day in Europe/Stockholm of an instant since 1900. */
export function stockholmDay(instant: Instant): Day {
  const utcHour = (instant.charCodeAt(11) - ZERO) * 10 + instant.charCodeAt(12) - ZERO;
  return utcHour <= HOUR_SAME_DAY_MAX ? (instant.slice(0, 10) as Day) : lateDay(instant);
}

function lateDay(instant: Instant): Day {
  const hour = instant.slice(0, 13);
  const known = dayOfHour.get(hour);
  if (known !== undefined) return known;
  const day = STOCKHOLM.format(Date.parse(instant)) as Day;
  if (dayOfHour.size >= HOURS_KEPT_MAX) dayOfHour.clear();
  dayOfHour.set(hour, day);
  return day;
}

const RFC3339 =
  /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const LEAP_SECOND = '60';
const SECONDS_AT = 17;
const YEAR_MIN = '1900';
const YEAR_MAX = '2999';

/**
 * An RFC 3339 date-time with offset as an instant in UTC with milliseconds; undefined where it is none. A leap second, which
 * ends the last minute of a month in UTC, is kept as the end of the second before it.
 */
export function readInstant(text: string): Instant | undefined {
  const [, day, second] = RFC3339.exec(text) ?? [];
  if (day === undefined || !isDay(day) || day < YEAR_MIN || day > YEAR_MAX) return undefined;
  if (second === LEAP_SECOND) return leapSecond(`${text.slice(0, SECONDS_AT)}59.999${text.slice(offsetAt(text))}`);
  return new Date(text.toUpperCase()).toISOString() as Instant;
}

const offsetAt = (text: string): number => text.search(/[Zz]$|[+-]\d\d:\d\d$/);

function leapSecond(lastOfMinute: string): Instant | undefined {
  const instant = new Date(lastOfMinute.toUpperCase());
  const next = new Date(instant.getTime() + 1).toISOString();
  return next.endsWith('-01T00:00:00.000Z') ? (instant.toISOString() as Instant) : undefined;
}
