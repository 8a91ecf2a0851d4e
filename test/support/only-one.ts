/** A turn that one at a time has, for specs in which there is one process. */
import { type Lease } from '#engines';

/** A lease within the process. */
export function onlyOne(): Lease {
  let free: Promise<void> = Promise.resolve();
  return {
    take: async (signal) => {
      const before = free;
      let release = (): void => undefined;
      free = new Promise((resolve) => {
        release = resolve;
      });
      await Promise.race([
        before,
        new Promise((resolve) => {
          signal.addEventListener('abort', resolve, { once: true });
        }),
      ]);
      if (signal.aborted) {
        release();
        return undefined;
      }
      return {
        lost: new AbortController().signal,
        release: () => {
          release();
          return Promise.resolve();
        },
      };
    },
  };
}
