/** Since when something has been kept long enough. */
import { type Instant } from '#domain';

const DAY_MS = 86_400_000;

/** The instant so many days of 24 hours before `now`. */
export function daysBefore(now: Instant, days: number): Instant {
  return new Date(Date.parse(now) - days * DAY_MS).toISOString() as Instant;
}
