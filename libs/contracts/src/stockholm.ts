/** Instants as they come: RFC 3339 with offset, kept in UTC. What day one is on is the calendar's to say. */
import { type Instant, isDay } from '#domain/facts';

export { stockholmDay } from '#domain/facts';

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

/** True for a text that `readInstant` reads. */
export const isInstant = (text: string): boolean => readInstant(text) !== undefined;

/** An instant as it is kept; what is none stays as it is, and has been refused before. */
export const settledInstant = (text: string): string => readInstant(text) ?? text;

const offsetAt = (text: string): number => text.search(/[Zz]$|[+-]\d\d:\d\d$/);

function leapSecond(lastOfMinute: string): Instant | undefined {
  const instant = new Date(lastOfMinute.toUpperCase());
  const next = new Date(instant.getTime() + 1).toISOString();
  return next.endsWith('-01T00:00:00.000Z') ? (instant.toISOString() as Instant) : undefined;
}
