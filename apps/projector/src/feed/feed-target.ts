/** The follower's target that publishes the feeds: first to the broker, then the checkpoint; after a crash in between, again. */
import { subjectOf, traceOf, type OpenedStream } from '#cases';
import { readTopic } from '#contracts';
import { type PartyId } from '#domain';
import { topicsNotWritten, type OutgoingRecord, type Publisher } from '#engines';
import { isOfHub, LogUnavailable, type EventLog, type Position, type RecordedEvent } from '#event-log';
import { type Follower, type FollowTarget } from '#follow';
import { type Logger } from '#http';
import { fedParties, type FedPartiesDeps, type WhoIsFed } from './fed-parties.js';
import { FEEDS_FOLLOWER, type FeedCheckpoint } from './feed-checkpoint.port.js';
import { type FeedEntry, type FeedIndex } from './feed-index.port.js';
import { sideBySide } from './side-by-side.js';
import { type StandingDeps } from './standing.js';
import { thinRecords } from './thin-event.js';

export interface FeedDeps extends FedPartiesDeps {
  readonly cache: StandingDeps['cache'];
  /** Who is told of what, and by which number. */
  readonly feed: FedFrom;
  readonly log: Pick<EventLog, 'readAll' | 'compare' | 'start'>;
  readonly publisher: Publisher;
  readonly checkpoint: FeedCheckpoint;
  readonly onPublished: (records: number) => void;
  readonly logger: Pick<Logger, 'error' | 'info'>;
}

/** The index as it is kept. */
export interface FedFrom {
  readonly index: Pick<FeedIndex, 'of' | 'begin'>;
  readonly caughtUp: Follower['caughtUp'];
}

/** A target by which a topic that cannot be written holds up its own party's feed and no other. */
export interface FeedTarget extends FollowTarget {
  /** Parties whose feed is behind the others'. */
  behind(): number;
  /** Publishes some of what they are behind with. False where there is nothing that can be done now. */
  catchUp(): Promise<boolean>;
}

/** Events that those who are behind are brought on by at a time. */
const CATCH_UP_EVENTS = 200;
/** Milliseconds that the index is waited for. */
const INDEX_MS_MAX = 2_000;
/** How long a topic that could not be written is let alone. */
const REST_MS = 10_000;

interface Feeding {
  readonly deps: FeedDeps;
  readonly who: WhoIsFed;
  /** Who has a feed in the index: one with a topic has asked for it. */
  readonly begun: Set<PartyId>;
  /** Until when a party that is behind rests, in monotonic milliseconds. */
  readonly rests: Map<PartyId, number>;
  at: Position | null;
  /** What must not be done side by side: publishing to all, and letting one be among all again. */
  tail: Promise<unknown>;
}

export function feedTarget(deps: FeedDeps): FeedTarget {
  const feeding: Feeding = {
    ...{ deps, who: fedParties(deps), begun: new Set(), rests: new Map(), at: null, tail: Promise.resolve() },
  };
  return {
    name: FEEDS_FOLLOWER,
    checkpoint: async () => {
      await feeding.who.load();
      return (feeding.at = await deps.checkpoint.read());
    },
    apply: (events, next) => alone(feeding, () => apply(feeding, events, next)),
    behind: () => feeding.who.behind.size,
    catchUp: () => catchUp(feeding),
  };
}

function alone<T>(feeding: Feeding, work: () => Promise<T>): Promise<T> {
  const done = feeding.tail.then(work);
  feeding.tail = done.catch(() => undefined);
  return done;
}

async function apply(feeding: Feeding, events: readonly RecordedEvent[], next: Position): Promise<void> {
  const { deps, who, at } = feeding;
  if (events.length > 0) {
    const fed = await who.look();
    await begin(feeding, fed);
    const failed = await publish(
      deps,
      await recordsOf(deps, { events, upTo: next }, ({ party }) => fed.includes(party) && !who.behind.has(party)),
    );
    if (failed.length > 0) {
      await who.setBehind(failed, at ?? deps.log.start);
      deps.logger.error(
        { code: 'FeedNotWritten', parties: failed },
        'feeds cannot be written and fall behind the others',
      );
    }
  }
  await deps.checkpoint.move(at, next);
  feeding.at = next;
}

