/** The list rows in a SQLite file of their own, of which one process at a time keeps them. */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type PartyId, type Uuid } from '#domain';
import { type Position } from '#event-log';
import {
  CheckpointMoved,
  companionsOf,
  openResultFile,
  ResultFileOutdated,
  type ResultDb,
  type ResultFile,
} from '#follow';
import { TABLE_NAMES, TABLES, type TableName } from '../lists/lists.js';
import { lineOf, ownerOf, storedColumns, valuesOf, type Values } from './row-columns.js';
import { sqliteRowQueries } from './row-queries.sqlite.js';
import { ROW_MIGRATIONS } from './row-schema.sqlite.js';
import { ROWS_FOLLOWER, type FoldedStream, type RowStore } from './row-store.port.js';

export interface SqliteRowStore extends RowStore {
  /** Closes before it returns, so that the file can be replaced in the same turn. */
  closeNow(): void;
}

/** Opens or makes the file. Rows of another schema are made anew from the log: nothing is lost with them but time. */
export function openSqliteRows(path: string): SqliteRowStore {
  return sqliteRows(openRowsFile(path));
}

function openRowsFile(path: string): ResultFile {
  const options = { path, migrations: ROW_MIGRATIONS };
  try {
    return openResultFile(options);
  } catch (error) {
    if (!(error instanceof ResultFileOutdated)) throw error;
    for (const file of companionsOf(path)) rmSync(file, { force: true });
    return openResultFile(options);
  }
}

/** The store over a file that is open. */
export function sqliteRows(file: ResultFile): SqliteRowStore {
  const { db } = file;
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
    queries: sqliteRowQueries(db),
    checkpoint: () => answer(() => file.checkpoint(ROWS_FOLLOWER)),
    casesPlacedBy: (parties) => answer(() => casesPlacedBy(db, parties)),
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

/** What throws becomes a rejection. */
function answer<T>(ask: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(ask());
  });
}

/** Prepares the statements that replace the rows of streams. Call inside the transaction that keeps the checkpoint. */
export function rowWriter(db: ResultDb): (streams: readonly FoldedStream[]) => void {
  const tables = TABLE_NAMES.map((name) => {
    const { name: table, owner } = TABLES[name];
    return {
      ...{ name, owner },
      remove: db.prepare<[string]>(`DELETE FROM ${table} WHERE ${owner} = ?`),
      insert: db.prepare(`INSERT INTO ${table} VALUES (${placesOf(name)})`),
    };
  });
  return (streams) => {
    for (const folded of streams) {
      const values = valuesOf(folded);
      for (const { name, owner, remove, insert } of tables) {
        const owned = ownerOf({ owner }, folded.stream);
        if (owned !== null) remove.run(owned);
        for (const row of values[name]) insert.run(...row);
      }
    }
  };
}

const placesOf = (name: TableName): string =>
  storedColumns(TABLES[name])
    .map(() => '?')
    .join(', ');

/** Over a connection of its own: rows are handed on one by one, and what is kept meanwhile is not held up by it. */
async function* dumpRows(path: string): AsyncGenerator<string> {
  const db = new Database(path, { readonly: true });
  try {
    for (const name of TABLE_NAMES) {
      const { name: table, key } = TABLES[name];
      const select = `SELECT * FROM ${table} ORDER BY ${key.join(', ')}`;
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
