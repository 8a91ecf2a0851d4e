/** Those who wait until something more has been appended. */
import { LogUnavailable } from './event-log.port.js';

export interface More {
  /** Resolves when `place` is passed or `signal` aborts; rejects with `LogUnavailable` when the log closes. */
  wait(place: number, signal: AbortSignal): Promise<void>;
  /** Something was appended: the last place is now `head`. */
  tell(head: number): void;
  close(): void;
}

interface Waiting {
  readonly place: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export function moreAfter(headNow: () => number): More {
  const waiting = new Set<Waiting>();
  return {
    wait: (place, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted || headNow() > place) {
          resolve();
          return;
        }
        const settle = (then: () => void): void => {
          waiting.delete(entry);
          signal.removeEventListener('abort', onAbort);
          then();
        };
        const onAbort = (): void => {
          settle(resolve);
        };
        const entry: Waiting = {
          place,
          resolve: () => {
            settle(resolve);
          },
          reject: (error) => {
            settle(() => {
              reject(error);
            });
          },
        };
        waiting.add(entry);
        signal.addEventListener('abort', onAbort, { once: true });
      }),
    tell: (head) => {
      for (const entry of [...waiting]) if (entry.place < head) entry.resolve();
    },
    close: () => {
      for (const entry of [...waiting]) entry.reject(new LogUnavailable('the log is closed'));
    },
  };
}
