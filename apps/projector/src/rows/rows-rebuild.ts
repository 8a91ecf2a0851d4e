/** Builds all list rows into a new file, stream by stream, in a worker thread with its own connections to log and keys. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { bearing, memoryBearingIndex, nameUuid } from '#cases';
import { type Keys } from '#contracts';
import { openSqliteLogReader, type LogId, type Position, type SqliteLogReader } from '#event-log';
import { openResultFile, type RebuildJob, type RebuildProgress, type ResultFile } from '#follow';
import { buildRows } from './build-rows.js';
import { foldFile } from './fold-log.js';
import { openKeysAt, openLogAt, type RowSources } from './row-sources.js';
import { ROWS_FOLLOWER } from './row-store.port.js';
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
  readonly reader: SqliteLogReader;
  readonly keys: Keys;
  readonly file: ResultFile;
  readonly progress: (progress: RebuildProgress) => void;
}

/** The fast path: nothing is asked of the log twice. */
async function buildByReader({ reader, keys, file, progress }: Making): Promise<Position> {
  const upTo = reader.head();
  const write = rowWriter(file.db);
  for await (const { folded, progress: come } of foldFile(reader, keys, upTo)) {
    file.commit(ROWS_FOLLOWER, upTo, () => {
      write(folded);
    });
    progress(come);
    await nextTurn();
  }
  reader.close();
  return upTo;
}
