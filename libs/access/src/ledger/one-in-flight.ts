/** Writes to a server one round trip at a time: what comes meanwhile goes together with the next. */

import { groupLength, type Sized } from '#event-log';

/** Writes that may wait for their round trip; beyond it nothing is taken. */
export const WRITES_WAITING_MAX = 10_000;

export interface OneInFlight<Item extends Sized> {
  /** Resolves after the trip that holds the item has come back. */
  submit(item: Item): Promise<void>;
  /** Takes no more; resolves when nothing is under way. */
  close(): Promise<void>;
}

interface Submitted<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** `write` writes all items or none, as many as share a commit of the log; `unavailable` makes what is told to whom nothing is taken from. */
export function oneInFlight<Item extends Sized>(
  write: (items: readonly Item[]) => Promise<void>,
  unavailable: (why: string) => Error,
): OneInFlight<Item> {
  let waiting: Submitted<Item>[] = [];
  let closed = false;
  let writing: Promise<void> | null = null;

  const writeAll = async (): Promise<void> => {
    // After the turn: who asks in it goes along.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const taken = groupLength(waiting);
      const trip = waiting.slice(0, taken);
      waiting = waiting.slice(taken);
      await settle(trip, write);
    }
    writing = null;
  };

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        if (closed || waiting.length >= WRITES_WAITING_MAX) {
          reject(unavailable(closed ? 'it is closed' : `${WRITES_WAITING_MAX} writes wait already`));
          return;
        }
        waiting.push({ item, resolve, reject });
        writing ??= writeAll();
      }),
    close: async () => {
      closed = true;
      await writing;
    },
  };
}

async function settle<Item>(
  trip: readonly Submitted<Item>[],
  write: (items: readonly Item[]) => Promise<void>,
): Promise<void> {
  try {
    await write(trip.map(({ item }) => item));
    for (const { resolve } of trip) resolve();
  } catch (error) {
    for (const { reject } of trip) reject(error);
  }
}
