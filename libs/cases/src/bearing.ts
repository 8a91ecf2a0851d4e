/** What bears on a stream from others: found by an index, read from the few streams that it names, as of any position. */
import { LRUCache } from 'lru-cache';
import {
  bearsOf,
  BEARING_CATEGORIES,
  categoryOf,
  prefixOf,
  surroundingsOf,
  type BearingName,
  type StreamName,
  type Surroundings,
} from '#domain';
import { type Keys, type StreamKeys } from '#contracts';
import { type EventLog, type Position, type RecordedEvent } from '#event-log';
import { type BearingIndex, type Bears, type Borne } from './bearing-index.port.js';
import { decodeEvent } from './decode-event.js';
import { asOfPosition } from './open-stream.js';
import { type OpenedStream } from './opened-stream.js';
import { streamCache, type StreamCache } from './stream-cache.js';

const EVENTS_PER_PAGE = 1_000;
/** Events of bearing streams kept decoded in memory, all together: some 30 MB, however many there are in the log. */
export const BEARING_EVENTS_CACHED_MAX = 10_000;
/** Surroundings kept in memory: those of as many parties as speak at a time. */
const SURROUNDINGS_CACHED_MAX = 1_000;
/** How long the checkpoint may stay behind where nothing that bears is said: so much of the log is looked at again at the next start. */
const CHECKPOINT_EVERY_MS = 5_000;
const PREFIXES = BEARING_CATEGORIES.map(prefixOf);

/** What bears on a stream, at a position. */
export interface DatedSurroundings {
  readonly surroundings: Surroundings;
  /** Each stream that bears, with the revision of its last fact: where two are equal, so are the surroundings. */
  readonly key: string;
}

/** A part of the log as a follower has read it: everything after `from`, up to `next`. */
export interface ReadPart {
  readonly from: Position | null;
  readonly next: Position;
}

/** Faults of all: those of the log, the keys and the index. */
export interface Bearing {
  /** What bears on who heeds these names, as far as is known here: at least up to the last `refresh`. */
  of(names: readonly BearingName[]): Promise<DatedSurroundings>;
  /** As of a position, which is read to if need be. */
  at(names: Borne, upTo: Position): Promise<DatedSurroundings>;
  /** Reads on to the log's end. */
  refresh(): Promise<void>;
  /** Takes what a follower has read already, so that it need not be read again. */
  took(events: readonly RecordedEvent[], part: ReadPart): Promise<void>;
  /** The same of one who reads only streams whose names begin so. */
  tookOf(prefix: string, events: readonly RecordedEvent[], part: ReadPart): Promise<void>;
  /** The streams that have ever borne on what has the name: at least up to the position, else up to the log's end. */
  bearersOf(name: BearingName, upTo?: Position): Promise<readonly StreamName[]>;
  /** Every name that a stream has ever borne on, also where that was corrected or taken back. */
  namesOf(bearer: StreamName): Promise<readonly BearingName[]>;
  close(): Promise<void>;
}

export interface BearingDeps {
  readonly log: Pick<EventLog, 'readAll' | 'readStream' | 'start' | 'compare'>;
  readonly keys: Pick<Keys, 'of'>;
  readonly index: BearingIndex;
}

/** Nothing is read before it is asked. */
export function bearing(deps: BearingDeps): Bearing {
  return new IndexedBearing(deps);
}

interface Found extends DatedSurroundings {
  /** The last position of anything in it; null where there is nothing. */
  readonly until: Position | null;
}

const NOTHING: Found = { surroundings: surroundingsOf([]), key: '', until: null };

class IndexedBearing implements Bearing {
  private readonly cache: StreamCache;
  /** What is known now, by names. Forgotten where anything that bears on one of them has moved: what is being read then is not kept. */
  private readonly now = new LRUCache<string, Promise<Found>>({ max: SURROUNDINGS_CACHED_MAX });
  private readonly known = new LRUCache<string, Surroundings>({ max: SURROUNDINGS_CACHED_MAX });
  /** What is being read now. */
  private readonly opening = new Map<StreamName, Promise<OpenedStream>>();
  private readonly readTo = new Map<string, Position>();
  private working: Promise<void> = Promise.resolve();
  /** When the checkpoint of each kind of stream was last kept. */
  private readonly keptAtMs = new Map<string, number>();

  constructor(private readonly deps: BearingDeps) {
    this.cache = streamCache(deps, BEARING_EVENTS_CACHED_MAX);
  }

  async of(names: readonly BearingName[]): Promise<DatedSurroundings> {
    return names.length === 0 ? NOTHING : this.found(names);
  }

  async at(names: Borne, upTo: Position): Promise<DatedSurroundings> {
    if (!('allOf' in names) && names.length === 0) return NOTHING;
    if (!(await this.hasRead(upTo))) await this.refresh();
    const found = await this.found(names);
    const { compare } = this.deps.log;
    if (found.until === null || compare(found.until, upTo) <= 0) return found;
    const opened = await this.opened(await this.deps.index.bearing(names));
    return this.dated(opened.map((stream) => asOfPosition(this.deps.log, stream, upTo)));
  }

  refresh(): Promise<void> {
    return this.inTurn(async () => {
      for (const prefix of PREFIXES) await this.readOn(prefix);
    });
  }

  async took(events: readonly RecordedEvent[], part: ReadPart): Promise<void> {
    for (const prefix of PREFIXES) await this.tookOf(prefix, events, part);
  }

  tookOf(prefix: string, events: readonly RecordedEvent[], { from, next }: ReadPart): Promise<void> {
    return this.inTurn(async () => {
      const { log } = this.deps;
      // What lies between was never seen here.
      if (log.compare(from ?? log.start, await this.positionOf(prefix)) > 0) await this.readOn(prefix);
      await this.take(prefix, events, next);
    });
  }

