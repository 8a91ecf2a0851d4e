/** Naming the first position that SQLite cannot read, where it finds a page damaged. */
import { CorruptEvent, type Position } from './event-log.port.js';
import { positionOf } from './position.js';
import { faultOf, isDamage } from './sqlite-faults.js';

/** Runs a read. Throws `CorruptEvent` with the place that `firstBad` finds where a page is damaged, else what the error means. */
export function naming<T>(read: () => T, firstBad: () => number | null = () => null): T {
  try {
    return read();
  } catch (error) {
    if (!isDamage(error)) throw faultOf(error);
    throw new CorruptEvent(placeNamed(firstBad), (error as Error).message);
  }
}

function placeNamed(firstBad: () => number | null): Position | null {
  try {
    const place = firstBad();
    return place === null ? null : positionOf(place);
  } catch {
    return null;
  }
}

/** The first of the places at which `read` throws. */
export function firstUnreadable(read: (place: number) => unknown, places: Iterable<number>): number | null {
  for (const place of places) {
    try {
      read(place);
    } catch {
      return place;
    }
  }
  return null;
}
