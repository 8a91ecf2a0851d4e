/** Long work in slices: between two of them whoever asks for something small is answered, however many long works there are. */

/** A slice while others ask: one at a time, so that nobody waits longer than this for the loop to come round. */
export const SLICE_MS = 1;
/** A slice while nobody else has asked for anything: longer, so that what a batch appends shares its commits. */
export const SLICE_ALONE_MS = 25;
/** So long after the last small request the loop is taken to be somebody else's too. */
export const ALONE_AFTER_MS = 1_000;

/** One for a process. */
export interface Slices {
  /**
   * Between two pieces of long work: null where it may go on at once, else what resolves when its turn has come, in a later
   * turn of the event loop. Of all long works one has a slice between two looks at what has come in.
   */
  readonly rest: () => Promise<void> | null;
  /** Somebody asks for something small. */
  readonly asked: () => void;
}

/** `now`: milliseconds on a clock that never goes back. */
export function slices(now: () => number = () => performance.now()): Slices {
  const waiting: (() => void)[] = [];
  let begun = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;

  const next = (): void => {
    const resume = waiting.shift();
    if (waiting.length > 0) setImmediate(next);
    begun = now();
    resume?.();
  };
  return {
    rest: () => {
      const at = now();
      if (waiting.length === 0 && at - begun < (at - askedAt < ALONE_AFTER_MS ? SLICE_MS : SLICE_ALONE_MS)) return null;
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(next);
      });
    },
    asked: () => {
      askedAt = now();
    },
  };
}
