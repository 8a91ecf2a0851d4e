/** A party that subscribes over HTTP to its feed, with a receiver of its own, and asks how its subscription fares. */
import { setTimeout as pause } from 'node:timers/promises';
import { type PartyId } from '#domain';
import { type FeedPlace } from '../../../apps/projector/src/feed/feed-place.js';
import { type Receiver } from '../../deliveries/receivers.js';
import { type DeliveryWorld } from './worlds.js';

const LOOK_MS = 50;
const LOOKS_MAX = 6_000;
const PAGE = 1_000;

interface Standing {
  readonly status: string;
  readonly lag: number;
  readonly waiting: number;
  readonly dead: number;
  readonly nextAttemptAt: string | null;
  readonly lastFailure: { readonly at: string; readonly why: string } | null;
}

export type FeedItem = FeedPlace | { readonly sequence: number; readonly gone: true };

export interface Subscriber {
  readonly party: PartyId;
  readonly receiver: Receiver;
  /** What the subscription is called, once there is one. */
  readonly id: () => string;
  readonly subscribe: () => Promise<void>;
  /** The entries of its feed after a number, page by page. */
  readonly feed: (after?: number) => Promise<readonly FeedItem[]>;
  /** Until an attempt has failed so, and nothing is on its way. */
  readonly untilFailed: (why: string) => Promise<void>;
  /** Until all that is due has been tried. */
  readonly untilTried: () => Promise<void>;
  /** Until nothing waits and nothing is to be looked at. */
  readonly untilThrough: () => Promise<void>;
  /** Has sent anew what its feed has after a number and it has not; how many. */
  readonly askForTheLost: (after: number) => Promise<number>;
}

/** Throws where it does not come about. */
export async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  let last: unknown;
  for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
    try {
      const answer = await ask();
      if (isSo(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await pause(LOOK_MS);
  }
  throw new Error(`it did not come about: ${last instanceof Error ? String(last) : JSON.stringify(last)}`);
}

export function subscriber(world: DeliveryWorld, party: PartyId, receiver: Receiver): Subscriber {
  let id = '';
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const { projector, as } = world.running();
    const headers = { ...(body ? { 'content-type': 'application/json' } : {}), ...(await as(party)) };
    const sent = body ? { body: JSON.stringify(body) } : {};
    const answer = await fetch(`${projector}${path}`, { method, headers, ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const standing = async (): Promise<Standing> => (await ask('GET', `/v1/subscriptions/${id}`)) as Standing;
  const page = async (after: number): Promise<readonly FeedItem[]> =>
    (await ask('GET', `/v1/feed?after=${after}&limit=${PAGE}`)) as readonly FeedItem[];
  const feed = async (after = 0): Promise<readonly FeedItem[]> => {
    const all: FeedItem[] = [];
    for (;;) {
      const some = await until(
        () => page(after + all.length),
        () => true,
      );
      all.push(...some);
      if (some.length < PAGE) return all;
    }
  };
  return {
    party,
    receiver,
    id: () => id,
    feed,
    subscribe: async () => {
      const made = (await ask('POST', '/v1/subscriptions', { url: receiver.door.url })) as {
        id: string;
        secret: string;
      };
      id = made.id;
      receiver.door.keys = [made.secret];
      await until(standing, ({ status }) => status === 'active');
    },
    untilFailed: async (why) => {
      await until(standing, ({ lastFailure, lag }) => lag === 0 && lastFailure?.why === why);
    },
    untilTried: async () => {
      const now = async (): Promise<string> =>
        ((await ask('GET', '/v1/simulation/clock')) as { readonly now: string }).now;
      await until(
        async () => ({ ...(await standing()), now: await now() }),
        ({ nextAttemptAt, now: at, lag }) => lag === 0 && (nextAttemptAt === null || nextAttemptAt > at),
      );
    },
    untilThrough: async () => {
      await until(standing, ({ lag, waiting, dead }) => lag === 0 && waiting === 0 && dead === 0);
    },
    askForTheLost: async (after) => {
      const kept = new Set(receiver.arrivals.filter(({ isKept }) => isKept).map(({ sequence }) => sequence));
      const sequences = (await feed(after)).map(({ sequence }) => sequence).filter((one) => !kept.has(one));
      if (sequences.length === 0) return 0;
      const path = `/v1/subscriptions/${id}/resend`;
      const { count } = (await ask('POST', path, { sequences })) as { readonly count: number };
      await ask('POST', path, { sequences, confirm: count });
      return count;
    },
  };
}
