/** Builds all list rows into a new file, stream by stream, in a worker thread with its own connections to log and keys. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { bearing, memoryBearingIndex, decodeEvent, emptyStream, extended, nameUuid, type Bearing } from '#cases';
import { type Keys } from '#contracts';
import { heedsOf, type NameUuid } from '#domain';
import { openSqliteLogReader, type LogId, type Position, type SqliteLogReader, type StreamEvents } from '#event-log';
import { openResultFile, type RebuildJob, type RebuildProgress, type ResultFile } from '#follow';
import { buildRows, FOLDED_PREFIXES, STREAMS_PER_COMMIT } from './build-rows.js';
import { foldStream } from './fold-stream.js';
import { openKeysAt, openLogAt, type RowSources } from './row-sources.js';
import { ROWS_FOLLOWER, type FoldedStream } from './row-store.port.js';
import { sqliteRows } from './row-store.sqlite.js';
import { rowWriter } from './row-writer.sqlite.js';
import { ROW_MIGRATIONS, withoutIndexes } from './row-schema.sqlite.js';

/** Makes the whole file at `job.into` and returns the log position that it holds everything up to. */
export async function rebuild({ into, data, progress }: RebuildJob<RowSources>): Promise<Position> {
  const keys = await openKeysAt(data.keys);
  try {
    return data.log.kind === 'sqlite'
      ? await readingTheFile(data.log.path, { into, keys, progress })
      : await askingTheLog(data, { into, keys, progress });
  } finally {
    await keys.close();
  }
}

interface Into {
  readonly into: string;
  readonly keys: Keys;
  readonly progress: (progress: RebuildProgress) => void;
}

/** The new file is of the log that it is made from, from its first byte. */
function newFile(into: string, logId: LogId | null): ResultFile {
  return openResultFile({ path: into, migrations: ROW_MIGRATIONS, ...(logId === null ? {} : { logId }) });
}

async function readingTheFile(path: string, { into, ...making }: Into): Promise<Position> {
  const reader = openSqliteLogReader(path);
  return filled(newFile(into, reader.identity()), (file) => buildByReader({ reader, file, ...making }));
}

async function askingTheLog(data: RowSources, { into, ...making }: Into): Promise<Position> {
  const { log, close } = await openLogAt(data.log);
  const { keys, progress } = making;
  try {
    const bears = bearing({ log, keys, index: memoryBearingIndex() });
    return await filled(newFile(into, await log.identity()), (file) =>
      buildRows({ log, keys, bearing: bears, name: nameUuid(), store: sqliteRows(file), progress }),
    );
  } finally {
    await close();
  }
}

/** Nobody reads the file before it is whole: its indexes are made when all rows are there. */
async function filled(file: ResultFile, fill: (file: ResultFile) => Promise<Position>): Promise<Position> {
  try {
    const makeIndexes = withoutIndexes(file.db);
    const upTo = await fill(file);
    makeIndexes();
    return upTo;
  } finally {
    file.close();
  }
}

interface Making {
  readonly keys: Keys;
  readonly file: ResultFile;
  readonly progress: (progress: RebuildProgress) => void;
}

/** The fast path: a log in a file is read stream by stream, in the order in which it lies. */
async function buildByReader({
  reader,
  keys,
  file,
  progress,
}: Making & { readonly reader: SqliteLogReader }): Promise<Position> {
  const upTo = reader.head();
  const log = {
    ...reader,
    readAll: (...asked: Parameters<SqliteLogReader['readAll']>) => Promise.resolve(reader.readAll(...asked)),
    readStream: (...asked: Parameters<SqliteLogReader['readStream']>) => Promise.resolve(reader.readStream(...asked)),
  };
  const bears = bearing({ log, keys, index: memoryBearingIndex() });
  const name = nameUuid();
  const write = rowWriter(file.db);
  const commit = (folded: readonly FoldedStream[]): void => {
    file.commit(ROWS_FOLLOWER, upTo, () => {
      write(folded);
    });
  };
  const total = reader.eventsUpTo(upTo);
  let pending: FoldedStream[] = [];
  let done = 0;
  for (const prefix of FOLDED_PREFIXES) {
    for (const stream of reader.readStreams({ upTo, prefix })) {
      pending.push(await foldEvents(stream, { keys, bearing: bears, upTo, name }));
      done += stream.events.length;
      if (pending.length < STREAMS_PER_COMMIT) continue;
      commit(pending);
      pending = [];
      progress({ done, total });
      await nextTurn();
    }
  }
  commit(pending);
  reader.close();
  progress({ done, total });
  return upTo;
}

interface FoldingStream {
  readonly keys: Keys;
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
