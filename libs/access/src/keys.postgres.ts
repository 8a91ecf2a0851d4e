/** The key store that many processes share: one PostgreSQL schema apart from the log, every stream's key wrapped by the master key. */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { KeysUnavailable, type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { DatabaseUnavailable, sharedAsking, type Database, type Migration } from '#engines';
import { type KeyStore } from './key-store.js';
import { checkFit, fitOf, newKey, unwrapped } from './wrapped-key.js';

/** Unwrapped keys kept in memory, unless told otherwise. */
const CACHED_KEYS_MAX = 20_000;

/** The schema that `postgresKeys` expects of its database. */
export const KEY_MIGRATIONS: readonly Migration[] = [
  {
    name: '2026-11 keys',
    sql: `
      CREATE TABLE stream_key (
        stream text COLLATE "C" PRIMARY KEY,
        person text,
        wrapped bytea -- null once destroyed
      );
      CREATE INDEX stream_key_by_person ON stream_key (person) WHERE person IS NOT NULL;
      CREATE TABLE store (
        one integer PRIMARY KEY CHECK (one = 1),
        fits bytea NOT NULL -- sealed by the master key, to know it again
      );`,
  },
];

export interface PostgresKeysOptions {
  /** Opened with `KEY_MIGRATIONS`; closed by who opened it. */
  readonly database: Database;
  /** 32 bytes. */
  readonly masterKey: Uint8Array;
  readonly cachedKeysMax?: number;
}

interface Row {
  readonly stream: StreamName;
  readonly person: Uuid | null;
  readonly wrapped: Buffer | null;
}

interface Wanted {
  readonly stream: StreamName;
  readonly person: Uuid | null;
}

/** A key in memory, and from which stored bytes it was unwrapped: it counts only while these are stored. */
interface Cached {
  readonly wrapped: Uint8Array;
  readonly key: StreamKey;
}

/**
 * The key store in `database`. Every look asks the server, so that what one process destroys is erased to all from then
 * on; looks of the same turn share a round trip. A key is in no file of the server any more once its row's old version has
 * been vacuumed and its page written over, the write-ahead log recycled and the backups of that time are gone; until then
 * whoever has those *and* the master key, which lies elsewhere, can open what it sealed.
 * Throws `MasterKeyDoesNotFit`, and `KeysUnavailable` where the server is set to lose what it has committed; fault: `KeysUnavailable`.
 */
export async function postgresKeys(options: PostgresKeysOptions): Promise<KeyStore> {
  const { database, cachedKeysMax = CACHED_KEYS_MAX } = options;
  const master = createSecretKey(options.masterKey);
  await asKeysFault(async () => {
    await checkDurable(database);
    await knowMasterKey(database, master);
  });
  return new PostgresKeys(database, master, cachedKeysMax);
}

/** A key that a power cut takes back takes its case with it: the events that it sealed stand in the log. */
async function checkDurable(database: Database): Promise<void> {
  const off = await database.query<{ name: string }>(
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting = 'off'",
  );
  if (off.length > 0)
    throw new KeysUnavailable(`the key store is not durable: ${off.map(({ name }) => name).join(', ')} is off`);
}

async function knowMasterKey(database: Database, master: KeyObject): Promise<void> {
  await database.query('INSERT INTO store (one, fits) VALUES (1, $1) ON CONFLICT DO NOTHING', [
    Buffer.from(fitOf(master)),
  ]);
  const [stored] = await database.query<{ fits: Buffer }>('SELECT fits FROM store');
  checkFit(master, stored?.fits);
}

class PostgresKeys implements KeyStore {
  private readonly cache: LRUCache<StreamName, Cached>;
  private readonly look: (stream: StreamName) => Promise<Row | undefined>;
  private readonly make: (wanted: Wanted) => Promise<Row>;

  constructor(
    private readonly database: Database,
    private readonly master: KeyObject,
    cachedKeysMax: number,
  ) {
    this.cache = new LRUCache({ max: cachedKeysMax });
    this.look = sharedAsking((streams) => asKeysFault(() => this.rowsOf(streams)));
    this.make = sharedAsking((wanted) => asKeysFault(() => this.makeAll(wanted)));
  }

  async ensure(stream: StreamName, person: Uuid | null): Promise<StreamKey | 'erased'> {
    const row = await this.look(stream);
    const isFiled = row && (row.wrapped === null || row.person !== null || person === null);
    return this.keyOf(isFiled ? row : await this.make({ stream, person }));
  }

  async find(stream: StreamName): Promise<StreamKey | 'erased' | undefined> {
    const row = await this.look(stream);
    return row && this.keyOf(row);
  }

  async destroy(person: Uuid): Promise<readonly StreamName[]> {
    const destroyed = await asKeysFault(() =>
      this.database.query<Pick<Row, 'stream'>>(
        'UPDATE stream_key SET wrapped = NULL WHERE person = $1 RETURNING stream',
        [person],
      ),
    );
    const streams = destroyed.map(({ stream }) => stream).sort();
    for (const stream of streams) this.cache.delete(stream);
    // The rows' old versions; where it cannot be done now, the server does it by itself later.
    await this.database.query('VACUUM stream_key').catch(() => undefined);
    return streams;
  }

  close(): Promise<void> {
    this.cache.clear();
    return Promise.resolve();
  }

  private async rowsOf(streams: readonly StreamName[]): Promise<readonly (Row | undefined)[]> {
    const rows = await this.database.query<Row>(
      'SELECT stream, person, wrapped FROM stream_key WHERE stream = ANY($1)',
      [[...new Set(streams)]],
    );
    const byStream = new Map(rows.map((row) => [row.stream, row]));
    return streams.map((stream) => byStream.get(stream));
  }

  /**
   * Makes what is not there and files what was not, in one statement and in the streams' order, so that two processes do
   * not wait for each other; then reads what holds, which may be the other's.
   */
  private async makeAll(wanted: readonly Wanted[]): Promise<readonly Row[]> {
    const people = new Map<StreamName, Uuid | null>();
    for (const { stream, person } of wanted) people.set(stream, people.get(stream) ?? person);
    const streams = [...people.keys()].sort();
    await this.database.query(
      `INSERT INTO stream_key (stream, person, wrapped) SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[])
       ON CONFLICT (stream) DO UPDATE SET person = excluded.person
         WHERE stream_key.person IS NULL AND excluded.person IS NOT NULL AND stream_key.wrapped IS NOT NULL`,
      [
        streams,
        streams.map((stream) => people.get(stream) ?? null),
        streams.map((stream) => Buffer.from(newKey(this.master, stream).wrapped)),
      ],
    );
    const rows = await this.rowsOf(wanted.map(({ stream }) => stream));
    return rows.map((row, index) => {
      if (!row) throw new KeysUnavailable(`the key of ${wanted[index]?.stream ?? ''} is gone again`);
      return row;
    });
  }

  private keyOf({ stream, wrapped }: Row): StreamKey | 'erased' {
    const cached = this.cache.get(stream);
    if (wrapped !== null && cached && Buffer.compare(cached.wrapped, wrapped) === 0) return cached.key;
    const key = unwrapped(this.master, stream, wrapped);
    if (wrapped === null || key === 'erased') this.cache.delete(stream);
    else this.cache.set(stream, { wrapped, key });
    return key;
  }
}

async function asKeysFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    throw new KeysUnavailable('the key store does not answer', { cause: error });
  }
}
