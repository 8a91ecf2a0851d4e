/** Wrapping keys anew in a PostgreSQL schema that many processes share, one transaction a batch. */
import { type Database, type Queries } from '#engines';
import { fitsMaster, type Fit, type Masters } from './masters.js';
import { type WrappedKeys, type WrappedStore, type WrappedTable } from './wrap-anew.js';

/** What of a schema is wrapped anew. */
export interface PostgresWrappings {
  /** Opened with the schema's migrations; closed with this. */
  readonly database: Database;
  readonly tables: readonly WrappedTable[];
  /** Of a schema that remembers its masters. */
  readonly masters?: Masters;
}

type Row = Record<string, unknown> & { readonly wrapped: Buffer };

/**
 * The wrapped keys of a schema. What a key was wrapped as lies in the server's files until they are vacuumed and written
 * over, and in its backups: whoever has those *and* the master of before can open it. Fault: `DatabaseUnavailable`.
 */
export function postgresWrappings({ database, tables, masters }: PostgresWrappings): WrappedStore {
  return {
    keys: tables.map((table) => wrappedKeysIn(database, table)),
    forgetOthers: async () => {
      const forgot = await database.transaction(async (tx) => {
        for (const table of tables) await tx.query(`LOCK TABLE ${table.table} IN SHARE ROW EXCLUSIVE MODE`);
        for (const table of tables) if ((await countOfOthers(tx, table)) > 0) return false;
        if (masters !== undefined) await forgetIn(tx, masters);
        return true;
      });
      // The rows' old versions; where it cannot be done now, the server does it by itself later.
      if (forgot) await database.query(`VACUUM ${tables.map(({ table }) => table).join(', ')}`).catch(() => undefined);
      return forgot;
    },
    close: () => database.close(),
  };
}

async function forgetIn(tx: Queries, { current }: Masters): Promise<void> {
  await tx.query('LOCK TABLE master IN SHARE ROW EXCLUSIVE MODE');
  for (const fit of await tx.query<Fit>('SELECT id, fits FROM master'))
    if (!fitsMaster(current, fit)) await tx.query('DELETE FROM master WHERE id = $1', [fit.id]);
}

function wrappedKeysIn(database: Database, table: WrappedTable): WrappedKeys {
  let behind: readonly unknown[] | null = null;
  const batch = async (limit: number): Promise<number> => {
    const [wrapped, next] = await database.transaction((tx) => wrapBatch(tx, { table, behind, limit }));
    behind = next;
    return wrapped;
  };
  return {
    what: table.what,
    wrapAnew: async (limit) => {
      const hadBegun = behind !== null;
      const wrapped = await batch(limit);
      // None behind the last batch: some may have come before it meanwhile.
      return wrapped === 0 && hadBegun ? batch(limit) : wrapped;
    },
    byOthers: () => countOfOthers(database, table),
  };
}

interface Batch {
  readonly table: WrappedTable;
  readonly behind: readonly unknown[] | null;
  readonly limit: number;
}

/** Passes by what another process is just wrapping. Gives how many, and behind which key the next batch begins. */
async function wrapBatch(
  tx: Queries,
  { table, behind, limit }: Batch,
): Promise<readonly [number, readonly unknown[] | null]> {
  const names = table.by.map(({ name }) => name);
  const holes = table.by.map(({ type }, at) => `$${at + 3}::${type}`).join(', ');
  const rows = await tx.query<Row>(
    `SELECT ${[...names, ...table.beside].join(', ')}, ${table.column} AS wrapped FROM ${table.table}
     WHERE ${byAnother(table)} ${behind === null ? '' : `AND (${names.join(', ')}) > (${holes})`}
     ORDER BY ${names.join(', ')} LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [table.head(), limit, ...(behind ?? [])],
  );
  if (rows.length > 0) await update(tx, table, rows);
  const last = rows.length < limit ? undefined : rows.at(-1);
  return [rows.length, last === undefined ? null : names.map((name) => last[name])];
}

async function update(tx: Queries, wrapped: WrappedTable, rows: readonly Row[]): Promise<void> {
  const { by, column, table } = wrapped;
  const names = by.map(({ name }) => name);
  const arrays = by.map(({ type }, at) => `$${at + 2}::${type}[]`).join(', ');
  await tx.query(
    `UPDATE ${table} AS stored SET ${column} = w.anew
     FROM unnest($1::bytea[], ${arrays}) AS w (anew, ${names.join(', ')})
     WHERE ${names.map((name) => `stored.${name} = w.${name}`).join(' AND ')}`,
    [
      rows.map((row) => Buffer.from(wrapped.anew(row as never, row.wrapped))),
      ...names.map((name) => rows.map((row) => row[name])),
    ],
  );
}

const byAnother = ({ column }: WrappedTable): string =>
  `${column} IS NOT NULL AND substring(${column} FROM 1 FOR 5) <> $1`;

async function countOfOthers(queries: Queries, table: WrappedTable): Promise<number> {
  const [found] = await queries.query<{ readonly count: number }>(
    `SELECT count(*) AS count FROM ${table.table} WHERE ${byAnother(table)}`,
    [table.head()],
  );
  return found?.count ?? 0;
}
