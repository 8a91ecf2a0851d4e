/** The port by which the hub asks what time it is. The law never asks; the edge does, and hands the answer in. */
import { type Day, type Instant } from '#domain/facts';

/** The real time, or in simulation mode the story's. */
export interface Clock {
  /** Now, in UTC with milliseconds. */
  now(): Instant;
  /** The day of `now` in Europe/Stockholm. */
  today(): Day;
}