async function begin({ deps, begun }: Feeding, fed: readonly PartyId[]): Promise<void> {
  for (const party of fed) {
    if (begun.has(party)) continue;
    await deps.feed.index.begin(party, deps.log.start);
    begun.add(party);
  }
}

interface Batch {
  readonly events: readonly RecordedEvent[];
  /** Not before the last of them. */
  readonly upTo: Position;
}

/** What the index says of the events to those whom it is owed, in their order. Fault where the index does not come so far. */
async function recordsOf(
  { feed, cache }: FeedDeps,
  { events, upTo }: Batch,
  isOwed: (entry: FeedEntry) => boolean,
): Promise<readonly OutgoingRecord[]> {
  if (!(await feed.caughtUp(upTo, INDEX_MS_MAX))) throw new LogUnavailable('the index of the feeds is behind the log');
  const owed = (await feed.index.of(events.map(({ position }) => position))).filter(isOwed);
  const names = [...new Set(owed.filter((one) => !isOfHub(one)).map(({ stream }) => stream))];
  const streams = await sideBySide<OpenedStream>(names, (name) => cache.upToDate(name, upTo));
  const byPosition = new Map<Position, FeedEntry[]>();
  for (const one of owed) byPosition.set(one.position, [...(byPosition.get(one.position) ?? []), one]);
  return events.flatMap((event) => {
    const entries = byPosition.get(event.position) ?? [];
    if (entries.length === 0) return [];
    if (isOfHub(event)) return thinRecords(event, { subject: null, traceparent: undefined }, entries);
    const entry = streams.get(event.stream)?.entries[event.revision];
    if (!entry) throw new RangeError(`${event.stream} has no event at ${event.position}`);
    return thinRecords(event, { subject: subjectOf(entry), traceparent: traceOf(entry) }, entries);
  });
}

/** The parties whose topic could not be written. Throws where the broker is away. */
async function publish({ publisher, onPublished }: FeedDeps, records: readonly OutgoingRecord[]): Promise<PartyId[]> {
  try {
    await publisher.publish(records);
    onPublished(records.length);
    return [];
  } catch (error) {
    const topics = topicsNotWritten(error);
    if (!topics) throw error;
    onPublished(records.filter(({ topic }) => !topics.includes(topic)).length);
    return topics.flatMap((topic) => readTopic(topic)?.party ?? []);
  }
}

/** One page, for all who are not further: they share the reading of it. */
async function catchUp(feeding: Feeding): Promise<boolean> {
  const { deps, who, rests } = feeding;
  const { log } = deps;
  await who.look();
  const now = performance.now();
  const awake = [...who.behind].filter(([party]) => (rests.get(party) ?? 0) <= now);
  const [from] = awake.map(([, position]) => position).sort((a, b) => log.compare(a, b));
  if (from === undefined) return false;
  const page = await log.readAll(from, { limit: CATCH_UP_EVENTS });
  const until = feeding.at ?? log.start;
  const events = page.events.filter(({ position }) => log.compare(position, until) <= 0);
  const reached = page.atEnd || log.compare(page.next, until) > 0 ? until : page.next;
  const owedFrom = new Map(awake);
  const records = await recordsOf(deps, { events, upTo: reached }, ({ party, position }) => {
    const published = owedFrom.get(party);
    return published !== undefined && log.compare(published, position) < 0;
  });
  const failed = await publish(deps, records);
  for (const party of failed) rests.set(party, now + REST_MS);
  const onward = awake.filter(([party, position]) => !failed.includes(party) && log.compare(position, reached) < 0);
  await alone(feeding, () => bringOn(feeding, onward, reached));
  return true;
}

/** Who has come as far as the others is one of them again. */
async function bringOn(
  { who, deps, at }: Feeding,
  onward: readonly (readonly [PartyId, Position])[],
  reached: Position,
): Promise<void> {
  const parties = onward.flatMap(([party]) => (who.behind.has(party) ? [party] : []));
  const isThere = at !== null && deps.log.compare(reached, at) >= 0;
  if (parties.length > 0) await who.setBehind(parties, isThere ? null : reached);
  if (isThere && parties.length > 0) deps.logger.info({ parties }, 'feeds have caught up with the others');
}
