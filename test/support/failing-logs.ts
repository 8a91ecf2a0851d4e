/** Logs in memory that do not always answer. */
import { LogUnavailable, memoryLog, type EventLog } from '#event-log';

/** A log that answers every n-th append that it is away. */
export function flakyLog() {
  const log = memoryLog();
  let every = 0;
  let asked = 0;
  let failed = 0;
  const append: EventLog['append'] = (...args) => {
    asked += 1;
    if (every === 0 || asked % every !== 0) return log.append(...args);
    failed += 1;
    return Promise.reject(new LogUnavailable('away'));
  };
  return {
    log: { ...log, append },
    failEvery: (n: number) => {
      every = n;
    },
    failed: () => failed,
  };
}

/** A log that never answers an append. */
export function hangingLog() {
  const log = memoryLog();
  let hangs = false;
  const waiting: (() => void)[] = [];
  const append: EventLog['append'] = async (...args) => {
    if (hangs) await new Promise<void>((resolve) => waiting.push(resolve));
    return log.append(...args);
  };
  return {
    log: { ...log, append },
    hang: () => {
      hangs = true;
    },
    letGo: () => {
      hangs = false;
      for (const go of waiting) go();
    },
  };
}