  async bearersOf(name: BearingName, upTo?: Position): Promise<readonly StreamName[]> {
    if (upTo === undefined || !(await this.hasRead(upTo))) await this.refresh();
    return (await this.deps.index.bearing([name])).map(({ bearer }) => bearer);
  }

  namesOf(bearer: StreamName): Promise<readonly BearingName[]> {
    return this.deps.index.namesOf(bearer);
  }

  close(): Promise<void> {
    return this.deps.index.close();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.working.then(work);
    this.working = turn.catch(() => undefined);
    return turn;
  }

  private async positionOf(prefix: string): Promise<Position> {
    const known = this.readTo.get(prefix) ?? (await this.deps.index.checkpoint(prefix)) ?? this.deps.log.start;
    this.readTo.set(prefix, known);
    return known;
  }

  private async hasRead(upTo: Position): Promise<boolean> {
    for (const prefix of PREFIXES) if (this.deps.log.compare(await this.positionOf(prefix), upTo) < 0) return false;
    return true;
  }

  private async readOn(prefix: string): Promise<void> {
    let at = await this.positionOf(prefix);
    for (;;) {
      const { events, next, atEnd } = await this.deps.log.readAll(at, { limit: EVENTS_PER_PAGE, prefix });
      await this.take(prefix, events, next);
      at = next;
      if (atEnd) return;
    }
  }

  /** Keeps what the events say of bearing; what is known of those that moved is read anew when it is asked for. */
  private async take(prefix: string, events: readonly RecordedEvent[], next: Position): Promise<void> {
    const before = await this.positionOf(prefix);
    if (this.deps.log.compare(next, before) <= 0) return;
    const moved = events.filter(({ stream, position }) => {
      return stream.startsWith(prefix) && this.deps.log.compare(position, before) > 0;
    });
    const nowMs = performance.now();
    if (moved.length > 0 || nowMs - (this.keptAtMs.get(prefix) ?? -Infinity) >= CHECKPOINT_EVERY_MS) {
      await this.deps.index.commit({ bears: await this.bearsIn(moved), prefix, next });
      this.keptAtMs.set(prefix, nowMs);
    }
    const movedFor = await this.namesMoved(moved);
    this.readTo.set(prefix, next);
    if (moved.length === 0) return;
    for (const { stream } of moved) {
      this.cache.forget(stream);
      this.opening.delete(stream);
    }
    this.forget(prefix, movedFor);
  }

  /** What was known of others stays known, however much moves elsewhere. */
  private forget(prefix: string, movedFor: ReadonlySet<string>): void {
    for (const known of [...this.now.keys()])
      if (known === prefix || known.split(' ').some((name) => movedFor.has(name))) this.now.delete(known);
  }

  /** Every name that what has moved bears on, or did. */
  private async namesMoved(moved: readonly RecordedEvent[]): Promise<ReadonlySet<string>> {
    const streams = [...new Set(moved.map(({ stream }) => stream))];
    return new Set((await Promise.all(streams.map((stream) => this.deps.index.namesOf(stream)))).flat());
  }

  private async bearsIn(events: readonly RecordedEvent[]): Promise<readonly Bears[]> {
    const keysOf = new Map<StreamName, StreamKeys>();
    const bears: Bears[] = [];
    for (const event of events) {
      const { stream, position } = event;
      const keys = keysOf.get(stream) ?? (await this.deps.keys.of(stream));
      keysOf.set(stream, keys);
      const entry = decodeEvent(event, keys, 'assess');
      if (entry.kind !== 'fact') continue;
      for (const bearsOn of bearsOf(categoryOf(stream), [entry.said]))
        bears.push({ bearer: stream, bearsOn, position });
    }
    return bears;
  }

  /** What is found of the same names by many at once is read once. */
  private found(names: Borne): Promise<Found> {
    const name = 'allOf' in names ? prefixOf(names.allOf) : names.join(' ');
    const known = this.now.get(name);
    if (known) return known;
    const finding = this.find(names);
    this.now.set(name, finding);
    finding.catch(() => {
      if (this.now.get(name) === finding) this.now.delete(name);
    });
    return finding;
  }

  private async find(names: Borne): Promise<Found> {
    return this.dated(await this.opened(await this.deps.index.bearing(names)));
  }

  /** The streams that bear, in the order in which they first did. */
  private opened(bears: readonly Bears[]): Promise<readonly OpenedStream[]> {
    const streams = [...new Set(bears.map(({ bearer }) => bearer))];
    return Promise.all(streams.map((stream) => this.openedOnce(stream)));
  }

  /** What many ask for at once under different names is read once. */
  private openedOnce(stream: StreamName): Promise<OpenedStream> {
    const known = this.opening.get(stream);
    if (known) return known;
    const opening = this.cache.lastKnown(stream).finally(() => {
      if (this.opening.get(stream) === opening) this.opening.delete(stream);
    });
    this.opening.set(stream, opening);
    return opening;
  }

  private dated(opened: readonly OpenedStream[]): Found {
    const bearers = opened.filter(({ facts }) => facts.length > 0);
    if (bearers.length === 0) return NOTHING;
    const { compare } = this.deps.log;
    const key = bearers.map(({ stream, facts }) => `${stream}@${facts.at(-1)?.meta.revision ?? 0}`).join(' ');
    let surroundings = this.known.get(key);
    if (!surroundings) {
      surroundings = surroundingsOf(bearers);
      this.known.set(key, surroundings);
    }
    const until = bearers.reduce<Position | null>((last, { position }) => {
      return position !== null && (last === null || compare(position, last) > 0) ? position : last;
    }, null);
    return { surroundings, key, until };
  }
}
