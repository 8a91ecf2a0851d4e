/** Long work in slices: between two of them whoever asks for something small is answered, however many long works there are. */

/** A slice while others ask: so long, at most, they wait for it. */
export const SLICE_MS = 3;
/** A slice while nobody else has asked for anything: longer, so that what a batch appends shares its commits. */
export const SLICE_ALONE_MS = 25;
/** So long after the last small request the loop is taken to be somebody else's too. */
export const ALONE_AFTER_MS = 1_000;
/** While others ask, the loop is theirs for so many times as long as a slice and what it brought kept it: two of three asks meet none. */
export const FREE_PER_BUSY = 2;
const FREE_MS_MAX = 50;

/** One for a process. */
export interface Slices {
  /**
   * Between two pieces of long work: null where it may go on at once, else what resolves when its turn has come, in a later
   * turn of the event loop. Of all long works one has a slice at a time.
   */
  readonly rest: () => Promise<void> | null;
  /** Somebody asks for something small. */
  readonly asked: () => void;
}

/** `now`: milliseconds on a clock that never goes back. */
export function slices(now: () => number = () => performance.now()): Slices {
  const waiting: (() => void)[] = [];
  let begun = now();
  let askedAt = Number.NEGATIVE_INFINITY;
  /** `open`: a slice has begun, and what it brings has not yet been seen. `due`: the next is to begin. */
  let state: 'none' | 'open' | 'due' = 'none';
  let freeUntil = Number.NEGATIVE_INFINITY;

  const isShared = (at: number): boolean => at - askedAt < ALONE_AFTER_MS;
  const begin = (): void => {
    state = 'open';
    begun = now();
    waiting.shift()?.();
    // The first of the two turns commits what the slice has appended.
    setImmediate(() => setImmediate(end));
  };
  const end = (): void => {
    const at = now();
    freeUntil = isShared(at) ? at + Math.min((at - begun) * FREE_PER_BUSY, FREE_MS_MAX) : at;
    state = 'none';
    if (waiting.length > 0) schedule();
  };
  const schedule = (): void => {
    state = 'due';
    const freeMs = freeUntil - now();
    if (freeMs > 0) setTimeout(begin, freeMs);
    else setImmediate(begin);
  };
  return {
    rest: () => {
      const at = now();
      if (state === 'open' && at - begun < (isShared(at) ? SLICE_MS : SLICE_ALONE_MS)) return null;
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (state === 'none') schedule();
      });
    },
    asked: () => {
      askedAt = now();
    },
  };
}
