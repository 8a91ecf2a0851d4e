/** Builds all rows into an empty store, stream by stream, from any log that can be read by its port. */
import { openStream, type Bearing, type StreamCache } from '#cases';
import { type Keys, type StreamName } from '#contracts';
import { prefixOf, STREAM_CATEGORIES, type NameUuid } from '#domain';
import { ofSubjects, type Position } from '#event-log';
import { EVENTS_PER_BATCH_MAX, type RebuildProgress } from '#follow';
import { foldStreams, rowsTarget, type FoldDeps } from './fold.js';
import { type ReadingLog } from './row-sources.js';
import { type FoldedStream, type RowStore } from './row-store.port.js';

/** Streams written in one transaction, and between two words of progress. */
export const STREAMS_PER_COMMIT = 500;
/** What the names of the streams begin with that rows are made of. */
export const FOLDED_PREFIXES = STREAM_CATEGORIES.map(prefixOf);
const EVENTS_PER_PAGE = 1_000;

export interface Building {
  readonly log: ReadingLog;
  readonly keys: Pick<Keys, 'of'>;
  readonly bearing: Pick<Bearing, 'at'>;
  readonly name: NameUuid;
  /** Holds nothing yet. */
  readonly store: RowStore;
  /** In streams. */
  readonly progress: (progress: RebuildProgress) => void;
}

/** Resolves with the position that the rows then hold everything up to. In memory: the streams' names and one batch. */
export async function buildRows({ log, keys, bearing, name, store, progress }: Building): Promise<Position> {
  const upTo = await log.head();
  const streams = await streamsIn(log, upTo);
  const reading = { cache: readOnce({ log, keys }), bearing, name };
  let pending: FoldedStream[] = [];
  let done = 0;
  for await (const some of foldStreams(reading, streams, { upTo })) {
    pending.push(...some);
    done += some.length;
    if (pending.length < STREAMS_PER_COMMIT) continue;
    await store.writeAhead(null, pending);
    pending = [];
    progress({ done, total: streams.size });
  }
  await store.commit({ before: null, next: upTo }, pending);
  progress({ done, total: streams.size });
  return upTo;
}

/** Each stream is asked for once: none is kept. */
const readOnce = (deps: Pick<Building, 'log' | 'keys'>): Pick<StreamCache, 'upToDate'> => ({
  upToDate: (stream, upTo) => openStream(deps, stream, { want: 'assess', ...(upTo === undefined ? {} : { upTo }) }),
});

/** The names of all streams that anything was said on up to a position: the log is walked once, whatever kinds there are. */
async function streamsIn(log: ReadingLog, upTo: Position): Promise<ReadonlySet<StreamName>> {
  const streams = new Set<StreamName>();
  let at = log.start;
  for (let isThere = log.compare(at, upTo) >= 0; !isThere;) {
    const page = await log.readAll(at, { limit: EVENTS_PER_PAGE });
    for (const { stream, position } of page.events)
      if (log.compare(position, upTo) <= 0 && isFolded(stream)) streams.add(stream);
    at = page.next;
    isThere = page.atEnd || log.compare(at, upTo) >= 0;
  }
  return streams;
}

function isFolded(stream: StreamName): boolean {
  return FOLDED_PREFIXES.some((prefix) => stream.startsWith(prefix));
}

/** Follows from where the rows are to where the log ends when it is called; resolves with the position that they then go to. */
export async function followToHead(deps: FoldDeps & { readonly log: ReadingLog }, store: RowStore): Promise<Position> {
  const { log } = deps;
  const target = rowsTarget(deps, store);
  const head = await log.head();
  let at = (await target.checkpoint()) ?? log.start;
  while (log.compare(at, head) < 0) {
    const { events, next } = await log.readAll(at, { limit: EVENTS_PER_BATCH_MAX });
    if (next === at) break;
    await target.apply(ofSubjects(events), next);
    at = next;
  }
  return at;
}
