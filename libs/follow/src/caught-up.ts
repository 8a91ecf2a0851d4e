/** Those who wait until a follower has come to a position (`waitFor`). */
import { type EventLog, type Position } from '#event-log';

/** Waits kept at once; beyond it a question is answered as if its time were up. */
export const WAITS_MAX = 10_000;

export interface WaitingRoom {
  wait(position: Position, timeoutMs: number): Promise<boolean>;
  arrived(position: Position): void;
  /** No more will arrive: all waits end with false, now and later. */
  close(): void;
}

interface Wait {
  readonly position: Position;
  readonly end: (caughtUp: boolean) => void;
}

export function waitingRoom({ compare, start }: Pick<EventLog, 'compare' | 'start'>): WaitingRoom {
  const waits = new Set<Wait>();
  let at = start;
  let closed = false;
  return {
    wait: (position, timeoutMs) =>
      new Promise((resolve) => {
        const there = compare(at, position) >= 0;
        if (there || closed || timeoutMs <= 0 || waits.size >= WAITS_MAX) {
          resolve(there);
          return;
        }
        const timer = setTimeout(() => {
          wait.end(false);
        }, timeoutMs);
        const wait: Wait = {
          position,
          end: (caughtUp) => {
            clearTimeout(timer);
            waits.delete(wait);
            resolve(caughtUp);
          },
        };
        waits.add(wait);
      }),
    arrived: (position) => {
      at = position;
      for (const wait of [...waits]) if (compare(at, wait.position) >= 0) wait.end(true);
    },
    close: () => {
      closed = true;
      for (const wait of [...waits]) wait.end(false);
    },
  };
}
