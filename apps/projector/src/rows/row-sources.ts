/** Where log, keys and rows are, as plain values that can be handed to a worker thread, and the one place that opens them. */
import { openMasters, openPostgresKeys, sqliteKeys, type KeyStore, type WhereMaster } from '#access';
import { openSqliteLogReader, type EventLog, type LogId, type SqliteLogReader } from '#event-log';
import { memoryBearingIndex, type BearingIndex } from '#cases';
import { openPostgresBearingIndex, sqliteBearingIndex } from '#follow';
import { openPostgresRows } from './row-store.postgres.js';
import { openSqliteRows } from './row-store.sqlite.js';
import { type RowStore } from './row-store.port.js';

/** The log: a file that one process writes, or a cluster. */
export type WhereLog =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'eventstore'; readonly connectionString: string };

/** The keys, and their master keys. */
export type WhereKeys =
  | ({ readonly kind: 'sqlite'; readonly path: string } & WhereMaster)
  | ({ readonly kind: 'postgres'; readonly url: string; readonly schema: string } & WhereMaster);

/** The rows in a file of one process. */
export interface WhereRowsFile {
  readonly kind: 'sqlite';
  readonly path: string;
  /** The log that they are made from. */
  readonly logId?: LogId;
}

/** The rows: a file of one process, or a schema that many share. */
export type WhereRows =
  | WhereRowsFile
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string; readonly logId?: LogId | undefined };

/** What bears on what: a file of one process, or a schema that many share. */
export type WhereBearing =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string };

/** What the rows are made from. */
export interface RowSources {
  readonly log: WhereLog;
  readonly keys: WhereKeys;
  /** Absent: found out from the log at every start. */
  readonly bearing?: WhereBearing;
}

/** What of a log is read to make rows. */
export type ReadingLog = Pick<EventLog, 'readAll' | 'readStream' | 'head' | 'start' | 'compare' | 'identity'>;

export interface OpenedLog {
  readonly log: ReadingLog;
  /** Null where only the process that writes knows when there is more. */
  readonly waitForMore: EventLog['waitForMore'] | null;
  readonly close: () => Promise<void>;
}

/** The client of a cluster is loaded where there is one, and not by each thread that reads a file. */
export async function openLogAt(where: WhereLog): Promise<OpenedLog> {
  switch (where.kind) {
    case 'sqlite':
      return readerOf(openSqliteLogReader(where.path));
    case 'eventstore': {
      const { openEventStoreLog } = await import('#event-log/cluster');
      const log = openEventStoreLog({ connectionString: where.connectionString });
      return { log, waitForMore: (...asked) => log.waitForMore(...asked), close: () => log.close() };
    }
  }
}

/** Throws `MasterKeyDoesNotFit`; faults: `KeysUnavailable`, `DatabaseUnavailable`. */
export async function openKeysAt(where: WhereKeys): Promise<KeyStore> {
  switch (where.kind) {
    case 'sqlite':
      return sqliteKeys({ file: where.path, masterKey: await openMasters(where) });
    case 'postgres':
      return openPostgresKeys({ url: where.url, schema: where.schema, masterKey: await openMasters(where) });
  }
}

/** Faults: `DatabaseUnavailable`. */
export async function openBearingAt(where: WhereBearing | undefined): Promise<BearingIndex> {
  switch (where?.kind) {
    case undefined:
      return memoryBearingIndex();
    case 'sqlite':
      return sqliteBearingIndex(where.path, { isShared: true });
    case 'postgres':
      return openPostgresBearingIndex(where.url, where.schema);
  }
}

/** Faults: `DatabaseUnavailable`. */
export async function openRowsAt(where: WhereRows): Promise<RowStore> {
  switch (where.kind) {
    case 'sqlite':
      return openSqliteRows(where.path, { logId: where.logId });
    case 'postgres':
      return openPostgresRows(where);
  }
}

/** The reader behind the log's port: what it throws becomes a rejection. */
function readerOf(reader: SqliteLogReader): OpenedLog {
  const answer = <T>(read: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(read());
    });
  return {
    log: {
      start: reader.start,
      compare: (a, b) => reader.compare(a, b),
      readAll: (...asked) => answer(() => reader.readAll(...asked)),
      readStream: (...asked) => answer(() => reader.readStream(...asked)),
      head: () => answer(() => reader.head()),
      identity: () => answer(() => reader.identity()),
    },
    waitForMore: null,
    close: () =>
      answer(() => {
        reader.close();
      }),
  };
}
