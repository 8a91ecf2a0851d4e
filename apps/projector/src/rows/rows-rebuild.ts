/** Builds all list rows into a new file, case by case, in a worker thread with its own connections to log and keys. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { masterKey, sqliteKeys } from '#access';
import { agreementBook, decodeEvent, emptyStream, extended, nameUuid } from '#cases';
import { idOf, type Keys } from '#contracts';
import { type NameUuid, type Surroundings } from '#domain';
import { openSqliteLogReader, type Position, type SqliteLogReader, type StreamEvents } from '#event-log';
import { openResultFile, type RebuildJob, type RebuildProgress, type ResultFile } from '#follow';
import { foldCase, ROWS_FOLLOWER, type FoldedCase } from './fold.js';
import { rowWriter } from './row-store.sqlite.js';
import { ROW_MIGRATIONS } from './schema.data.js';

/** Where the worker finds what it reads; plain values, since they are cloned into its thread. */
export interface RebuildData {
  readonly logPath: string;
  readonly keysPath: string;
  readonly masterKeyPath: string;
  /** 64 hexadecimal digits, where the operator supplies the master key. */
  readonly masterKeyGiven?: string;
}

/** Cases written in one transaction, and between two words of progress. */
const CASES_PER_COMMIT = 500;
const PREFIX = 'case-';

/** Makes the whole file at `job.path` and returns the log position that it holds everything up to. */
export async function rebuild(job: RebuildJob<RebuildData>): Promise<Position> {
  const { logPath, keysPath, masterKeyPath, masterKeyGiven } = job.data;
  const reader = openSqliteLogReader(logPath);
  const keys = sqliteKeys({
    file: keysPath,
    masterKey: await masterKey({ given: masterKeyGiven, file: masterKeyPath }),
  });
  const file = openResultFile({ path: job.path, migrations: ROW_MIGRATIONS });
  try {
    return await buildRows({
      reader,
      keys,
      file,
      progress: (progress) => {
        job.progress(progress);
      },
    });
  } finally {
    file.close();
    await keys.close();
    reader.close();
  }
}

interface Building {
  readonly reader: SqliteLogReader;
  readonly keys: Keys;
  readonly file: ResultFile;
  readonly progress: (progress: RebuildProgress) => void;
}

async function buildRows({ reader, keys, file, progress }: Building): Promise<Position> {
  const upTo = reader.head();
  const log = {
    ...reader,
    readAll: (...asked: Parameters<SqliteLogReader['readAll']>) => Promise.resolve(reader.readAll(...asked)),
  };
  const { surroundings } = await agreementBook({ log, keys }).at(upTo);
  const name = nameUuid();
  const replace = rowWriter(file.db);
  const write = (folded: readonly FoldedCase[]): void => {
    file.commit(ROWS_FOLLOWER, upTo, () => {
      for (const { stream, rows, key } of folded) replace(idOf(stream), rows, key);
    });
  };
  const total = reader.eventsUpTo(upTo);
  let pending: FoldedCase[] = [];
  let done = 0;
  for (const stream of reader.readStreams({ upTo, prefix: PREFIX })) {
    pending.push(await foldStream(stream, { keys, surroundings, name }));
    done += stream.events.length;
    if (pending.length < CASES_PER_COMMIT) continue;
    write(pending);
    pending = [];
    progress({ done, total });
    await nextTurn();
  }
  write(pending);
  // Those of the agreements were read before.
  progress({ done: total, total });
  return upTo;
}

interface FoldingStream {
  readonly keys: Keys;
  readonly surroundings: Surroundings;
  readonly name: NameUuid;
}

async function foldStream({ stream, events }: StreamEvents, folding: FoldingStream): Promise<FoldedCase> {
  const key = await folding.keys.find(stream);
  const entries = events.map((event) => decodeEvent(event, key, 'assess'));
  return foldCase(extended(emptyStream(stream, key), entries, key), folding.surroundings, folding.name);
}
