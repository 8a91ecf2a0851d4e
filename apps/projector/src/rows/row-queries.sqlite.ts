/** Lists from the rows in a SQLite file. */
import { FileUnusable } from '#event-log';
import { rowCrc, type ResultDb, type RowValue } from '#follow';
import { LIST_NAMES, listOf, type ListName } from '../lists/lists.js';
import { listsOver } from './list-sql.js';
import { storedColumns } from './row-columns.js';
import { SQLITE } from './row-schema.sqlite.js';
import { type RowQueries } from './row-store.port.js';

type Row = Readonly<Record<string, RowValue>>;

const NAMES = Object.fromEntries(
  LIST_NAMES.map((list) => [list, storedColumns(listOf(list)).map(({ name }) => name)]),
) as unknown as Readonly<Record<ListName, readonly string[]>>;

/** The lists over `db`: no row is given whose checksum is not right. A statement is prepared once for each set of words asked. */
export function sqliteRowQueries(db: ResultDb): RowQueries {
  const statements = new Map<string, ReturnType<ResultDb['prepare']>>();
  return listsOver(SQLITE, (sql, question, list) => {
    const known = statements.get(sql);
    const statement = known ?? db.prepare(sql);
    if (!known) statements.set(sql, statement);
    const rows = statement.all(question) as readonly Row[];
    for (const row of rows) refuseAltered(db, NAMES[list], row);
    return Promise.resolve(rows);
  });
}

function refuseAltered(db: ResultDb, names: readonly string[], row: Row): void {
  if (rowCrc(names.map((name) => row[name] ?? null)) !== row['crc'])
    throw new FileUnusable(db.name, 'damaged', 'a row of a list is not what was written');
}
