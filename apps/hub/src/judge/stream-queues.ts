/** One at a time per stream: those who speak of the same case in the same moment take turns instead of colliding. */
import { type StreamName } from '#contracts';

/** Works that may wait in all queues together. */
export const TURNS_WAITING_MAX = 20_000;

/** A fault: more is under way than the hub takes on. Try again later. */
export class TooManyUnderWay extends Error {
  override readonly name = 'TooManyUnderWay';
}

export interface StreamQueues {
  /** Runs `work` when all that was asked for before on this stream is done. Fault: `TooManyUnderWay`. */
  run<T>(stream: StreamName, work: () => Promise<T>): Promise<T>;
  /** Works under way or waiting. */
  size(): number;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function streamQueues(): StreamQueues {
  const tails = new Map<StreamName, Promise<unknown>>();
  const idlers = new Set<() => void>();
  let size = 0;

  const leave = (stream: StreamName, mine: Promise<unknown>): void => {
    size -= 1;
    if (tails.get(stream) === mine) tails.delete(stream);
    if (size > 0) return;
    for (const tell of idlers) tell();
    idlers.clear();
  };

  return {
    run: (stream, work) => {
      if (size >= TURNS_WAITING_MAX) return Promise.reject(new TooManyUnderWay('too many works wait for their turn'));
      size += 1;
      const before = tails.get(stream);
      const mine = before ? before.then(work, work) : work();
      tails.set(stream, mine);
      const done = (): void => {
        leave(stream, mine);
      };
      mine.then(done, done);
      return mine;
    },
    size: () => size,
    idle: () =>
      size === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            idlers.add(resolve);
          }),
  };
}
