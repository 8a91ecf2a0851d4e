/** Waking those who wait for more: a subscription tells that there is something, reads fetch it. */
import { END, type EventStoreDBClient, streamNameFilter } from '@eventstore/db-client';
import { type Position } from './event-log.port.js';
import { moreAfter } from './more.js';
import { backoffMs, pause } from './patience.esdb.js';
import { type Place, placeFrom, placeOf } from './position.esdb.js';
import { OWN_STREAMS } from './reads.esdb.js';
import { SEARCH_WINDOW } from './requests.esdb.js';

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
  readonly client: EventStoreDBClient;
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

/** Resolves when the subscription has ended, in whatever way: true if it had been heard from, so that the next may follow at once. */
async function subscribeOnce({ client, saw, head, silenceMsMax }: WakeParts, wanted: () => boolean): Promise<boolean> {
  const subscription = client.subscribeToAll({
    fromPosition: END,
    requiresLeader: true,
    filter: streamNameFilter({ ...OWN_STREAMS, checkpointInterval: 1, maxSearchWindow: SEARCH_WINDOW }),
  });
  let confirmed = false;
  let heardAt = performance.now();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearInterval(looking);
      resolve();
    };
    const looking = setInterval(() => {
      if (!wanted() || performance.now() - heardAt > silenceMsMax) end();
    }, LOOK_MS);
    subscription.on('confirmation', () => {
      confirmed = true;
      // What came before the server began to tell: read once. Where that fails, all begins again.
      head().catch(end);
    });
    subscription.on('data', ({ event, commitPosition }) => {
      heardAt = performance.now();
      const { commit, prepare } = event?.position ?? { commit: commitPosition, prepare: commitPosition };
      const place = placeFrom(String(commit), String(prepare));
      if (place) saw(place);
    });
    for (const ending of ['error', 'end', 'close']) subscription.on(ending, end);
  });
  await subscription.unsubscribe().catch(() => undefined);
  subscription.destroy();
  return confirmed;
}
