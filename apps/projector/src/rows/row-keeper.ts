/** Keeps the list rows, wherever they are. */
import { keepRowsInDatabase } from './row-keeper.postgres.js';
import { type RowKeeper, type RowKeeperOptions } from './row-keeper.port.js';
import { keepRowsInFile } from './row-keeper.sqlite.js';

/**
 * Opens the rows and follows the log from where they stopped; in a database, whenever it is this process's turn. Faults:
 * `DatabaseUnavailable`. Throws `RowsOfAnotherVersion`, or `FileUnusable`, where a later version keeps them.
 */
export async function keepRows(options: RowKeeperOptions): Promise<RowKeeper> {
  const { rows } = options;
  switch (rows.kind) {
    case 'sqlite':
      return keepRowsInFile(rows, options);
    case 'postgres':
      return keepRowsInDatabase({ url: rows.url, schema: rows.schema, logId: rows.logId }, options);
  }
}
