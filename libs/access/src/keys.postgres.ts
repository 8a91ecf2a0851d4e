/** The key store that many processes share: one PostgreSQL schema apart from the log, every key wrapped by the master key. */
import { LRUCache } from 'lru-cache';
import { KeysUnavailable, type KeyOwner, type StreamKey, type StreamKeys, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { DatabaseUnavailable, sharedAsking, type Database, type Migration, type Queries } from '#engines';
import { filedKeys, type FiledKeys, type KeyStore } from './key-store.js';
import { mastersOf, newToStore, type Fit, type MasterKeys, type Masters } from './masters.js';
import { newKey, unwrapped, type KeyPlace } from './wrapped-key.js';

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
  {
    name: '2026-11 keys by owner',
    sql: `
      ALTER TABLE stream_key ADD COLUMN owner text COLLATE "C" NOT NULL DEFAULT ''; -- '': of the whole stream, as before
      ALTER TABLE stream_key ALTER COLUMN owner DROP DEFAULT;
      ALTER TABLE stream_key DROP CONSTRAINT stream_key_pkey;
      ALTER TABLE stream_key ADD PRIMARY KEY (stream, owner);
      DROP INDEX stream_key_by_person;
      CREATE INDEX stream_key_by_person ON stream_key (person, owner) WHERE person IS NOT NULL;
      CREATE TABLE master (
        id bytea PRIMARY KEY, -- four zeros where keys were wrapped before masters had ids
        fits bytea NOT NULL -- sealed by the master key, to know it again
      );
      INSERT INTO master (id, fits) SELECT '\\x00000000', fits FROM store;
      DROP TABLE store;`,
  },
];

export interface PostgresKeysOptions {
  /** Opened with `KEY_MIGRATIONS`; closed by who opened it. */
  readonly database: Database;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
  /** The master key of before, while what it wraps has not been wrapped anew. */
  readonly formerMasterKey?: Uint8Array;
  readonly cachedKeysMax?: number;
}

interface Row extends KeyPlace {
  readonly person: Uuid | null;
  readonly wrapped: Buffer | null;
}

interface Wanted extends KeyPlace {
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
  const { database, masterKey, formerMasterKey, cachedKeysMax = CACHED_KEYS_MAX } = options;
  const masters = mastersOf(masterKey, formerMasterKey);
  await asKeysFault(async () => {
    await checkDurable(database);
    await database.transaction((tx) => knowMasters(tx, masters));
  });
  return new PostgresKeys(database, masters, cachedKeysMax);
}

/** A key that a power cut takes back takes its case with it: the events that it sealed stand in the log. */
async function checkDurable(database: Database): Promise<void> {
  const off = await database.query<{ name: string }>(
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting = 'off'",
  );
  if (off.length > 0)
    throw new KeysUnavailable(`the key store is not durable: ${off.map(({ name }) => name).join(', ')} is off`);
}

/** Of two processes that open a new store with two master keys, one is refused. */
async function knowMasters(tx: Queries, masters: Masters): Promise<void> {
  await tx.query('LOCK TABLE master IN SHARE ROW EXCLUSIVE MODE');
  const remembered = await tx.query<Fit>('SELECT id, fits FROM master');
  for (const { id, fits } of newToStore(masters, remembered))
    await tx.query('INSERT INTO master (id, fits) VALUES ($1, $2)', [id, fits]);
}

/**
 * Files what was not and makes what is not there, in one statement and in one order, so that two processes do not wait for
 * each other. A stream's keys are filed together, under whom the first of them was.
 */
const MAKE = `
  WITH wanted AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) AS w (stream, owner, person, wrapped)
  ), unfiled AS (
    SELECT stream, owner FROM stream_key
    WHERE person IS NULL AND stream IN (SELECT stream FROM wanted WHERE person IS NOT NULL)
    ORDER BY stream, owner FOR UPDATE
  ), filed AS (
    UPDATE stream_key SET person = (SELECT min(person) FROM wanted w WHERE w.stream = stream_key.stream)
    FROM unfiled WHERE stream_key.stream = unfiled.stream AND stream_key.owner = unfiled.owner
  )
  INSERT INTO stream_key (stream, owner, person, wrapped)
  SELECT stream, owner, coalesce((SELECT min(person) FROM stream_key k WHERE k.stream = wanted.stream), person), wrapped
  FROM wanted ORDER BY stream, owner
  ON CONFLICT (stream, owner) DO NOTHING`;

class PostgresKeys implements KeyStore {
  private readonly cache: LRUCache<string, Cached>;
  private readonly look: (stream: StreamName) => Promise<readonly Row[]>;
  private readonly make: (wanted: Wanted) => Promise<Row>;

  constructor(
    private readonly database: Database,
    private readonly masters: Masters,
    cachedKeysMax: number,
  ) {
    this.cache = new LRUCache({ max: cachedKeysMax });
    this.look = sharedAsking((streams) => asKeysFault(() => this.rowsOf(streams)));
    this.make = sharedAsking((wanted) => asKeysFault(() => this.makeAll(wanted)));
  }

