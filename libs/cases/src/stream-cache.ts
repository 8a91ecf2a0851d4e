/** Opened streams kept in memory, so that a case that is much spoken of is not read anew each time. */
import { LRUCache } from 'lru-cache';
import { type StreamCategory, type StreamName } from '#domain';
import { openStream, readOn, type OpenDeps } from './open-stream.js';
import { type Position } from '#event-log';
import { type OpenedAs, type OpenedStream } from './opened-stream.js';

/** Events kept decoded in memory, all streams together: some 30 MB. */
export const EVENTS_CACHED_MAX = 10_000;

export interface StreamCache {
  /**
   * The stream as last known here, read only if it is not. For one who appends to it with an expected revision, which
   * tells whether this was the end.
   */
  lastKnown<C extends StreamCategory>(stream: StreamName<C>): Promise<OpenedStream<C>>;
  /** The stream as it is, or as it was at a position: reads what has been appended since it was last read. */
  upToDate<C extends StreamCategory>(stream: StreamName<C>, upTo?: Position): Promise<OpenedStream<C>>;
  /** Takes the place of what is known: the one who appended knows what stands at the end. */
  keep(opened: OpenedStream): void;
  forget(stream: StreamName): void;
}

/** A cache of at most `eventsMax` events; a longer stream is read each time. */
export function streamCache(deps: OpenDeps, eventsMax: number = EVENTS_CACHED_MAX): StreamCache {
  const known = new LRUCache<StreamName, OpenedAs<StreamCategory>>({
    maxSize: eventsMax,
    sizeCalculation: ({ entries }) => entries.length + 1,
  });
  // What is known by a stream's name is that stream, and so of its kind.
  const knownOf = <C extends StreamCategory>(stream: StreamName<C>): OpenedStream<C> | undefined =>
    known.get(stream) as OpenedStream<C> | undefined;
  const read = async <C extends StreamCategory>(stream: StreamName<C>): Promise<OpenedStream<C>> => {
    const opened = await openStream(deps, stream, { want: 'assess' });
    known.set(stream, opened);
    return opened;
  };
  return {
    lastKnown: (stream) => {
      const opened = knownOf(stream);
      return opened ? Promise.resolve(opened) : read(stream);
    },
    upToDate: async (stream, upTo) => {
      const before = knownOf(stream);
      const options = { want: 'assess', ...(upTo === undefined ? {} : { upTo }) } as const;
      const opened = await (before ? readOn(deps, before, options) : openStream(deps, stream, options));
      if (isLonger(opened, known.get(stream))) known.set(stream, opened);
      return opened;
    },
    keep: (opened) => {
      known.set(opened.stream, opened);
    },
    forget: (stream) => {
      known.delete(stream);
    },
  };
}

function isLonger(opened: Pick<OpenedStream, 'revision'>, known: Pick<OpenedStream, 'revision'> | undefined): boolean {
  return known === undefined || opened.revision > known.revision;
}
