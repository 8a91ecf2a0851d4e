/** Waits for what comes by itself, and says what was missing where it does not. */
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
const WAIT_MS_MAX = 300_000;

/** Asks until `ask` does not throw, and gives its answer; after five minutes throws what it threw last. */
export async function eventually<T>(ask: () => T | Promise<T>): Promise<T> {
  const until = performance.now() + WAIT_MS_MAX;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() >= until) throw error;
      await delay(LOOK_EVERY_MS);
    }
  }
}
