/** Opened streams kept in memory, so that a case that is much spoken of is not read anew each time. */
import { LRUCache } from 'lru-cache';
import { type StreamCategory, type StreamName } from '#domain';
import { openStream, readOn, type OpenDeps } from './open-stream.js';
import { type EventLog, type Position } from '#event-log';
import { emptyStream, type OpenedAs, type OpenedStream } from './opened-stream.js';

/** Events kept decoded in memory, all streams together: some 30 MB. */
export const EVENTS_CACHED_MAX = 10_000;

export interface StreamCache {
  /**
   * The stream as last known here, read only if it is not. For one who appends to it with an expected revision, which
   * tells whether this was the end.
   */
  lastKnown<C extends StreamCategory>(stream: StreamName<C>): Promise<OpenedStream<C>>;
  /**
   * The stream as it is, or as it was at a position that the log had given: reads what has been appended since it was last
   * read, and nothing where it was read up to there before.
   */
  upToDate<C extends StreamCategory>(stream: StreamName<C>, upTo?: Position): Promise<OpenedStream<C>>;
  /** Takes the place of what is known: the one who appended knows what stands at the end. */
  keep(opened: OpenedStream): void;
  forget(stream: StreamName): void;
}

export interface CacheDeps extends OpenDeps {
  /** Without `shownLateMsMax` as one that shows late. */
  readonly log: OpenDeps['log'] & Partial<Pick<EventLog, 'shownLateMsMax'>>;
}

interface Kept {
  readonly opened: OpenedAs<StreamCategory>;
  /** Up to there it is all that there is of the stream; null where that is not known. */
  wholeTo: Position | null;
}

/** A cache of at most `eventsMax` events; a longer stream is read each time. */
export function streamCache(deps: CacheDeps, eventsMax: number = EVENTS_CACHED_MAX): StreamCache {
  const { log } = deps;
  const known = new LRUCache<StreamName, Kept>({
    maxSize: eventsMax,
    sizeCalculation: ({ opened: { entries } }) => entries.length + 1,
  });
  const keep = (opened: OpenedAs<StreamCategory>, wholeTo: Position | null): void => {
    known.set(opened.stream, { opened, wholeTo });
  };
  const read = async <C extends StreamCategory>(stream: StreamName<C>): Promise<OpenedStream<C>> => {
    const opened = await openStream(deps, stream, { want: 'assess' });
    keep(opened, null);
    return opened;
  };
  /** Where the log would put nothing more up to a position that it has given: one that shows late what it has acknowledged may. */
  const settledTo = (upTo: Position | undefined): Position | null =>
    upTo !== undefined && log.shownLateMsMax === 0 ? upTo : null;
  const isWhole = ({ opened: { position }, wholeTo }: Kept, upTo: Position): boolean =>
    wholeTo !== null && log.compare(upTo, wholeTo) <= 0 && !(position !== null && log.compare(position, upTo) > 0);
  const readTo = async <C extends StreamCategory>(before: OpenedAs<C>, upTo?: Position): Promise<OpenedStream<C>> => {
    const opened = await readOn<C>(deps, before, { want: 'assess', ...(upTo === undefined ? {} : { upTo }) });
    const now = known.get(opened.stream);
    if (isLonger(opened, now?.opened)) keep(opened, settledTo(upTo));
    else if (now?.opened === opened) now.wholeTo = settledTo(upTo) ?? now.wholeTo;
    return opened;
  };
  return {
    lastKnown: (stream) => {
      const kept = known.get(stream);
      return kept ? Promise.resolve(openedOf(kept, stream)) : read(stream);
    },
    upToDate: (stream, upTo) => {
      const kept = known.get(stream);
      return kept && upTo !== undefined && isWhole(kept, upTo)
        ? Promise.resolve(openedOf(kept, stream))
        : readTo(kept ? openedOf(kept, stream) : emptyStream(stream), upTo);
    },
    keep: (opened) => {
      keep(opened, null);
    },
    forget: (stream) => {
      known.delete(stream);
    },
  };
}

/** What is known by a stream's name is that stream, and so of its kind. */
const openedOf = <C extends StreamCategory>({ opened }: Kept, _of: StreamName<C>): OpenedStream<C> =>
  opened as OpenedStream<C>;

function isLonger(opened: Pick<OpenedStream, 'revision'>, known: Pick<OpenedStream, 'revision'> | undefined): boolean {
  return known === undefined || opened.revision > known.revision;
}
