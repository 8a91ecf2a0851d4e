/** Lists from the rows in a SQLite file. */
import { FileUnusable } from '#event-log';
import { rowCrc, type ResultDb, type RowValue } from '#follow';
import { READING_NAMES, readingOf, TABLES, type ReadingName } from '../lists/lists.js';
import { countedOver, countsOver, knownOver, listsOver, type RunList, type Words } from './list-sql.js';
import { storedColumns } from './row-columns.js';
import { SQLITE } from './row-schema.sqlite.js';
import { type RowStore } from './row-store.port.js';

type Row = Readonly<Record<string, RowValue>>;

const NAMES = Object.fromEntries(
  [
    ...READING_NAMES.map((name) => [name, readingOf(name)] as const),
    ['counted', TABLES.counted] as const,
    ['parties', TABLES.parties] as const,
    ['known', TABLES.known] as const,
  ].map(([name, table]) => [name, storedColumns(table).map((column) => column.name)]),
) as unknown as Readonly<Record<ReadingName | 'counted' | 'parties' | 'known', readonly string[]>>;

/**
 * The lists over `db`, of which no row is given whose checksum is not right, and what is counted of them. A statement is
 * prepared once for each set of words asked.
 */
export function sqliteRowQueries(db: ResultDb): Pick<RowStore, 'queries' | 'counted' | 'count' | 'isKnown'> {
  const statements = new Map<string, ReturnType<ResultDb['prepare']>>();
  const ask = (sql: string, question: Words): readonly Row[] => {
    const known = statements.get(sql);
    const statement = known ?? db.prepare(sql);
    if (!known) statements.set(sql, statement);
    return statement.all(question) as readonly Row[];
  };
  const read: RunList = (sql, question, table) => {
    const rows = ask(sql, question);
    for (const row of rows) refuseAltered(db, NAMES[table], row);
    return Promise.resolve(rows);
  };
  return {
    queries: listsOver(SQLITE, read),
    counted: countedOver(read),
    isKnown: knownOver(SQLITE, read),
    count: countsOver(SQLITE, (sql, question) => Promise.resolve(ask(sql, question))),
  };
}

function refuseAltered(db: ResultDb, names: readonly string[], row: Row): void {
  if (rowCrc(names.map((name) => row[name] ?? null)) !== row['crc'])
    throw new FileUnusable(db.name, 'damaged', 'a row of a list is not what was written');
}
