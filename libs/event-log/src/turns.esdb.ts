/** Turns at a stream: among this process's own appends, and between processes. */
import { LRUCache } from 'lru-cache';
import { type StreamName } from '#contracts';
import { pause } from './patience.esdb.js';

/** Milliseconds from which an append is slow: whoever was refused meanwhile learns of its end later than who made it. */
const SLOW_MS = 100;
/** Milliseconds after a slow append in which another at once would take the turn from those, and those that it leaves them at most. */
const AT_ONCE_MS = 500;
const LEFT_MS_MAX = 100;
const STREAMS_MAX = 10_000;

/**
 * One at a time for each stream, in the order in which they were asked: of this process's own appends none overtakes. After
 * a slow one the next leaves others a moment, so that no process keeps a stream for as long as it has something to say.
 */
export function turnsOf(closing: AbortSignal): <T>(stream: StreamName, act: () => Promise<T>) => Promise<T> {
  const last = new Map<StreamName, Promise<unknown>>();
  const slow = new LRUCache<StreamName, true>({ max: STREAMS_MAX, ttl: AT_ONCE_MS });
  const inTime = async <T>(stream: StreamName, act: () => Promise<T>): Promise<T> => {
    if (slow.has(stream)) await pause(Math.random() * LEFT_MS_MAX, closing);
    const from = performance.now();
    const done = await act();
    if (performance.now() - from > SLOW_MS) slow.set(stream, true);
    return done;
  };
  return (stream, act) => {
    const done = (last.get(stream) ?? Promise.resolve()).then(() => inTime(stream, act));
    const settled = done
      .catch(() => undefined)
      .finally(() => {
        if (last.get(stream) === settled) last.delete(stream);
      });
    last.set(stream, settled);
    return done;
  };
}
