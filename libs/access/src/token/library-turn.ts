/**
 * A library of PKCS#11 is one for the whole process, and each thread has sessions of its own in it. Any number call at once;
 * one that has it begin anew does so alone, and from then on the others' sessions are none.
 */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { TokenUnusable } from './token-unusable.js';

/** Under which name threads that are started later find what the first made. */
const SHARED_AS = 'hvb-hub turns at the token';
/** How long a thread waits for the others at most. */
const TURN_WAIT_MS_MAX = 5_000;
const CELLS_BYTES = 8;
/** Cell 0: how many threads are in the library, or `ALONE`. Cell 1: how often it has begun anew. */
const [CALLING, BEGUN] = [0, 1];
const ALONE = -1;

export interface LibraryTurn {
  /** Runs what calls the library, beside others. Throws `TokenUnusable` where another has it alone for too long. */
  beside<T>(work: () => T): T;
  /** Runs it while nobody else is in the library, after which `begun` is another. Throws `TokenUnusable` where others do not leave it. */
  alone(work: () => void): void;
  /** Tells apart what was opened before and after the library began anew. */
  begun(): number;
}

/** That of this process: the first thread makes it, threads started later share it. */
export function turnOfProcess(): LibraryTurn {
  const found = getEnvironmentData(SHARED_AS);
  if (found instanceof SharedArrayBuffer) return libraryTurn(found);
  const made = new SharedArrayBuffer(CELLS_BYTES);
  setEnvironmentData(SHARED_AS, made);
  return libraryTurn(made);
}

/** Over eight bytes that all who take turns share. `waitMsMax`: how long to wait for the others. */
export function libraryTurn(shared: SharedArrayBuffer, waitMsMax = TURN_WAIT_MS_MAX): LibraryTurn {
  const cells = new Int32Array(shared);
  /** Takes the cell from what it is to what it becomes, as soon as that may be. */
  const take = (next: (now: number) => number | undefined): void => {
    const until = performance.now() + waitMsMax;
    for (;;) {
      const now = Atomics.load(cells, CALLING);
      const then = next(now);
      if (then !== undefined && Atomics.compareExchange(cells, CALLING, now, then) === now) return;
      const left = until - performance.now();
      if (left <= 0) throw new TokenUnusable('notAnswering', 'another thread does not let the token go');
      if (then === undefined) Atomics.wait(cells, CALLING, now, left);
    }
  };
  return {
    beside: (work) => {
      take((calling) => (calling === ALONE ? undefined : calling + 1));
      try {
        return work();
      } finally {
        Atomics.sub(cells, CALLING, 1);
        Atomics.notify(cells, CALLING);
      }
    },
    alone: (work) => {
      take((calling) => (calling === 0 ? ALONE : undefined));
      try {
        Atomics.add(cells, BEGUN, 1);
        work();
      } finally {
        Atomics.store(cells, CALLING, 0);
        Atomics.notify(cells, CALLING);
      }
    },
    begun: () => Atomics.load(cells, BEGUN),
  };
}
