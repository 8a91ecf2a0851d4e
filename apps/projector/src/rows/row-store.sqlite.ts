/** The list rows in a SQLite file of their own, of which one process at a time keeps them. */
import Database from 'better-sqlite3';
import { type PartyId, type StreamName, type Uuid } from '#domain';
import { FileUnusable, isDamage, type LogId, type Position } from '#event-log';
import { CheckpointMoved, openDerivedFile, type ResultDb, type ResultFile, type TellAside } from '#follow';
import { TABLE_NAMES, TABLES } from '../lists/lists.js';
import { lineOf, storedColumns, type Values } from './row-columns.js';
import { refuseAlteredRows, rowWriter } from './row-writer.sqlite.js';
import { sqliteRowQueries } from './row-queries.sqlite.js';
import { refuseOtherRows, ROW_MIGRATIONS } from './row-schema.sqlite.js';
import { ROWS_FOLLOWER, type FoldedStream, type RowStore } from './row-store.port.js';

export interface SqliteRowStore extends RowStore {
  /** Closes before it returns, so that the file can be replaced in the same turn. */
  closeNow(): void;
}

export interface SqliteRowsOptions {
  /** The log that the rows are made from: a file of another's is made anew. */
  readonly logId?: LogId | undefined;
  readonly onAside?: TellAside | undefined;
}

/** Opens or makes the file. One that cannot be used as it is is made anew from the log: nothing is lost with it but time. */
export function openSqliteRows(path: string, options: SqliteRowsOptions = {}): SqliteRowStore {
  return sqliteRows(openDerivedFile({ path, migrations: ROW_MIGRATIONS, refuse: refuseOtherRows(path), ...options }));
}

/** The store over a file that is open. */
export function sqliteRows(file: ResultFile): SqliteRowStore {
  const { db, path } = file;
  const answer = <T>(ask: () => T): Promise<T> => answered(path, ask);
  const write = rowWriter(db);
  const expect = (before: Position | null): void => {
    const at = file.checkpoint(ROWS_FOLLOWER);
    if (at !== before)
      throw new CheckpointMoved(`the rows are at ${at ?? 'their beginning'}, not ${before ?? 'there'}`);
  };
  const ahead = db.transaction((before: Position | null, streams: readonly FoldedStream[]) => {
    expect(before);
    write(streams);
  });
  return {
    ...sqliteRowQueries(db),
    check: () =>
      answer(() => {
        refuseAlteredRows(file);
      }),
    checkpoint: () => answer(() => file.checkpoint(ROWS_FOLLOWER)),
    casesPlacedBy: (parties) => answer(() => casesPlacedBy(db, parties)),
    streamsJudgedFor: (parties) => answer(() => streamsJudgedFor(db, parties)),
    writeAhead: (before, streams) =>
      answer(() => {
        ahead.immediate(before, streams);
      }),
    commit: ({ before, next }, streams) =>
      answer(() => {
        file.commit(ROWS_FOLLOWER, next, () => {
          expect(before);
          write(streams);
        });
      }),
    dump: () => dumpRows(file.path),
    closeNow: () => {
      file.close();
    },
    close: () =>
      answer(() => {
        file.close();
      }),
  };
}

/** What throws becomes a rejection; a damaged page is one of a file that is to be made anew. */
function answered<T>(path: string, ask: () => T): Promise<T> {
  return new Promise((resolve) => {
    try {
      resolve(ask());
    } catch (error) {
      if (!isDamage(error)) throw error;
      throw new FileUnusable(path, 'damaged', (error as Error).message, { cause: error });
    }
  });
}

/** Over a connection of its own: rows are handed on one by one, and what is kept meanwhile is not held up by it. */
async function* dumpRows(path: string): AsyncGenerator<string> {
  const db = new Database(path, { readonly: true });
  try {
    for (const name of TABLE_NAMES) {
      const { name: table, key } = TABLES[name];
      const names = storedColumns(TABLES[name]).map((column) => column.name);
      const select = `SELECT ${names.join(', ')} FROM ${table} ORDER BY ${key.join(', ')}`;
      for (const row of db.prepare(select).raw().iterate()) yield lineOf(name, row as Values);
    }
  } finally {
    db.close();
  }
  return Promise.resolve();
}

function casesPlacedBy(db: ResultDb, parties: readonly PartyId[]): readonly Uuid[] {
  const find = db
    .prepare<[string, string], Uuid>(
      'SELECT DISTINCT case_id FROM placement WHERE placing_party = ? OR placing_party GLOB ?',
    )
    .pluck();
  return [...new Set(parties.flatMap((party) => find.all(party, `${party}.*`)))].sort();
}

function streamsJudgedFor(db: ResultDb, parties: readonly PartyId[]): readonly StreamName[] {
  const find = db
    .prepare<[string, string], StreamName>(
      "SELECT DISTINCT stream FROM case_party WHERE role IN ('sipOpener', 'dischargeParty') AND (party = ? OR party GLOB ?)",
    )
    .pluck();
  return [...new Set(parties.flatMap((party) => find.all(party, `${party}.*`)))].sort();
}
