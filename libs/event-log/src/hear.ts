/**
 * Listens to a signal that lives longer than whoever listens: as long as the process, as a rule. `AbortSignal.any` over such
 * a one keeps all that listens to what it gives, for as long as the longer signal lives.
 */

/** Calls `then` when the signal aborts, at once if it has, until the answer is called: from then on the signal keeps nothing of it. */
export function hear(signal: AbortSignal, then: () => void): () => void {
  if (signal.aborted) then();
  else signal.addEventListener('abort', then, { once: true });
  return () => {
    signal.removeEventListener('abort', then);
  };
}

/** A stretch of time that a longer one may cut short. */
export interface Stretch {
  /** Aborts when the time is up, with the reason of `AbortSignal.timeout`, or with the longer signal. */
  readonly signal: AbortSignal;
  /** Whether the time was up first. */
  readonly isTimeUp: () => boolean;
  /** To be called when what was done meanwhile is done: the clock and the longer signal keep nothing of it. */
  readonly end: () => void;
}

/** Begins a stretch of so many milliseconds. */
export function stretchOf(ms: number, longer?: AbortSignal): Stretch {
  const ending = new AbortController();
  let isTimeUp = false;
  const timer = setTimeout(() => {
    isTimeUp = !ending.signal.aborted;
    ending.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }, ms);
  const unheard =
    longer &&
    hear(longer, () => {
      ending.abort();
    });
  return {
    signal: ending.signal,
    isTimeUp: () => isTimeUp,
    end: () => {
      clearTimeout(timer);
      unheard?.();
    },
  };
}
