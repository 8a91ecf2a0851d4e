/** The tables of the rows as SQL, made from their entries; what the databases say differently stands in a dialect. */
import { type Dialect, type List, type Table } from '../lists/list.js';
import { LISTS, TABLE_NAMES, TABLES } from '../lists/lists.js';
import { storedColumns, type StoredColumn } from './row-columns.js';

/** How a database says a table. */
export interface SchemaDialect extends Dialect {
  readonly type: (column: StoredColumn['type']) => string;
  /** Columns beside those of the entry, where the database has nothing of its own that finds an altered row. */
  readonly besides: readonly string[];
  /** Tables beside those of the entries. */
  readonly around: readonly string[];
  /** After the columns. */
  readonly tableOptions: string;
}

type AnyTable = Table<never>;

/** All tables and lists; others are given by specs. */
export interface Entries {
  readonly tables: readonly AnyTable[];
  readonly lists: readonly Pick<List<never>, 'name' | 'key' | 'cursor' | 'counted'>[];
}

export const ENTRIES: Entries = { tables: TABLE_NAMES.map((name) => TABLES[name]), lists: Object.values(LISTS) };

function tableSql(dialect: SchemaDialect, table: AnyTable): string {
  const columns = storedColumns(table).map(
    ({ name, type, optional }) =>
      `${name} ${dialect.type(type)}${optional && !table.key.includes(name) ? '' : ' NOT NULL'}`,
  );
  const lines = [...columns, ...dialect.besides, `PRIMARY KEY (${table.key.join(', ')})`];
  return `CREATE TABLE ${table.name} (\n  ${lines.join(',\n  ')}\n)${dialect.tableOptions};`;
}

function lookupSql({ name, lookedUpBy }: AnyTable): readonly string[] {
  return lookedUpBy ? [`CREATE INDEX ${name}_by_${lookedUpBy[0] ?? ''} ON ${name} (${lookedUpBy.join(', ')});`] : [];
}

/** A list is read in order by an index, where its key does not begin with what it is sorted by. */
function orderSql(dialect: SchemaDialect, { name, key, cursor }: Entries['lists'][number]): readonly string[] {
  const order = cursor(dialect);
  return order === key[0] ? [] : [`CREATE INDEX ${name}_in_order ON ${name} ((${order}));`];
}

/** Of what is counted, and of nothing else: by the end of its span, so that what is past is passed by. */
function countedSql({ name, counted }: Entries['lists'][number]): readonly string[] {
  if (!counted) return [];
  const columns = ['valid_to', counted.by, 'valid_from', ...counted.reads].join(', ');
  return [`CREATE INDEX ${name}_counted ON ${name} (${columns}) WHERE ${counted.only.join(' AND ')};`];
}

/** No meaning is part of it: a changed word makes no other schema. */
export function schemaSql(dialect: SchemaDialect, { tables, lists }: Entries = ENTRIES): string {
  return [
    ...tables.flatMap((table) => [tableSql(dialect, table), ...lookupSql(table)]),
    ...lists.flatMap((list) => [...orderSql(dialect, list), ...countedSql(list)]),
    ...dialect.around,
  ].join('\n');
}
