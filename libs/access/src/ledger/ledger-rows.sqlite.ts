/** The rows of the ledger's SQLite file: how they are written and asked for, and how they are known to be what was written. */
import { type Database } from 'better-sqlite3';
import { crc32 } from 'node:zlib';
import { type StreamKey } from '#contracts';
import { type Controller, type Instant } from '#domain/facts';
import { LedgerDamaged, type ErasedYear } from './ledger.port.js';
import { sealedOf, yearOf, type RowToWrite, type StoredRow } from './ledger-row.js';
import { sealingKey, type YearPlace } from './year-keys.js';

export interface LedgerFileRow {
  readonly position: number;
  readonly controller: Controller;
  readonly seq: number;
  readonly kind: string;
  readonly read_at: Instant;
  readonly crc: number;
  readonly open: string;
  readonly sealed: Buffer;
}

/** Up to which denial others have been told. */
interface ToldRow {
  readonly position: number;
  readonly crc: number;
}

/**
 * What its row says of a denial, as its text is made (`ledger-row.ts`): an authority asked itself, and it is not what another
 * was told of it. No word or id that stands in a row holds a quote.
 */
export const IS_DENIAL = `instr(open, '"outcome":"denied"') > 0 AND instr(open, '"receiver":') = 0`;

const COLUMNS = 'position, controller, seq, kind, read_at, crc, open, sealed';
const OF_PERIOD = "controller = ? AND kind = 'access' AND read_at >= ? AND read_at < ?";

/** All that is ever asked of the file. Nothing is updated or deleted but a year's key. */
export function statementsOf(db: Database) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    head: db.prepare<[string], number>('SELECT coalesce(max(seq), 0) FROM entry WHERE controller = ?').pluck(),
    insert: db.prepare<[string, number, string, string, number, string, Uint8Array]>(
      'INSERT INTO entry (controller, seq, kind, read_at, crc, open, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    name: db.prepare<[Uint8Array, string, number]>(
      'INSERT INTO entry_person (person, controller, seq) VALUES (?, ?, ?)',
    ),
    key: db
      .prepare<[string, number], Buffer | null>('SELECT wrapped FROM year_key WHERE controller = ? AND year = ?')
      .pluck(),
    makeKey: db.prepare<[string, number, Uint8Array]>(
      'INSERT INTO year_key (controller, year, wrapped) VALUES (?, ?, ?)',
    ),
    erasable: db.prepare<[number], ErasedYear>(
      'SELECT controller, year FROM year_key WHERE year <= ? AND wrapped IS NOT NULL ORDER BY year, controller',
    ),
    erase: db.prepare<[number]>('UPDATE year_key SET wrapped = NULL WHERE year <= ? AND wrapped IS NOT NULL'),
    page: db.prepare<[string, number, number], LedgerFileRow>(
      `SELECT ${COLUMNS} FROM entry WHERE controller = ? AND seq > ? ORDER BY seq LIMIT ?`,
    ),
    one: db.prepare<[string, number], LedgerFileRow>(`SELECT ${COLUMNS} FROM entry WHERE controller = ? AND seq = ?`),
    ofPerson: db
      .prepare<[Uint8Array, string, number, number], number>(
        'SELECT seq FROM entry_person WHERE person = ? AND controller = ? AND seq > ? ORDER BY seq LIMIT ?',
      )
      .pluck(),
    inPeriod: db.prepare<[string, string, string], number>(`SELECT count(*) FROM entry WHERE ${OF_PERIOD}`).pluck(),
    drawn: db
      .prepare<[string, string, string, string], number>(
        `SELECT seq FROM (SELECT seq, row_number() OVER (ORDER BY seq) - 1 AS place FROM entry WHERE ${OF_PERIOD})
         WHERE place IN (SELECT value FROM json_each(?)) ORDER BY seq`,
      )
      .pluck(),
    denied: db.prepare<[number, number], LedgerFileRow>(
      `SELECT ${COLUMNS} FROM entry WHERE position > ? AND ${IS_DENIAL} ORDER BY position LIMIT ?`,
    ),
    told: db.prepare<[], ToldRow>('SELECT position, crc FROM told'),
    tell: db.prepare<[number, number]>(
      `INSERT INTO told (one, position, crc) VALUES (1, ?, ?)
         ON CONFLICT (one) DO UPDATE SET position = excluded.position, crc = excluded.crc`,
    ),
    after: db.prepare<[number, number], LedgerFileRow>(
      `SELECT ${COLUMNS} FROM entry WHERE position > ? ORDER BY position LIMIT ?`,
    ),
  };
}

/** Numbers rows and writes them, each under the key of its authority and year. Within a transaction. */
export function insertInto(
  statements: ReturnType<typeof statementsOf>,
  rows: readonly RowToWrite[],
  keys: { toSealWith(place: YearPlace): StreamKey | 'erased' },
): void {
  const heads = new Map<Controller, number>();
  for (const row of rows) {
    const { controller, is, readAt, open, persons } = row;
    const seq = (heads.get(controller) ?? statements.head.get(controller) ?? 0) + 1;
    heads.set(controller, seq);
    const sealed = sealedOf(row, sealingKey(keys.toSealWith({ controller, year: yearOf(readAt) })));
    const crc = crcOf({ controller, seq, kind: is, read_at: readAt, open, sealed });
    statements.insert.run(controller, seq, is, readAt, crc, open, sealed);
    for (const person of persons) statements.name.run(bytesOf(person), controller, seq);
  }
}

/** A uuid as it lies in the index of persons. */
export const bytesOf = (uuid: string): Uint8Array => Buffer.from(uuid.replaceAll('-', ''), 'hex');

type Checked = Omit<LedgerFileRow, 'position' | 'crc' | 'sealed'> & { readonly sealed: Uint8Array };

/** Covers a row whole. */
export const crcOf = ({ controller, seq, kind, read_at, open, sealed }: Checked): number =>
  crc32(sealed, crc32(`${controller} ${seq} ${kind} ${read_at} ${open}`));

/** Covers up to where denials have been told. */
export const crcOfTold = (position: number): number => crc32(`told ${position}`);

/** Up to where denials have been told; 0 before the first. Throws `LedgerDamaged` where it is not what was written. */
export function soundTold(row: ToldRow | undefined): number {
  if (row === undefined) return 0;
  if (crcOfTold(row.position) !== row.crc)
    throw new LedgerDamaged('how far denials have been told is not what was written');
  return row.position;
}

/** The row. Throws `LedgerDamaged` where it is not what was written. */
export function sound(row: LedgerFileRow): StoredRow {
  const { controller, seq, read_at: readAt, open, sealed, crc } = row;
  if (crcOf(row) !== crc) throw new LedgerDamaged(`entry ${seq} of ${controller} is not what was written`);
  return { controller, seq, readAt, open, sealed };
}

/** A place as it is given to others; null before the first. */
export const cursorAt = (position: number): string | null => (position === 0 ? null : String(position));
