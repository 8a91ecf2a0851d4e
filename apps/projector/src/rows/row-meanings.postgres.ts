/** What each table and column means, told by the database itself; apart from the schema, so that a word changes no rows. */
import { type Database } from '#engines';
import { type Table } from '../lists/list.js';
import { storedColumns } from './row-columns.js';
import { ENTRIES } from './row-schema.js';

/** A table, or with a column one of its columns, and what it means in plain words. */
export interface Meaning {
  readonly table: string;
  readonly column: string | null;
  readonly meaning: string;
}

/** Without the signs that the guide sets words with. */
export const plain = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');

export function meaningsOf(tables: readonly Table<never>[]): readonly Meaning[] {
  return tables.flatMap((table) => [
    { table: table.name, column: null, meaning: plain(table.about) },
    ...storedColumns(table).map(({ name, meaning }) => ({ table: table.name, column: name, meaning: plain(meaning) })),
  ]);
}

/** Of the tables that whoever asks may comment on: those that are its own. */
const TOLD = `
  SELECT c.relname AS "table", a.attname AS "column",
    CASE WHEN a.attname IS NULL THEN obj_description(c.oid, 'pg_class') ELSE col_description(c.oid, a.attnum) END AS meaning
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN LATERAL (
    SELECT attname, attnum FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT NULL, NULL
  ) a ON true
  WHERE n.nspname = $1 AND c.relkind = 'r' AND pg_has_role(current_user, c.relowner, 'USAGE')`;

const placeOf = ({ table, column }: Pick<Meaning, 'table' | 'column'>): string => `${table} ${column ?? ''}`;
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const sqlOf = ({ table, column, meaning }: Meaning): string =>
  column === null
    ? `COMMENT ON TABLE ${table} IS ${quoted(meaning)}`
    : `COMMENT ON COLUMN ${table}.${column} IS ${quoted(meaning)}`;

/** Says what is said otherwise, and nothing where all is said; rows and checkpoint are not touched. Fault: `DatabaseUnavailable`. */
export async function tellMeanings(
  database: Pick<Database, 'schema' | 'query'>,
  tables: readonly Table<never>[] = ENTRIES.tables,
): Promise<void> {
  const told = await database.query<Omit<Meaning, 'meaning'> & { readonly meaning: string | null }>(TOLD, [
    database.schema,
  ]);
  const before = new Map(told.map((one) => [placeOf(one), one.meaning]));
  const changed = meaningsOf(tables).filter((one) => {
    const said = before.get(placeOf(one));
    return said !== undefined && said !== one.meaning;
  });
  if (changed.length > 0) await database.query(changed.map(sqlOf).join(';\n'));
}
