/** The ledger that many processes share: one PostgreSQL schema, one statement of many rows under way in each process. */
import { type StreamKey } from '#contracts';
import { type Controller, type Instant, type Uuid } from '#domain/facts';
import { DatabaseUnavailable, type Database, type Queries } from '#engines';
import { mastersOf, newToStore, type Fit, type MasterKeys, type Masters } from '../masters.js';
import { drawn } from './drawing.js';
import { type LedgerEntry } from './ledger-entry.js';
import {
  accessOf,
  hashOf,
  recordedOf,
  rowsOf,
  sealedOf,
  yearOf,
  type RowsToWrite,
  type RowToWrite,
  type StoredRow,
} from './ledger-row.js';
import { WRITE } from './ledger-schema.postgres.js';
import {
  boundedLimit,
  LedgerDamaged,
  LedgerUnavailable,
  type Draw,
  type ErasedYear,
  type LedgerCursor,
  type LedgerLeaf,
  type LedgerPage,
  type LedgerStore,
  type OfPerson,
  type PersonAccesses,
} from './ledger.port.js';
import { oneInFlight, type OneInFlight } from './one-in-flight.js';
import { type Recorded, type RecordedAccess } from './recorded.js';
import { lastErasedYear, nameOf, sealingKey, YearKeys, type YearPlace } from './year-keys.js';

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

interface KeyRow extends YearPlace {
  readonly wrapped: Buffer | null;
}

const COLUMNS = 'controller, seq, read_at, open, sealed';
const IN_PERIOD = "controller = $1 AND kind = 'access' AND read_at >= $2 AND read_at < $3";

class LedgerInDatabase implements LedgerStore {
  private readonly trips: OneInFlight<RowsToWrite>;
  private closed = false;

  constructor(
    private readonly database: Database,
    private readonly keys: YearKeys,
  ) {
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

  async ofPerson({ controller, after, limit, person, extractTo }: OfPerson): Promise<PersonAccesses> {
    const most = boundedLimit(limit);
    const rows = await this.ask<Row>(
      `SELECT ${COLUMNS} FROM entry_person JOIN entry USING (controller, seq)
       WHERE person = $1 AND controller = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
      [person, controller, after, most],
    );
    const recorded = await this.read(rows);
    const accesses = recorded.flatMap((one) => accessOf(one, { person, extractTo }) ?? []);
    return { accesses, next: rows.length < most ? null : (rows.at(-1)?.seq ?? null) };
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
    const [xid = '0', position = '0'] = (after ?? '0.0').split('.');
    const rows = await this.ask<Row & { readonly xid: string; readonly position: number }>(
      `SELECT ${COLUMNS}, xid, position FROM entry
       WHERE (xid, position) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY xid, position LIMIT $3`,
      [xid, position, boundedLimit(limit)],
    );
    return rows.map((row) => ({
      cursor: `${row.xid}.${row.position}`,
      controller: row.controller,
      seq: row.seq,
      hash: hashOf(storedOf(row)),
    }));
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
    const keys = await this.keysToSealWith(rows.map(placeOf));
    const persons = rows.flatMap((row, place) => row.persons.map((person): [number, Uuid] => [place, person]));
    const [written] = await this.ask<{ readonly rows: number }>(WRITE, [
      rows.map((_, place) => place),
      rows.map(({ controller }) => controller),
      rows.map((row) => row.is),
      rows.map(({ readAt }) => readAt),
      rows.map(({ open }) => open),
      rows.map((row) => sealedOf(row, sealingKey(keyIn(keys, row)))),
      persons.map(([place]) => place),
      persons.map(([, person]) => person),
    ]);
    if (written?.rows !== rows.length)
      throw new LedgerUnavailable('the ledger is not durable: synchronous_commit or fsync is off');
  }

  private async read(rows: readonly Row[]): Promise<readonly Recorded[]> {
    const stored = rows.map(storedOf);
    const keys = await this.keysToOpenWith(stored.map(placeOf));
    return stored.map((row) => recordedOf(row, keyIn(keys, row)));
  }

  /** Asked of the server each time, so that what one process erases is erased to all. */
  private async keysToOpenWith(places: readonly YearPlace[]): Promise<Keys> {
    const stored = await this.stored(eachOnce(places));
    return new Map(stored.map((row) => [nameOf(row), this.keys.key(row, row.wrapped)]));
  }

  /** The server is asked once for each year and authority; there is a key of all of them then. */
  private async keysToSealWith(places: readonly YearPlace[]): Promise<Keys> {
    const wanted = eachOnce(places);
    const lacking = wanted.filter((place) => this.keys.atHand(place) === undefined);
    if (lacking.length > 0) await this.make(lacking);
    const asked = await this.keysToOpenWith(lacking);
    return new Map(
      wanted.flatMap((place) => keyOf(nameOf(place), this.keys.atHand(place) ?? asked.get(nameOf(place)))),
    );
  }

  private stored(places: readonly YearPlace[]): Promise<readonly KeyRow[]> {
    return places.length === 0
      ? Promise.resolve([])
      : this.ask<KeyRow>(
          `SELECT controller, year, wrapped FROM year_key
           JOIN unnest($1::text[], $2::int[]) AS wanted (controller, year) USING (controller, year)`,
          [places.map(({ controller }) => controller), places.map(({ year }) => year)],
        );
  }

  /** Of two processes that make the same one's stays. */
  private async make(places: readonly YearPlace[]): Promise<void> {
    await this.ask(
      `INSERT INTO year_key (controller, year, wrapped)
       SELECT * FROM unnest($1::text[], $2::int[], $3::bytea[]) AS made (controller, year, wrapped) ORDER BY 1, 2
       ON CONFLICT DO NOTHING`,
      [
        places.map(({ controller }) => controller),
        places.map(({ year }) => year),
        places.map((place) => this.keys.made(place).wrapped),
      ],
    );
  }

  private async ask<Found extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Found[]> {
    if (this.closed) throw new LedgerUnavailable('the ledger is closed');
    return asLedgerFault(() => this.database.query<Found>(sql, values));
  }
}

type Keys = ReadonlyMap<string, StreamKey | 'erased'>;

const eachOnce = (places: readonly YearPlace[]): readonly YearPlace[] => [
  ...new Map(places.map((place) => [nameOf(place), place])).values(),
];
const keyOf = (
  name: string,
  key: StreamKey | 'erased' | undefined,
): readonly (readonly [string, StreamKey | 'erased'])[] => (key === undefined ? [] : [[name, key]]);
const placeOf = ({ controller, readAt }: Pick<RowToWrite, 'controller' | 'readAt'>): YearPlace => ({
  ...{ controller, year: yearOf(readAt) },
});

function keyIn(keys: Keys, row: Pick<RowToWrite, 'controller' | 'readAt'>): StreamKey | 'erased' {
  const key = keys.get(nameOf(placeOf(row)));
  if (key === undefined) throw new LedgerDamaged(`the key of ${yearOf(row.readAt)} of ${row.controller} is gone`);
  return key;
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
