/** The whole log up to a position in one pass, folded stream by stream: what is made of the rows is for who asks. */
import { bearing, decodeEvent, emptyStream, extended, memoryBearingIndex, nameUuid, openStream } from '#cases';
import { type Bearing, type StreamCache } from '#cases';
import { type Keys, type StreamName } from '#contracts';
import { heedsOf, prefixOf, STREAM_CATEGORIES, type NameUuid } from '#domain';
import { type Position, type SqliteLogReader, type StreamEvents } from '#event-log';
import { type RebuildProgress } from '#follow';
import { foldStreams } from './fold.js';
import { foldStream } from './fold-stream.js';
import { type ReadingLog } from './row-sources.js';
import { type FoldedStream } from './row-store.port.js';

/** Streams handed on at once, and between two words of progress. */
export const STREAMS_PER_COMMIT = 500;
/** What the names of the streams begin with that rows are made of. */
const FOLDED_PREFIXES = STREAM_CATEGORIES.map(prefixOf);
const EVENTS_PER_PAGE = 1_000;

/** Some streams, and how far the pass has come with them. */
export interface FoldedPart {
  readonly folded: readonly FoldedStream[];
  readonly progress: RebuildProgress;
}

/** A log in a file is read stream by stream, in the order in which it lies. Progress is in events. */
export async function* foldFile(
  reader: SqliteLogReader,
  keys: Pick<Keys, 'of'>,
  upTo: Position,
): AsyncGenerator<FoldedPart> {
  const log = {
    ...reader,
    readAll: (...asked: Parameters<SqliteLogReader['readAll']>) => Promise.resolve(reader.readAll(...asked)),
    readStream: (...asked: Parameters<SqliteLogReader['readStream']>) => Promise.resolve(reader.readStream(...asked)),
  };
  const folding: FoldingStream = {
    ...{ keys, upTo, name: nameUuid() },
    bearing: bearing({ log, keys, index: memoryBearingIndex() }),
  };
  const total = reader.eventsUpTo(upTo);
  let folded: FoldedStream[] = [];
  let done = 0;
  for (const prefix of FOLDED_PREFIXES) {
    for (const stream of reader.readStreams({ upTo, prefix })) {
      folded.push(await foldEvents(stream, folding));
      done += stream.events.length;
      if (folded.length < STREAMS_PER_COMMIT) continue;
      yield { folded, progress: { done, total } };
      folded = [];
    }
  }
  yield { folded, progress: { done, total } };
}

interface FoldingStream {
  readonly keys: Pick<Keys, 'of'>;
  readonly bearing: Pick<Bearing, 'at'>;
  readonly upTo: Position;
  readonly name: NameUuid;
}

async function foldEvents(
  { stream, events }: StreamEvents,
  { keys: store, bearing: bears, upTo, name }: FoldingStream,
): Promise<FoldedStream> {
  const keys = await store.of(stream);
  const entries = events.map((event) => decodeEvent(event, keys, 'assess'));
  const opened = extended(emptyStream(stream, keys), entries);
  const { surroundings } = await bears.at(heedsOf(opened), upTo);
  return foldStream(opened, { surroundings, name });
}

/** What a log is read with, whatever it is. */
export interface FoldingLog {
  readonly log: ReadingLog;
  readonly keys: Pick<Keys, 'of'>;
  readonly bearing: Pick<Bearing, 'at'>;
  readonly name: NameUuid;
}

/** Any log by its port. Progress is in streams. In memory: the streams' names and what is handed on. */
export async function* foldLog(
  { log, keys, bearing: bears, name }: FoldingLog,
  upTo: Position,
): AsyncGenerator<FoldedPart> {
  const streams = await streamsIn(log, upTo);
  const total = streams.size;
  let folded: FoldedStream[] = [];
  let done = 0;
  for await (const some of foldStreams({ cache: readOnce({ log, keys }), bearing: bears, name }, streams, { upTo })) {
    folded.push(...some);
    done += some.length;
    if (folded.length < STREAMS_PER_COMMIT) continue;
    yield { folded, progress: { done, total } };
    folded = [];
  }
  yield { folded, progress: { done, total } };
}

/** Each stream is asked for once: none is kept. */
const readOnce = (deps: Pick<FoldingLog, 'log' | 'keys'>): Pick<StreamCache, 'upToDate'> => ({
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
