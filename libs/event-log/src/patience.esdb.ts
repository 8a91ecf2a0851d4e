/** How long a call to EventStoreDB is tried again: a leader change takes seconds, and callers need not see each. */
import { setTimeout as delay } from 'node:timers/promises';
import { faultOfCall, isPassing } from './faults.esdb.js';

/** Milliseconds after which the server gives up an append that no quorum has confirmed, by its own default. */
export const SERVER_TIMEOUT_MS = 2_000;

const BACKOFF_MS_FIRST = 20;
const BACKOFF_MS_MAX = 1_000;

export interface Patience {
  /** Milliseconds without progress after which what still fails is reported. */
  readonly giveUpAfterMs: number;
  /** Aborts when the log closes: nothing is tried again then. */
  readonly closing: AbortSignal;
}

/** Milliseconds before the next attempt: doubled each time, capped, and halved at random so that many do not come at once. */
export function backoffMs(attempts: number, mostMs = BACKOFF_MS_MAX): number {
  const full = Math.min(mostMs, BACKOFF_MS_FIRST * 2 ** (attempts - 1));
  return full * (0.5 + Math.random() / 2);
}

/** Waits, or returns at once when `signal` aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/**
 * Calls again while what failed passes by itself. `progress` grows with what was had before a call failed: each call
 * goes on from there, and patience begins anew. Throws what `faultOfCall` makes of the last failure.
 */
export async function patiently<T>(
  { giveUpAfterMs, closing }: Patience,
  call: () => Promise<T>,
  progress: () => number = () => 0,
): Promise<T> {
  let giveUpAt = performance.now() + giveUpAfterMs;
  let had = progress();
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await call();
    } catch (error) {
      if (progress() > had) {
        had = progress();
        attempts = 1;
        giveUpAt = performance.now() + giveUpAfterMs;
      }
      const waitMs = backoffMs(attempts);
      const over = closing.aborted || performance.now() + waitMs > giveUpAt;
      if (over || !isPassing(error)) throw faultOfCall(error);
      await pause(waitMs, closing);
    }
  }
}
