/** The tables of the list rows in PostgreSQL, as a region's own analysts may query them: those of the file, with types of their own. */
import { type Migration } from '#engines';
import { sha256Of } from '#follow';
import { schemaSql, type SchemaDialect } from './row-schema.js';
import { ROWS_SHAPE } from './row-shape.data.js';
import { shapeName } from './row-shape.js';

/**
 * JSON is kept as text (`json`, not `jsonb`), and text is sorted by its bytes, so that what is read is the same in every
 * store.
 */
const TYPES = { text: 'text COLLATE "C"', date: 'date', json: 'json', bytea: 'bytea' } as const;

export const POSTGRES: SchemaDialect = {
  type: (column) => TYPES[column],
  // The server's own: data checksums, where the cluster was made with them.
  besides: [],
  around: [],
  tableOptions: '',
  dayText: (column) => `day_text(${column})`,
  members: (column) => `json_array_elements_text(${column}) named(value)`,
  isAmong: (column, list) => `${column} = ANY (ARRAY(SELECT json_array_elements_text(${list})))`,
};

/** What the rows are made by, and known by while they are kept. */
export const POSTGRES_SHAPE = sha256Of(schemaSql(POSTGRES));

/** The checkpoint's one row is there from the start: it is moved, never made, and by none that keeps rows of another shape. */
const AROUND = `
  CREATE TABLE checkpoint (follower text PRIMARY KEY, position text, shape text NOT NULL);
  INSERT INTO checkpoint (follower, position, shape) VALUES ('rows', NULL, '${POSTGRES_SHAPE}');
  -- Declared immutable, as an index needs it: of this format nothing hangs on the session's settings.
  CREATE FUNCTION day_text(day date) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT to_char(day::timestamp, 'YYYY-MM-DD') $$;
`;

/** What tells one shape of the rows from another: rows of an earlier one are made anew from the log. */
export const POSTGRES_ROW_MIGRATIONS: readonly Migration[] = [
  { name: shapeName(ROWS_SHAPE.number), sql: AROUND + schemaSql(POSTGRES) },
];

/** By which the migration is known that makes them. */
export const POSTGRES_MADE_BY = { number: ROWS_SHAPE.number, sha256: sha256Of(AROUND + schemaSql(POSTGRES)) };
