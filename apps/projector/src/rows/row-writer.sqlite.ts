/** Writing rows to a SQLite file so that what is read later can be told from what was written, and telling it. */
import { crc32 } from 'node:zlib';
import { FileUnusable, refuseBroken } from '#event-log';
import { rowCrc, type ResultDb, type ResultFile } from '#follow';
import { TABLE_NAMES, TABLES, type TableName } from '../lists/lists.js';
import { ownerOf, storedColumns, valuesOf, type Values } from './row-columns.js';
import { type FoldedStream } from './row-store.port.js';

/** Sums of checksums go round here: what a number of JavaScript and of SQLite both hold exactly. */
const SUM_MODULO = 2 ** 48;

/** What all rows come to. */
interface Total {
  rows: number;
  crcs: number;
}

/** Replaces the rows of streams. Call inside the transaction that keeps the checkpoint. */
export type WriteRows = (streams: readonly FoldedStream[]) => void;

export function rowWriter(db: ResultDb): WriteRows {
  const tables = TABLE_NAMES.map((name) => {
    const { name: table, owner } = TABLES[name];
    return {
      ...{ name, owner },
      remove: db.prepare<[string], number>(`DELETE FROM ${table} WHERE ${owner} = ? RETURNING crc`).pluck(),
      insert: db.prepare(`INSERT INTO ${table} VALUES (${placesOf(name)})`),
    };
  });
  const total = totalIn(db);
  return (streams) => {
    const sum = total.read();
    for (const folded of streams) {
      const values = valuesOf(folded);
      for (const { name, owner, remove, insert } of tables) {
        const owned = ownerOf({ owner }, folded.stream);
        if (owned !== null) for (const crc of remove.all(owned)) take(sum, crc);
        for (const row of values[name]) {
          const crc = rowCrc(row);
          insert.run(...row, crc);
          add(sum, crc);
        }
      }
    }
    total.keep(sum);
  };
}

/** Reads the whole file. Throws `FileUnusable` where a page, an index, a row, or what all rows come to is not what was written. */
export function refuseAlteredRows({ db, path }: ResultFile): void {
  refuseBroken(db, path);
  const found: Total = { rows: 0, crcs: 0 };
  for (const name of TABLE_NAMES) {
    const names = namesOf(name);
    const rows = db.prepare<[], [...Values, number]>(`SELECT ${names.join(', ')}, crc FROM ${TABLES[name].name}`).raw();
    for (const row of rows.iterate()) {
      const crc = row.pop() as unknown as number;
      if (rowCrc(row) !== crc) throw new FileUnusable(path, 'damaged', 'a row is not what was written');
      add(found, crc);
    }
  }
  const kept = totalIn(db).read();
  if (kept.rows !== found.rows || kept.crcs !== found.crcs)
    throw new FileUnusable(path, 'damaged', 'there are other rows in it than were written');
}

function add(sum: Total, crc: number): void {
  sum.rows += 1;
  sum.crcs = (sum.crcs + crc) % SUM_MODULO;
}

function take(sum: Total, crc: number): void {
  sum.rows -= 1;
  sum.crcs = (sum.crcs - crc + SUM_MODULO) % SUM_MODULO;
}

interface KeptTotal extends Total {
  readonly crc: number;
}

const totalCrc = ({ rows, crcs }: Total): number => crc32(`${rows} ${crcs}`);

function totalIn(db: ResultDb): { read(): Total; keep(total: Total): void } {
  const read = db.prepare<[], KeptTotal>('SELECT rows, crcs, crc FROM total');
  const keep = db.prepare<[number, number, number]>(
    `INSERT INTO total (one, rows, crcs, crc) VALUES (1, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET rows = excluded.rows, crcs = excluded.crcs, crc = excluded.crc`,
  );
  return {
    read: () => {
      const kept = read.get();
      if (kept && totalCrc(kept) !== kept.crc)
        throw new FileUnusable(db.name, 'damaged', 'what the rows come to is not what was written');
      return { rows: kept?.rows ?? 0, crcs: kept?.crcs ?? 0 };
    },
    keep: (total) => {
      keep.run(total.rows, total.crcs, totalCrc(total));
    },
  };
}

const namesOf = (name: TableName): readonly string[] =>
  storedColumns(TABLES[name] as never).map((column) => column.name);

/** One for each column, and the checksum's. */
const placesOf = (name: TableName): string => [...namesOf(name), 'crc'].map(() => '?').join(', ');
