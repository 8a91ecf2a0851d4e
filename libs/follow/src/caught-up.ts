/** Those who wait until a follower has come to a position (`waitFor`). */
import { type EventLog, type Position } from '#event-log';
import { sleep } from './backoff.js';

/** Waits kept at once; beyond it a question is answered as if its time were up. */
export const WAITS_MAX = 10_000;

export interface WaitingRoom {
  wait(position: Position, timeoutMs: number): Promise<boolean>;
  arrived(position: Position): void;
  /** Lets milliseconds pass: none where somebody waits, and no more once somebody does, or it is hurried. */
  rest(ms: number): Promise<void>;
  hurry(): void;
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
  let resting = new AbortController();
  const hurry = (): void => {
    resting.abort();
  };
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
        hurry();
      }),
    arrived: (position) => {
      at = position;
      for (const wait of [...waits]) if (compare(at, wait.position) >= 0) wait.end(true);
    },
    rest: async (ms) => {
      if (ms <= 0 || waits.size > 0 || closed) return;
      resting = new AbortController();
      await sleep(ms, resting.signal);
    },
    hurry,
    close: () => {
      closed = true;
      hurry();
      for (const wait of [...waits]) wait.end(false);
    },
  };
}
