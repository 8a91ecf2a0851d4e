/** The real time, and which day it is in Sweden at an instant. */
import { stockholmDay, type Clock } from '#contracts';
import { type Instant } from '#domain/facts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString() as Instant,
  today: () => stockholmDay(new Date().toISOString() as Instant),
};