  async ensure(stream: StreamName, owner: KeyOwner, person: Uuid | null): Promise<StreamKey | 'erased'> {
    const row = (await this.look(stream)).find((one) => one.owner === owner);
    const isFiled = row && (row.wrapped === null || row.person !== null || person === null);
    return this.keyOf(isFiled ? row : await this.make({ stream, owner, person }));
  }

  async of(stream: StreamName): Promise<StreamKeys> {
    const rows = await this.look(stream);
    return new Map(rows.map((row) => [row.owner, this.keyOf(row)]));
  }

  async destroy(owner: KeyOwner, person: Uuid): Promise<readonly StreamName[]> {
    const destroyed = await asKeysFault(() =>
      this.database.query<Pick<Row, 'stream'>>(
        'UPDATE stream_key SET wrapped = NULL WHERE person = $1 AND owner = $2 RETURNING stream',
        [person, owner],
      ),
    );
    const streams = destroyed.map(({ stream }) => stream).sort();
    for (const stream of streams) this.cache.delete(cacheKeyOf({ stream, owner }));
    // The rows' old versions; where it cannot be done now, the server does it by itself later.
    await this.database.query('VACUUM stream_key').catch(() => undefined);
    return streams;
  }

  async destroyIn(owner: KeyOwner, streams: readonly StreamName[]): Promise<readonly StreamName[]> {
    const destroyed = await asKeysFault(() =>
      this.database.query<Pick<Row, 'stream'>>(
        `UPDATE stream_key SET wrapped = NULL WHERE owner = $1 AND stream = ANY($2) AND wrapped IS NOT NULL
         RETURNING stream`,
        [owner, streams],
      ),
    );
    const was = new Set(destroyed.map(({ stream }) => stream));
    for (const stream of was) this.cache.delete(cacheKeyOf({ stream, owner }));
    if (was.size > 0) await this.database.query('VACUUM stream_key').catch(() => undefined);
    return streams.filter((stream) => was.has(stream));
  }

  async filed(after: Uuid | null, limit: number): Promise<readonly FiledKeys[]> {
    const rows = await asKeysFault(() =>
      this.database.query<KeyPlace & { readonly person: Uuid }>(
        `SELECT person, stream, owner FROM stream_key WHERE wrapped IS NOT NULL AND person IN (
           SELECT DISTINCT person COLLATE "C" FROM stream_key WHERE wrapped IS NOT NULL AND person COLLATE "C" > $1 ORDER BY 1 LIMIT $2
         ) ORDER BY person COLLATE "C", stream, owner`,
        [after ?? '', limit],
      ),
    );
    return filedKeys(rows);
  }

  async filedOf(person: Uuid): Promise<FiledKeys> {
    const keys = await asKeysFault(() =>
      this.database.query<KeyPlace>(
        'SELECT stream, owner FROM stream_key WHERE wrapped IS NOT NULL AND person = $1 ORDER BY stream, owner',
        [person],
      ),
    );
    return { person, keys };
  }

  close(): Promise<void> {
    this.cache.clear();
    return Promise.resolve();
  }

  private async rowsOf(streams: readonly StreamName[]): Promise<readonly (readonly Row[])[]> {
    const rows = await this.database.query<Row>(
      'SELECT stream, owner, person, wrapped FROM stream_key WHERE stream = ANY($1)',
      [[...new Set(streams)]],
    );
    const byStream = new Map(streams.map((stream) => [stream, [] as Row[]]));
    for (const row of rows) byStream.get(row.stream)?.push(row);
    return streams.map((stream) => byStream.get(stream) ?? []);
  }

  /** Then reads what holds, which may be another process's. */
  private async makeAll(wanted: readonly Wanted[]): Promise<readonly Row[]> {
    const people = new Map<StreamName, Uuid | null>();
    for (const { stream, person } of wanted) people.set(stream, people.get(stream) ?? person);
    const places = [
      ...new Map(wanted.map(({ stream, owner }) => [cacheKeyOf({ stream, owner }), { stream, owner }])).values(),
    ];
    await this.database.query(MAKE, [
      places.map(({ stream }) => stream),
      places.map(({ owner }) => owner),
      places.map(({ stream }) => people.get(stream) ?? null),
      places.map((place) => Buffer.from(newKey(this.masters, place).wrapped)),
    ]);
    const rows = await this.rowsOf(wanted.map(({ stream }) => stream));
    return rows.map((ofStream, index) => {
      const row = ofStream.find(({ owner }) => owner === wanted[index]?.owner);
      if (!row) throw new KeysUnavailable(`the key of ${wanted[index]?.stream ?? ''} is gone again`);
      return row;
    });
  }

  private keyOf({ stream, owner, wrapped }: Row): StreamKey | 'erased' {
    const name = cacheKeyOf({ stream, owner });
    const cached = this.cache.get(name);
    if (wrapped !== null && cached && Buffer.compare(cached.wrapped, wrapped) === 0) return cached.key;
    const key = unwrapped(this.masters, { stream, owner }, wrapped);
    if (wrapped === null || key === 'erased') this.cache.delete(name);
    else this.cache.set(name, { wrapped, key });
    return key;
  }
}

/** No stream's name holds a blank. */
const cacheKeyOf = ({ stream, owner }: KeyPlace): string => `${stream} ${owner}`;

async function asKeysFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    throw new KeysUnavailable('the key store does not answer', { cause: error });
  }
}
