/** Keeps what this hub knows of what bears on cases up to what other hubs write: each hub judges by its own knowledge. */
import { type Bearing } from '#cases';
import { BEARING_CATEGORIES, prefixOf } from '#domain';
import { LogUnavailable, type EventLog, type Position } from '#event-log';
import { follow, type Follower } from '#follow';

/** How long one who is about to be refused waits for it. */
const CAUGHT_UP_MS_MAX = 5_000;

export interface BearingFollower extends Pick<Follower, 'ready' | 'stop'> {
  /** Resolves when all that is in the log now is known. Fault: `LogUnavailable`. */
  allCaughtUp(): Promise<void>;
  /** Milliseconds that the one furthest behind has been behind the log. Fault: `LogUnavailable`. */
  behindMs(): Promise<number>;
}

/** Takes whatever moves of each kind of stream that bears on others. `from`: up to which it has been read. */
export function bearingFollower(log: EventLog, known: Pick<Bearing, 'tookOf'>, from: Position): BearingFollower {
  const followers = BEARING_CATEGORIES.map(prefixOf).map((prefix) => {
    let at = from;
    return follow({
      log,
      prefix,
      target: {
        name: `bearing ${prefix}`,
        checkpoint: () => at,
        apply: async (events, next) => {
          await known.tookOf(prefix, events, { from: at, next });
          at = next;
        },
      },
    });
  });
  return {
    ready: () => followers.every((follower) => follower.ready()),
    stop: async () => {
      await Promise.all(followers.map((follower) => follower.stop()));
    },
    allCaughtUp: async () => {
      const head = await log.head();
      const caughtUp = await Promise.all(followers.map((follower) => follower.caughtUp(head, CAUGHT_UP_MS_MAX)));
      if (caughtUp.includes(false)) throw new LogUnavailable('what bears on cases is behind the log');
    },
    behindMs: async () => {
      const lags = await Promise.all(followers.map((follower) => follower.lag()));
      return Math.max(...lags.map(({ behindMs }) => behindMs));
    },
  };
}
