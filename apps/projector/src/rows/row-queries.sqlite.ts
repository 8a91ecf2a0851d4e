/** Lists from the rows in a SQLite file. */
import { type ResultDb } from '#follow';
import { listsOver } from './list-sql.js';
import { SQLITE } from './row-schema.sqlite.js';
import { type RowQueries } from './row-store.port.js';

/** The lists over `db`. A statement is prepared once for each set of words asked. */
export function sqliteRowQueries(db: ResultDb): RowQueries {
  const statements = new Map<string, ReturnType<ResultDb['prepare']>>();
  return listsOver(SQLITE, (sql, question) => {
    const known = statements.get(sql);
    const statement = known ?? db.prepare(sql);
    if (!known) statements.set(sql, statement);
    return Promise.resolve(statement.all(question) as readonly object[]);
  });
}
