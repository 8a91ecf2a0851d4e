/** Wrapping keys anew in a SQLite file, one transaction a batch. */
import { type Database } from 'better-sqlite3';
import { here } from '#event-log';
import { fitsMaster, type Fit, type Masters } from './masters.js';
import { type WrappedKeys, type WrappedStore, type WrappedTable } from './wrap-anew.js';

/** What of a file is wrapped anew. */
export interface SqliteWrappings {
  readonly db: Database;
  readonly tables: readonly WrappedTable[];
  /** Of a file that remembers its masters. */
  readonly masters?: Masters;
  /** Within each transaction that writes. */
  readonly count: () => void;
}

type Row = Record<string, unknown> & { readonly wrapped: Buffer };

/** The wrapped keys of an opened file; closed by who opened it, after this. What a key was wrapped as is overwritten. */
export function sqliteWrappings({ db, tables, masters, count }: SqliteWrappings): WrappedStore {
  const keys = tables.map((table) => wrappedKeysIn(db, table, count));
  const forget = db.transaction((): boolean => {
    if (tables.some((table) => countOfOthers(db, table) > 0)) return false;
    if (masters === undefined) return true;
    const forgotten = db.prepare<[Uint8Array]>('DELETE FROM master WHERE id = ?');
    for (const fit of db.prepare<[], Fit>('SELECT id, fits FROM master').all())
      if (!fitsMaster(masters.current, fit)) forgotten.run(fit.id);
    count();
    return true;
  });
  return {
    keys,
    forgetOthers: () =>
      here(() => {
        const forgot = forget.immediate();
        // The write-ahead log still holds the pages as they were.
        if (forgot) db.pragma('wal_checkpoint(TRUNCATE)');
        return forgot;
      }),
    close: () => Promise.resolve(),
  };
}

function wrappedKeysIn(db: Database, table: WrappedTable, count: () => void): WrappedKeys {
  const names = table.by.map(({ name }) => name);
  const columns = [...names, ...table.beside].join(', ');
  const select = (behind: string) =>
    db.prepare<unknown[], Row>(
      `SELECT ${columns}, ${table.column} AS wrapped FROM ${table.table}
       WHERE ${byAnother(table)} ${behind} ORDER BY ${names.join(', ')} LIMIT ?`,
    );
  const first = select('');
  const further = select(`AND (${names.join(', ')}) > (${names.map(() => '?').join(', ')})`);
  const update = db.prepare(
    `UPDATE ${table.table} SET ${table.column} = ? WHERE ${names.map((name) => `${name} = ?`).join(' AND ')}`,
  );
  let behind: readonly unknown[] | null = null;
  const batch = db.transaction((limit: number): number => {
    const head = table.head();
    const rows = behind === null ? first.all(head, limit) : further.all(head, ...behind, limit);
    for (const row of rows) update.run(table.anew(row as never, row.wrapped), ...names.map((name) => row[name]));
    if (rows.length > 0) count();
    const last = rows.length < limit ? undefined : rows.at(-1);
    behind = last === undefined ? null : names.map((name) => last[name]);
    return rows.length;
  });
  return {
    what: table.what,
    wrapAnew: (limit) =>
      here(() => {
        const hadBegun = behind !== null;
        const wrapped = batch.immediate(limit);
        // None behind the last batch: some may have come before it meanwhile.
        return wrapped === 0 && hadBegun ? batch.immediate(limit) : wrapped;
      }),
    byOthers: () => here(() => countOfOthers(db, table)),
  };
}

const byAnother = ({ column }: WrappedTable): string => `${column} IS NOT NULL AND substr(${column}, 1, 5) <> ?`;

const countOfOthers = (db: Database, table: WrappedTable): number =>
  db
    .prepare<[Uint8Array], number>(`SELECT count(*) FROM ${table.table} WHERE ${byAnother(table)}`)
    .pluck()
    .get(table.head()) ?? 0;
