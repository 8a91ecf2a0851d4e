/** The tables of the list rows in a SQLite file, as a region's own analysts may query them. */
import { FileUnusable } from '#event-log';
import {
  inspectResultFile,
  ResultFileOutdated,
  sha256Of,
  type InspectedResult,
  type Migration,
  type Refuse,
  type ResultDb,
} from '#follow';
import { schemaSql, type SchemaDialect } from './row-schema.js';
import { ROWS_SHAPE } from './row-shape.data.js';
import { shapeIn, shapeName } from './row-shape.js';

const TYPES = { text: 'TEXT', date: 'TEXT', json: 'TEXT', bytea: 'BLOB' } as const;

/** What the rows come to, all together: a row that is lost, or an old one in its place, carries a right checksum of its own. */
const TOTAL = `CREATE TABLE total (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  rows INTEGER NOT NULL,
  crcs INTEGER NOT NULL, -- of all rows, added up
  crc INTEGER NOT NULL -- of the two
) STRICT;`;

export const SQLITE: SchemaDialect = {
  type: (column) => TYPES[column],
  besides: ['crc INTEGER NOT NULL'],
  around: [TOTAL],
  tableOptions: ' STRICT, WITHOUT ROWID',
  dayText: (column) => column,
  members: (column) => `json_each(${column}) named`,
  isAmong: (column, list) => `${column} IN (SELECT one.value FROM json_each(${list}) one)`,
};

/** Dates are `YYYY-MM-DD`. Of an earlier shape than this the file is made anew from the log. */
export const ROW_MIGRATIONS: readonly Migration[] = [{ name: shapeName(ROWS_SHAPE.number), sql: schemaSql(SQLITE) }];

const SHAPE = { number: ROWS_SHAPE.number, sha256: sha256Of(schemaSql(SQLITE)) };

/**
 * Throws `ResultFileOutdated` where the rows in the file are of an earlier shape, and `FileUnusable` where they are of a
 * shape that this version does not know: they are a later one's to keep. Where the tables are this version's, it is the
 * trace of what made them that is damaged.
 */
export const refuseOtherRows =
  (path: string): Refuse =>
  (ran, db) => {
    const found = shapeIn(ran, SHAPE);
    if (found === 'earlier') throw new ResultFileOutdated(`${path}: rows of an earlier shape`);
    if (found !== 'unknown') return;
    const damage = hasTheseTables(db) ? 'damaged' : 'later';
    throw new FileUnusable(path, damage, 'its rows are of a shape that this version does not know');
  };

/** What the file of the rows says of itself before it is opened for writing. Throws `FileUnusable`, `ResultFileOutdated`. */
export const inspectRowsFile = (path: string): InspectedResult | undefined =>
  inspectResultFile(path, { whole: false, refuse: refuseOtherRows(path) });

/**
 * Takes the indexes beside the tables' own keys away, and gives what makes them again: sorted once over all rows, where
 * each row of an empty file that is filled would look for its place in every one of them.
 */
export function withoutIndexes(db: ResultDb): () => void {
  const made = db
    .prepare<[], { readonly name: string; readonly sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`,
    )
    .all();
  for (const { name } of made) db.exec(`DROP INDEX ${name}`);
  return () => {
    for (const { sql } of made) db.exec(sql);
  };
}

const OF_THE_FILE = ['migration', 'checkpoint', 'of_log'];

function hasTheseTables(db: ResultDb): boolean {
  const made = db.prepare<[], { readonly name: string; readonly sql: string | null }>(
    'SELECT name, sql FROM sqlite_schema',
  );
  const found = made.all().flatMap(({ name, sql }) => (sql === null || OF_THE_FILE.includes(name) ? [] : [sql]));
  const right = schemaSql(SQLITE)
    .split(/;\n?/)
    .filter((statement) => statement !== '');
  return found.sort().join() === right.sort().join();
}
