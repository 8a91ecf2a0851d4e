/** Waking those who wait for more: a subscription tells that there is something, reads fetch it. */
import { type Connection } from './connection.esdb.js';
import { type Position } from './event-log.port.js';
import { moreAfter } from './more.js';
import { backoffMs, pause } from './patience.esdb.js';
import { type Place, placeOf } from './position.esdb.js';
import { type Told } from './requests.esdb.js';
import { isOwn } from './walk.esdb.js';

/** Milliseconds that the subscription outlives the last who waited, so that a follower at the head does not renew it each time. */
const LINGER_MS = 1_000;
/** How often it is looked whether the subscription is still wanted and heard. */
const LOOK_MS = 100;

export interface Wake {
  /** Resolves when the log goes on after `position` or `signal` aborts; rejects with `LogUnavailable` when the log closes. */
  wait(position: Position, signal: AbortSignal): Promise<void>;
  /** The log goes up to here. */
  tell(place: Place): void;
  close(): Promise<void>;
}

export interface WakeParts {
  readonly connection: Pick<Connection, 'subscribe'>;
  /** The furthest place seen so far. */
  readonly seen: () => Place;
  readonly saw: (place: Place) => void;
  /** Milliseconds after which a subscription that stays silent is renewed: the server may have forgotten it. */
  readonly silenceMsMax: number;
  /** Reads the head, and saw it. */
  readonly head: () => Promise<unknown>;
}

export function wakeOver(parts: WakeParts): Wake {
  const more = moreAfter(() => parts.seen().commit);
  const closing = new AbortController();
  let waiting = 0;
  let idleSince = 0;
  let watching: Promise<void> | undefined;
  const wanted = (): boolean => !closing.signal.aborted && (waiting > 0 || performance.now() - idleSince < LINGER_MS);
  const watch = async (): Promise<void> => {
    let failures = 0;
    while (wanted()) {
      failures = (await subscribeOnce(parts, wanted).catch(() => false)) ? 0 : failures + 1;
      if (failures > 0) await pause(backoffMs(failures), closing.signal);
    }
    watching = undefined;
  };
  return {
    wait: async (position, signal) => {
      waiting += 1;
      watching ??= watch();
      try {
        await more.wait(placeOf(position).commit, signal);
      } finally {
        waiting -= 1;
        idleSince = performance.now();
      }
    },
    tell: ({ commit }) => {
      more.tell(commit);
    },
    close: async () => {
      closing.abort();
      more.close();
      await watching;
    },
  };
}

/**
 * Resolves when the subscription has ended, in whatever way: true if it had been heard from, so that the next may follow
 * at once. A node that no longer leads goes on telling what it has: whether it has all is asked of the leader, here and
 * whenever it has been silent for long.
 */
async function subscribeOnce(
  { connection, saw, head, silenceMsMax }: WakeParts,
  wanted: () => boolean,
): Promise<boolean> {
  const ending = new AbortController();
  let confirmed = false;
  let heardAt = performance.now();
  const looking = setInterval(() => {
    if (!wanted() || performance.now() - heardAt > silenceMsMax) ending.abort();
  }, LOOK_MS);
  const hear = (told: Told): 'more' => {
    heardAt = performance.now();
    if (told.kind === 'confirmed') {
      confirmed = true;
      // What came before the server began to tell: read once. Where that fails, all begins again.
      head().catch(() => {
        ending.abort();
      });
    }
    if (told.kind === 'record' && isOwn(told.record)) saw(told.record.place);
    return 'more';
  };
  await connection.subscribe(hear, ending.signal).catch(() => undefined);
  clearInterval(looking);
  return confirmed;
}
