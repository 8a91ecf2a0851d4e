/** The list rows in a SQLite file of their own, of which one process at a time keeps them. */
import { rmSync } from 'node:fs';
import { idOf } from '#contracts';
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
import { lineOf, TABLE_NAMES, TABLES, valuesOf, type TableName, type Values } from './row-columns.js';
import { sqliteRowQueries } from './row-queries.sqlite.js';
import { ROWS_FOLLOWER, type FoldedCase, type RowStore } from './row-store.port.js';
import { ROW_MIGRATIONS } from './schema.data.js';

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
  const ahead = db.transaction((before: Position | null, cases: readonly FoldedCase[]) => {
    expect(before);
    write(cases);
  });
  return {
    queries: sqliteRowQueries(db),
    checkpoint: () => answer(() => file.checkpoint(ROWS_FOLLOWER)),
    casesPlacedBy: (parties) => answer(() => casesPlacedBy(db, parties)),
    writeAhead: (before, cases) =>
      answer(() => {
        ahead.immediate(before, cases);
      }),
    commit: ({ before, next }, cases) =>
      answer(() => {
        file.commit(ROWS_FOLLOWER, next, () => {
          expect(before);
          write(cases);
        });
      }),
    dump: () => dumpRows(db),
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

/** Prepares the statements that replace the rows of cases. Call inside the transaction that keeps the checkpoint. */
export function rowWriter(db: ResultDb): (cases: readonly FoldedCase[]) => void {
  const tables = TABLE_NAMES.map((table) => ({
    table,
    remove: db.prepare<[string]>(`DELETE FROM ${table} WHERE case_id = ?`),
    insert: db.prepare(`INSERT INTO ${table} VALUES (${placesOf(table)})`),
  }));
  return (cases) => {
    for (const folded of cases) {
      const values = valuesOf(folded);
      for (const { table, remove, insert } of tables) {
        remove.run(idOf(folded.stream));
        for (const row of values[table]) insert.run(...row);
      }
    }
  };
}

const placesOf = (table: TableName): string =>
  Object.keys(TABLES[table].columns)
    .map(() => '?')
    .join(', ');

async function* dumpRows(db: ResultDb): AsyncGenerator<string> {
  for (const table of TABLE_NAMES) {
    const select = `SELECT * FROM ${table} ORDER BY ${TABLES[table].key.join(', ')}`;
    for (const row of db.prepare(select).raw().iterate()) yield lineOf(table, row as Values);
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
