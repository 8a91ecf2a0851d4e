/** The ledger that many processes share: one PostgreSQL schema, one statement of many rows under way in each process. */
import { type Controller, type Instant, type Uuid } from '#domain/facts';
import { DatabaseUnavailable, type Database, type Queries } from '#engines';
import { mastersOf, newToStore, type Fit, type MasterKeys, type Masters } from '../masters.js';
import { drawn } from './drawing.js';
import { type LedgerEntry } from './ledger-entry.js';
import {
  extractFrom,
  hashOf,
  readsIn,
  recordedOf,
  rowsOf,
  rowsTold,
  sealedOf,
  type RowsToWrite,
  type RowToWrite,
  type StoredRow,
} from './ledger-row.js';
import { IS_DENIAL, WRITE } from './ledger-schema.postgres.js';
import {
  boundedLimit,
  LedgerDamaged,
  LedgerUnavailable,
  type Denial,
  type Draw,
  type ErasedYear,
  type LedgerCursor,
  type LedgerLeaf,
  type LedgerPage,
  type LedgerStore,
  type OfPerson,
  type PersonAccesses,
  type PersonReads,
  type ReadsOf,
  type Telling,
} from './ledger.port.js';
import { oneInFlight, type OneInFlight } from './one-in-flight.js';
import { type Recorded, type RecordedAccess } from './recorded.js';
import { lastErasedYear, sealingKey, YearKeys } from './year-keys.js';
import { keyIn, placeOf, YearKeysInDatabase } from './year-keys.postgres.js';

export interface PostgresLedgerOptions {
  /** Opened with `LEDGER_MIGRATIONS`; closed by who opened it, after this. */
  readonly database: Database;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
  /** The master key of before, while what it wraps has not been wrapped anew. */
  readonly formerMasterKey?: Uint8Array;
}

/**
 * The ledger in `database`. Throws `MasterKeyDoesNotFit`; fault: `LedgerUnavailable`. Of an erased year's key hold what
 * `postgresKeys` says of keys that are destroyed.
 */
export async function postgresLedger(options: PostgresLedgerOptions): Promise<LedgerStore> {
  const { database, masterKey, formerMasterKey } = options;
  const masters = mastersOf(masterKey, formerMasterKey);
  await asLedgerFault(() => database.transaction((tx) => knowMasters(tx, masters)));
  return new LedgerInDatabase(database, new YearKeys(masters));
}

/** Of two processes that open a new ledger with two master keys, one is refused. */
async function knowMasters(tx: Queries, masters: Masters): Promise<void> {
  await tx.query('LOCK TABLE master IN SHARE ROW EXCLUSIVE MODE');
  const remembered = await tx.query<Fit>('SELECT id, fits FROM master');
  for (const { id, fits } of newToStore(masters, remembered))
    await tx.query('INSERT INTO master (id, fits) VALUES ($1, $2)', [id, fits]);
}

interface Row {
  readonly controller: Controller;
  readonly seq: number;
  readonly read_at: Instant;
  readonly open: string;
  readonly sealed: Buffer;
}

/** Its place in the whole. */
interface Placed {
  readonly xid: string;
  readonly position: number;
}

const cursorOf = ({ xid, position }: Placed): LedgerCursor => `${xid}.${position}`;

/** Of a cursor: the transaction, and the place of the row. */
function placeAt(cursor: LedgerCursor | null): readonly [xid: string, position: string] {
  const [xid = '0', position = '0'] = (cursor ?? '0.0').split('.');
  return [xid, position];
}

const MOVE =
  'UPDATE told SET xid = $1::xid8, position = $2::bigint WHERE xid = $3::xid8 AND position = $4::bigint RETURNING 1 AS one';
const COLUMNS = 'controller, seq, read_at, open, sealed';
const IN_PERIOD = "controller = $1 AND kind = 'access' AND read_at >= $2 AND read_at < $3";

class LedgerInDatabase implements LedgerStore {
  private readonly trips: OneInFlight<RowsToWrite>;
  private readonly keys: YearKeysInDatabase;
  private closed = false;

  constructor(
    private readonly database: Database,
    years: YearKeys,
  ) {
    this.keys = new YearKeysInDatabase({ query: (sql, values) => this.ask(sql, values) }, years);
    this.trips = oneInFlight<RowsToWrite>(
      (groups) => this.insert(groups.flatMap(({ rows }) => rows)),
      (why) => new LedgerUnavailable(`the ledger takes nothing: ${why}`),
    );
  }

  async write(entries: readonly LedgerEntry[]): Promise<void> {
    const told = rowsOf(entries);
    if (told.events > 0) await this.trips.submit(told);
  }

  async page({ controller, after, limit }: LedgerPage): Promise<readonly Recorded[]> {
    const most = boundedLimit(limit);
    const sql = `SELECT ${COLUMNS} FROM entry WHERE controller = $1 AND seq > $2 ORDER BY seq LIMIT $3`;
    return this.read(await this.ask<Row>(sql, [controller, after, most]));
  }

