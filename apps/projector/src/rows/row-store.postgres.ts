/** The list rows in a schema of a PostgreSQL database, which many processes read and one at a time keeps. */
import { bindToLog, overDatabase, type Database, type DatabaseOptions, type Queries } from '#engines';
import { type PartyId, type StreamName, type Uuid } from '#domain';
import { type LogId, type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import { TABLE_NAMES, TABLES, type TableName } from '../lists/lists.js';
import { lineOf, ownerOf, storedColumns, valuesOf, type StoredColumn, type Values } from './row-columns.js';
import { tellMeanings } from './row-meanings.postgres.js';
import { postgresRowQueries } from './row-queries.postgres.js';
import { POSTGRES_MADE_BY, POSTGRES_ROW_MIGRATIONS, POSTGRES_SHAPE } from './row-schema.postgres.js';
import { refuseOtherShape, RowsOfAnotherVersion, shapeIn } from './row-shape.js';
import { ROWS_FOLLOWER, type FoldedStream, type RowStore } from './row-store.port.js';

/** Rows read at once by a dump. */
const ROWS_PER_PAGE = 1_000;

export interface PostgresRowsOptions {
  readonly url: string;
  readonly schema: string;
  /** The log that they are made from: a schema of another's is refused. */
  readonly logId?: LogId | undefined;
}

/**
 * Opens or makes the schema, and tells what its tables mean. Throws `SchemaOutdated` where the rows are of an earlier shape,
 * `RowsOfAnotherVersion` where they are a later version's, and `SchemaOfAnotherLog`; fault: `DatabaseUnavailable`.
 */
export function openPostgresRows({ url, schema, logId }: PostgresRowsOptions): Promise<RowStore> {
  const refuse: DatabaseOptions['refuse'] = (ran) => {
    refuseOtherShape(schema, shapeIn(ran, POSTGRES_MADE_BY));
  };
  return overDatabase({ url, schema, migrations: POSTGRES_ROW_MIGRATIONS, refuse }, async (database) => {
    if (logId !== undefined) await bindToLog(database, logId);
    await tellMeanings(database);
    return postgresRows(database);
  });
}

/** The store over a database that is open; closing it closes that. */
export function postgresRows(database: Database): RowStore {
  return {
    ...postgresRowQueries(database),
    // The server checks its own pages.
    check: () => Promise.resolve(),
    checkpoint: async () => {
      const [row] = await database.query<Checkpoint>('SELECT position, shape FROM checkpoint WHERE follower = $1', [
        ROWS_FOLLOWER,
      ]);
      // Another version may have made them anew meanwhile.
      if (row?.shape !== POSTGRES_SHAPE)
        throw new RowsOfAnotherVersion(`${database.schema}: the rows are no longer of this version's shape`);
      return row.position;
    },
    casesPlacedBy: (parties) => casesPlacedBy(database, parties),
    streamsJudgedFor: (parties) => streamsJudgedFor(database, parties),
    writeAhead: (before, streams) =>
      database.transaction(async (tx) => {
        // Held until the end, so that nobody moves it meanwhile.
        await expectMoved(tx, `SELECT follower FROM checkpoint ${WHERE_IT_IS} FOR UPDATE`, [ROWS_FOLLOWER, before]);
        await write(tx, streams);
      }),
    commit: ({ before, next }, streams) =>
      database.transaction(async (tx) => {
        // First, so that one who swaps the schemas waits for this transaction, or this one for him.
        const move = `UPDATE checkpoint SET position = $3 ${WHERE_IT_IS} RETURNING follower`;
        await expectMoved(tx, move, [ROWS_FOLLOWER, before, next]);
        await write(tx, streams);
      }),
    dump: () => dumpRows(database),
    close: () => database.close(),
  };
}

interface Checkpoint {
  readonly position: Position | null;
  readonly shape: string;
}

const WHERE_IT_IS = `WHERE follower = $1 AND position IS NOT DISTINCT FROM $2 AND shape = '${POSTGRES_SHAPE}'`;

async function expectMoved(tx: Queries, sql: string, values: readonly unknown[]): Promise<void> {
  const found = await tx.query(sql, values);
  if (found.length === 0) throw new CheckpointMoved('the rows are not where they were left');
}

/** One statement takes the streams' rows out of all tables, one puts the new ones in: however many there are. */
async function write(tx: Queries, streams: readonly FoldedStream[]): Promise<void> {
  if (streams.length === 0) return;
  const ownedBy = (owner: 'stream' | 'case_id') => streams.flatMap(({ stream }) => ownerOf({ owner }, stream) ?? []);
  await tx.query(DELETE_ALL, [ownedBy('stream'), ownedBy('case_id')]);
  const all = streams.map(valuesOf);
  const columns = TABLE_NAMES.map((table) =>
    columnsOf(
      table,
      all.flatMap((values) => values[table]),
    ),
  );
  await tx.query(INSERT_ALL, columns.flat());
}

const COLUMNS_OF = Object.fromEntries(TABLE_NAMES.map((name) => [name, storedColumns(TABLES[name])])) as Readonly<
  Record<TableName, readonly StoredColumn[]>
>;

const namesOf = (table: TableName): readonly string[] => COLUMNS_OF[table].map(({ name }) => name);

/** Row by row turned into column by column. */
function columnsOf(table: TableName, rows: readonly Values[]): readonly (readonly unknown[])[] {
  return COLUMNS_OF[table].map((_, column) => rows.map((row) => row[column]));
}

/** Of many statements one, each of a table of its own. */
const together = (statements: readonly string[]): string => {
  const first = statements.slice(0, -1).map((statement, n) => `part_${n} AS (${statement})`);
  return `WITH ${first.join(', ')} ${statements.at(-1) ?? ''}`;
};

const OWNERS = { stream: '$1', case_id: '$2' } as const;
const DELETE_ALL = together(
  TABLE_NAMES.map((table) => {
    const { name, owner } = TABLES[table];
    return `DELETE FROM ${name} WHERE ${owner} = ANY (${OWNERS[owner]}::text[])`;
  }),
);

/** Every column of every table is a value of its own: the list of what stands in it, row by row. */
const COLUMNS = TABLE_NAMES.flatMap((table) => COLUMNS_OF[table].map(({ type }) => ({ table, type })));
const INSERT_ALL = together(
  TABLE_NAMES.map((name) => {
    const lists = COLUMNS.flatMap(({ table, type }, n) => (table === name ? [`$${n + 1}::${type}[]`] : []));
    return `INSERT INTO ${TABLES[name].name} (${namesOf(name).join(', ')}) SELECT * FROM unnest(${lists.join(', ')})`;
  }),
);

async function casesPlacedBy(database: Queries, parties: readonly PartyId[]): Promise<readonly Uuid[]> {
  const found = await database.query<{ readonly case_id: Uuid }>(
    `SELECT DISTINCT case_id FROM placement JOIN unnest($1::text[]) party
     ON placing_party = party OR starts_with(placing_party, party || '.') ORDER BY case_id`,
    [parties],
  );
  return found.map(({ case_id: caseId }) => caseId);
}

async function streamsJudgedFor(database: Queries, parties: readonly PartyId[]): Promise<readonly StreamName[]> {
  const found = await database.query<{ readonly stream: StreamName }>(
    `SELECT DISTINCT stream FROM case_party JOIN unnest($1::text[]) one
     ON party = one OR starts_with(party, one || '.') WHERE role IN ('sipOpener', 'dischargeParty') ORDER BY stream`,
    [parties],
  );
  return found.map(({ stream }) => stream);
}

/** In pages, each a question of its own: rows of one moment only while nobody writes. */
async function* dumpRows(database: Queries): AsyncGenerator<string> {
  for (const table of TABLE_NAMES) {
    const { name: stored, key } = TABLES[table];
    const names = namesOf(table);
    const types = new Map(COLUMNS_OF[table].map(({ name, type }) => [name, type]));
    const order = key.join(', ');
    const places = key.map((name, n) => `$${n + 1}::${types.get(name) ?? 'text'}`).join(', ');
    let after: readonly unknown[] | null = null;
    for (let count = ROWS_PER_PAGE; count === ROWS_PER_PAGE;) {
      const where = after ? `WHERE (${order}) > (${places})` : '';
      const select = `SELECT ${names.join(', ')} FROM ${stored} ${where} ORDER BY ${order} LIMIT ${ROWS_PER_PAGE}`;
      const page: readonly Readonly<Record<string, unknown>>[] = await database.query(select, after ?? []);
      for (const row of page)
        yield lineOf(
          table,
          names.map((name) => row[name]),
        );
      count = page.length;
      const last = page.at(-1);
      after = last ? key.map((name) => last[name]) : null;
    }
  }
}
