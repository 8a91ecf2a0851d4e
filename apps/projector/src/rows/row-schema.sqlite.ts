/** The tables of the list rows in a SQLite file, as a region's own analysts may query them. */
import { type Migration } from '#follow';
import { schemaSql, type SchemaDialect } from './row-schema.js';

const TYPES = { text: 'TEXT', date: 'TEXT', json: 'TEXT', bytea: 'BLOB' } as const;

export const SQLITE: SchemaDialect = {
  type: (column) => TYPES[column],
  tableOptions: ' STRICT, WITHOUT ROWID',
  dayText: (column) => column,
  members: (column) => `json_each(${column}) named`,
};

/** Dates are `YYYY-MM-DD`. Of another shape than this the file is made anew from the log. */
export const ROW_MIGRATIONS: readonly Migration[] = [{ name: '001-rows', sql: schemaSql(SQLITE) }];
