/** A hub, an index of feeds and who pushes them, each a step at a time and over its own files: what happens when is the history's to say. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { bearing, memoryBearingIndex, streamCache, streamReader } from '#cases';
import { entrySealer, memoryKeys, type KeyStore } from '#access';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { memoryLog, ofSubjects, type EventLog, type Position, type RecordedEvent } from '#event-log';
import { type FollowTarget } from '#follow';
import { nameOfThings, sqliteFeedIndex, type FeedIndex } from '#projector';
import { indexFeeds } from '../../apps/projector/src/feed/index-feeds.js';
import { type ManageDeps } from '../../apps/projector/src/webhooks/manage-subscriptions.js';
import {
  nothingUnderWay,
  pushRound,
  type PushDeps,
  type UnderWay,
} from '../../apps/projector/src/webhooks/push-round.js';
import { type Filter } from '../../apps/projector/src/webhooks/subscription.js';
import { sqliteSubscriptions } from '../../apps/projector/src/webhooks/subscriptions.sqlite.js';
import { openSpecHub, type SpecHub } from '../support/open-hub.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { type WireEvent } from '../support/wire-events.js';
import { type Receiver } from './receivers.js';

const PAGE_MAX = 10_000;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
/** Longer than any history: what hangs hangs until the history says otherwise. */
const ATTEMPT_MS = 600_000;

/** What outlives every process. */
interface Kept {
  readonly folder: string;
  readonly log: EventLog;
  readonly keys: KeyStore;
  readonly masterKey: Uint8Array;
}

/** What a projector has open. */
interface Projector {
  readonly deps: ManageDeps & PushDeps & { readonly index: FeedIndex };
  readonly target: FollowTarget;
  at: Position;
  readonly way: UnderWay;
  readonly ended: AbortController;
}

/** A subscription, with what its owner has done with it and knows of it. */
export interface Follower {
  readonly id: Uuid;
  readonly party: PartyId;
  readonly receiver: Receiver;
  /** Newest last, and which of them the receiver believes. */
  readonly keys: { readonly secret: string; readonly from: Instant }[];
  key: number;
  /** Newest last: after which number of the feed each holds, and when it was said. */
  readonly filters: { readonly after: number; readonly filter: Filter; readonly step: number }[];
  /** By its owner, in steps; the last may go on. */
  readonly pauses: { readonly from: number; to: number }[];
  /** When its owner had it go on. */
  readonly resumed: number[];
  removed: number;
}

export interface World {
  readonly kept: Kept;
  hub: SpecHub;
  projector: Projector;
  readonly followers: Follower[];
  /** Up to where the log has been looked at. */
  seen: Position;
  step: number;
  /** When the next arrival is to break off the projector. */
  strike: { arrival: number; readonly when: 'before' | 'after' } | null;
  /** Defects of whoever pushes. */
  readonly defects: unknown[];
}

export async function openWorld(): Promise<World> {
  const kept = { folder: temporaryFolder(), log: memoryLog(), keys: memoryKeys(), masterKey: randomBytes(32) };
  const hub = await openSpecHub(kept);
  const defects: unknown[] = [];
  const projector = await openProjector(kept, hub, defects);
  return { ...{ kept, hub, projector, defects, followers: [], seen: kept.log.start, step: 0, strike: null } };
}

async function openProjector(
  { folder, log, keys, masterKey }: Kept,
  hub: SpecHub,
  defects: unknown[],
): Promise<Projector> {
  const known = bearing({ log, keys, index: memoryBearingIndex() });
  const cache = streamCache({ log, keys });
  const index = sqliteFeedIndex(join(folder, 'feed-index.db'));
  const target = indexFeeds({ log, cache, bearing: known, name: nameOfThings, index });
  return {
    deps: {
      ...{ log, index, clock: hub.time, nowMs: () => Date.now(), isClosed: () => false },
      reader: streamReader({ cache, bearing: known, name: nameOfThings }),
      store: sqliteSubscriptions(join(folder, 'subscriptions.db'), entrySealer(masterKey)),
      post: { allowed: { ports: [], places: PLACES }, timeoutMs: ATTEMPT_MS },
      onOutcome: () => undefined,
      onDefect: (error) => defects.push(error),
    },
    ...{ target, at: (await target.checkpoint()) ?? log.start, way: nothingUnderWay(), ended: new AbortController() },
  };
}

/** Of the receivers that have been opened. */
const PLACES: string[] = [];
export const letGoTo = (receiver: Receiver): void => void PLACES.push(receiver.door.place);

/** What has been appended since it was last looked. */
export async function moreOf(world: World): Promise<readonly RecordedEvent[]> {
  const { events, next } = await world.kept.log.readAll(world.seen, { limit: PAGE_MAX });
  world.seen = next;
  return ofSubjects(events);
}

export const waitMinutes = ({ hub: { time } }: World, minutes: number): Promise<unknown> =>
  time.moveTo(new Date(Date.parse(time.now()) + minutes * MS_PER_MINUTE).toISOString() as Instant);

/** The day after the hub's. */
export const dayAfter = ({ hub: { time } }: World): string =>
  new Date(Date.parse(time.now()) + MS_PER_DAY).toISOString().slice(0, 10);

/** Throws where one is not taken: the story is none. */
export async function say(
  { hub }: World,
  events: readonly WireEvent[],
  outcome: 'accepted' | 'duplicate',
): Promise<void> {
  for (const event of events) {
    const [receipt] = await hub.post([event]);
    if (receipt?.outcome !== outcome) throw new Error(`${event.type} is ${JSON.stringify(receipt)}`);
  }
}

/** The index takes so many events of the log, and gives whether there were any. */
export async function indexSome({ projector, kept }: World, limit: number): Promise<boolean> {
  const page = await kept.log.readAll(projector.at, { limit });
  if (page.next === projector.at) return false;
  await projector.target.apply(ofSubjects(page.events), page.next);
  projector.at = page.next;
  return true;
}

/** One look at all subscriptions, until each attempt has had its answer or hangs. True where there is more to look at. */
export async function push(world: World): Promise<boolean> {
  const { deps, way, ended } = world.projector;
  const isMore = await pushRound(deps, way, ended.signal);
  while (way.works.size > hanging(world)) await new Promise((resolve) => setTimeout(resolve, 1));
  return isMore;
}

const hanging = ({ followers, projector: { ended } }: World): number =>
  ended.signal.aborted ? 0 : followers.reduce((sum, { receiver }) => sum + receiver.hanging(), 0);

/** Ends the projector as it stands, and begins another over the same files. */
export async function crashProjector(world: World): Promise<void> {
  const { deps, way, ended } = world.projector;
  ended.abort();
  await Promise.all(way.works);
  await deps.store.close();
  await deps.index.close();
  world.projector = await openProjector(world.kept, world.hub, world.defects);
}

/** Ends the hub, and begins another over the same folder at the same time of day. */
export async function crashHub(world: World): Promise<void> {
  const now = world.hub.time.now();
  await world.hub.close();
  world.hub = await openSpecHub({ ...world.kept, startAt: now });
  await crashProjector(world);
}

export async function closeWorld(world: World): Promise<void> {
  const { deps, way, ended } = world.projector;
  ended.abort();
  await Promise.all(way.works);
  await deps.store.close();
  await deps.index.close();
  await world.hub.close();
  for (const { receiver } of world.followers) await receiver.close();
}
