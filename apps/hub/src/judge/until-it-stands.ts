/** Reading a stream anew while other hubs move it on: what was judged of it stands when the append finds it as it was read. */
import { type StreamName } from '#contracts';
import { AppendConflict, LogUnavailable } from '#event-log';

/**
 * Attempts that are made in any case, and milliseconds in which more are made: where a log shows a conflict only when it is
 * on a quorum, another hub's next append may be there first time after time.
 */
const ATTEMPTS_MIN = 8;
const MOVING_MS_MAX = 30_000;

/** Gives what `attempt` gives; after a conflict it is asked again. Fault: `LogUnavailable` where others moved the stream on all the while. */
export async function untilItStands<T>(stream: StreamName, what: string, attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + MOVING_MS_MAX;
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof AppendConflict)) throw error;
      if (attempts >= ATTEMPTS_MIN && performance.now() > until)
        throw new LogUnavailable(`${stream} moved on ${attempts} times while ${what}`);
    }
  }
}
