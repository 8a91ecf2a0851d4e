/** When a Swedish day begins. */
import { DateTime } from 'luxon';
import { type Day, type Instant } from '#domain';

/** The instant at which a day begins in Europe/Stockholm. */
export function beginningOf(day: Day): Instant {
  return DateTime.fromISO(day, { zone: 'Europe/Stockholm' }).startOf('day').toJSDate().toISOString() as Instant;
}
