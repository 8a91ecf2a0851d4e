/** A part of the rows in memory, to be asked in the words of the lists and forgotten: a pass of the log goes part by part. */
import Database from 'better-sqlite3';
import { NO_ROWS, TABLES, type ListName } from '../lists/lists.js';
import { sqliteRowQueries } from './row-queries.sqlite.js';
import { ROW_MIGRATIONS } from './row-schema.sqlite.js';
import { rowWriter } from './row-writer.sqlite.js';
import { type FoldedStream, type ListQuestion, type ListRow } from './row-store.port.js';

export interface PartRows {
  /** What a list answers of these streams and no other: of one whose rows are no other stream's concern that is all of it. */
  ask(folded: readonly FoldedStream[], question: ListQuestion): Promise<readonly ListRow[]>;
  close(): void;
}

/** By one list. No word of a list asks after another stream than the row's own, so that each part is asked by itself. */
export function partRows(list: ListName): PartRows {
  const db = new Database(':memory:');
  for (const { sql } of ROW_MIGRATIONS) db.exec(sql);
  const write = db.transaction(rowWriter(db));
  const { queries } = sqliteRowQueries(db);
  const forget = db.transaction(() => {
    for (const table of [TABLES[list].name, TABLES.parties.name, 'total']) db.exec(`DELETE FROM ${table}`);
  });
  return {
    ask: async (folded, question) => {
      write(folded.map((one) => ({ ...one, rows: asked(one, list) })));
      try {
        return await queries[list](question);
      } finally {
        forget();
      }
    },
    close: () => {
      db.close();
    },
  };
}

const asked = ({ rows }: FoldedStream, list: ListName): FoldedStream['rows'] => ({
  ...NO_ROWS,
  [list]: rows[list],
  parties: rows.parties,
});
