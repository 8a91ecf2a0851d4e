/** The tables of the list rows in a SQLite file, as a region's own analysts may query them. */
import { type Migration } from '#follow';
import { schemaSql, type SchemaDialect } from './row-schema.js';

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
};

/** Dates are `YYYY-MM-DD`. Of another shape than this the file is made anew from the log. */
export const ROW_MIGRATIONS: readonly Migration[] = [{ name: '001-rows', sql: schemaSql(SQLITE) }];
