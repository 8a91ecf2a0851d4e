/** The real time, and which day it is in Sweden at an instant. */
import { stockholmDay, type Clock } from '#contracts';
import { type Day, type Instant } from '#domain/facts';

/** Swedish time is whole hours from UTC: within an hour of UTC the day stays. */
const MS_PER_HOUR = 3_600_000;

interface DayInHour {
  readonly hour: number;
  readonly day: Day;
}

function dayIn(hour: number): DayInHour {
  return { hour, day: stockholmDay(new Date(hour * MS_PER_HOUR).toISOString() as Instant) };
}

/** A clock over one that gives milliseconds since 1970. */
export function clockOver(nowMs: () => number): Clock {
  let known: DayInHour | null = null;
  return {
    now: () => new Date(nowMs()).toISOString() as Instant,
    today: () => {
      const hour = Math.floor(nowMs() / MS_PER_HOUR);
      if (known?.hour !== hour) known = dayIn(hour);
      return known.day;
    },
  };
}

/** The machine's clock. */
export const systemClock: Clock = clockOver(() => Date.now());