  async readsOf({ controller, after, limit, person }: ReadsOf): Promise<PersonReads> {
    const most = boundedLimit(limit);
    const rows = await this.ask<Row>(
      `SELECT ${COLUMNS} FROM entry_person JOIN entry USING (controller, seq)
       WHERE person = $1 AND controller = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
      [person, controller, after, most],
    );
    return readsIn(await this.read(rows), most);
  }

  async ofPerson(asked: OfPerson): Promise<PersonAccesses> {
    return extractFrom(await this.readsOf(asked), asked);
  }

  async draw({ controller, from, to, size, seed }: Draw): Promise<readonly RecordedAccess[]> {
    const most = boundedLimit(size);
    // Entries that come between the two questions have later numbers, and stand behind those that were counted.
    const [counted] = await this.ask<{ readonly count: number }>(
      `SELECT count(*) AS count FROM entry WHERE ${IN_PERIOD}`,
      [controller, from, to],
    );
    const rows = await this.ask<Row>(
      `SELECT ${COLUMNS} FROM (
         SELECT controller, seq, row_number() OVER (ORDER BY seq) - 1 AS place FROM entry WHERE ${IN_PERIOD}
       ) AS placed JOIN entry USING (controller, seq) WHERE place = ANY($4::bigint[]) ORDER BY seq`,
      [controller, from, to, drawn(seed, counted?.count ?? 0, most)],
    );
    return (await this.read(rows)) as readonly RecordedAccess[];
  }

  async leaves(after: LedgerCursor | null, limit: number): Promise<readonly LedgerLeaf[]> {
    const rows = await this.placedAfter(after, limit);
    return rows.map((row) => ({
      cursor: cursorOf(row),
      controller: row.controller,
      seq: row.seq,
      hash: hashOf(storedOf(row)),
    }));
  }

  async denied(after: LedgerCursor | null, limit: number): Promise<readonly Denial[]> {
    const rows = await this.placedAfter(after, limit, IS_DENIAL);
    const entries = (await this.read(rows)) as readonly RecordedAccess[];
    return rows.flatMap((row, at) => {
      const entry = entries[at];
      return entry ? [{ cursor: cursorOf(row), entry }] : [];
    });
  }

  async toldTo(): Promise<LedgerCursor | null> {
    const [told] = await this.ask<Placed>('SELECT xid, position FROM told');
    if (told === undefined) throw new LedgerDamaged('how far denials have been told is gone');
    return told.position === 0 ? null : cursorOf(told);
  }

  async tell({ from, to, told }: Telling): Promise<boolean> {
    const rows = told.flatMap(rowsTold);
    const values = rows.length === 0 ? null : await this.valuesToWrite(rows);
    return asLedgerFault(() =>
      this.database.transaction(async (tx) => {
        const moved = await tx.query(MOVE, [...placeAt(to), ...placeAt(from)]);
        if (moved.length === 0) return false;
        if (values) await written(tx, values, rows.length);
        return true;
      }),
    );
  }

  async eraseStaff(now: Instant, ledgerYears: number): Promise<readonly ErasedYear[]> {
    const erased = await this.ask<ErasedYear>(
      'UPDATE year_key SET wrapped = NULL WHERE year <= $1 AND wrapped IS NOT NULL RETURNING controller, year',
      [lastErasedYear(now, ledgerYears)],
    );
    this.keys.forget();
    // The rows' old versions; where it cannot be done now, the server does it by itself later.
    if (erased.length > 0) await this.ask('VACUUM year_key').catch(() => undefined);
    return [...erased].sort((a, b) => a.year - b.year || (a.controller < b.controller ? -1 : 1));
  }

  async close(): Promise<void> {
    await this.trips.close();
    this.closed = true;
    this.keys.forget();
  }

  /** One statement. Where it is not known whether it was committed, its entries may stand: nobody is answered. */
  private async insert(rows: readonly RowToWrite[]): Promise<void> {
    const values = await this.valuesToWrite(rows);
    await written({ query: (sql, given) => this.ask(sql, given) }, values, rows.length);
  }

  /** Of `WRITE`. There are keys of all years of the rows then. */
  private async valuesToWrite(rows: readonly RowToWrite[]): Promise<readonly unknown[]> {
    const keys = await this.keys.toSealWith(rows.map(placeOf));
    const persons = rows.flatMap((row, place) => row.persons.map((person): [number, Uuid] => [place, person]));
    return [
      rows.map((_, place) => place),
      rows.map(({ controller }) => controller),
      rows.map((row) => row.is),
      rows.map(({ readAt }) => readAt),
      rows.map(({ open }) => open),
      rows.map((row) => sealedOf(row, sealingKey(keyIn(keys, row)))),
      persons.map(([place]) => place),
      persons.map(([, person]) => person),
    ];
  }

  /** Of all authorities, in the order of the whole; what may still be committed before another holds it back. */
  private placedAfter(after: LedgerCursor | null, limit: number, which = 'true'): Promise<readonly (Row & Placed)[]> {
    return this.ask<Row & Placed>(
      `SELECT ${COLUMNS}, xid, position FROM entry
       WHERE (xid, position) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot()) AND ${which}
       ORDER BY xid, position LIMIT $3`,
      [...placeAt(after), boundedLimit(limit)],
    );
  }

  private async read(rows: readonly Row[]): Promise<readonly Recorded[]> {
    const stored = rows.map(storedOf);
    const keys = await this.keys.toOpenWith(stored.map(placeOf));
    return stored.map((row) => recordedOf(row, keyIn(keys, row)));
  }

  private async ask<Found extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Found[]> {
    if (this.closed) throw new LedgerUnavailable('the ledger is closed');
    return asLedgerFault(() => this.database.query<Found>(sql, values));
  }
}

/** One statement. Throws `LedgerUnavailable` where this connection's commits would not be on disk. */
async function written(queries: Queries, values: readonly unknown[], count: number): Promise<void> {
  const [kept] = await queries.query<{ readonly rows: number }>(WRITE, values);
  if (kept?.rows !== count)
    throw new LedgerUnavailable('the ledger is not durable: synchronous_commit or fsync is off');
}

const storedOf = ({ controller, seq, read_at: readAt, open, sealed }: Row): StoredRow => ({
  ...{ controller, seq, readAt, open, sealed },
});

async function asLedgerFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    throw new LedgerUnavailable('the ledger does not answer', { cause: error });
  }
}
