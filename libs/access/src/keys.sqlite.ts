/**
 * The key store of the embedded default: one SQLite file apart from the log, every stream's key wrapped by the master key.
 * Cases opened at the same time share one fsync; no key is given out before it is on disk.
 */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { KeysUnavailable, SealBroken, type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { type KeyStore } from './key-store.js';
import { makeFolderOf } from './own-file.js';
import { checkFit, fitOf, newKey, unwrapped } from './wrapped-key.js';

/** At most so many new keys share a commit; the rest take the next. */
const KEYS_PER_COMMIT_MAX = 512;
/** Unwrapped keys kept in memory, unless told otherwise. */
const CACHED_KEYS_MAX = 20_000;
const BUSY_TIMEOUT_MS = 5_000;
const SYNCHRONOUS_FULL = 2;

interface Row {
  readonly person: Uuid | null;
  readonly wrapped: Buffer | null;
}

interface Known {
  readonly key: StreamKey | 'erased';
  readonly person: Uuid | null;
}

interface Wanted {
  readonly stream: StreamName;
  readonly person: Uuid | null;
  readonly give: (key: StreamKey | 'erased') => void;
  readonly refuse: (error: unknown) => void;
}

export interface SqliteKeysOptions {
  /** The store's own file, `keys.db`; made with mode 0600. */
  readonly file: string;
  /** 32 bytes. */
  readonly masterKey: Uint8Array;
  readonly cachedKeysMax?: number;
}

/** Opens or makes the key store. Throws `MasterKeyDoesNotFit`. */
export function sqliteKeys(options: SqliteKeysOptions): KeyStore {
  return new SqliteKeys(
    openDatabase(options.file),
    createSecretKey(options.masterKey),
    options.cachedKeysMax ?? CACHED_KEYS_MAX,
  );
}

function openDatabase(file: string): Database.Database {
  makeFolderOf(file);
  closeSync(openSync(file, 'a', 0o600));
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // What is destroyed is overwritten, not only unlinked from its page.
  db.pragma('secure_delete = ON');
  if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL)
    throw new KeysUnavailable('the key store is not durable');
  db.exec(`
    CREATE TABLE IF NOT EXISTS stream_key (
      stream TEXT PRIMARY KEY,
      person TEXT,
      wrapped BLOB -- null once destroyed
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS stream_key_by_person ON stream_key (person) WHERE person IS NOT NULL;
    CREATE TABLE IF NOT EXISTS store (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      fits BLOB NOT NULL, -- sealed by the master key, to know it again
      destructions INTEGER NOT NULL
    );`);
  return db;
}

class SqliteKeys implements KeyStore {
  private readonly cache: LRUCache<StreamName, Known>;
  private readonly select;
  private readonly insert;
  private readonly file;
  private readonly countDestructions;
  private readonly makeAll;
  private wanted: Wanted[] = [];
  private destructionsSeen: number;

  constructor(
    private readonly db: Database.Database,
    private readonly master: KeyObject,
    cachedKeysMax: number,
  ) {
    this.cache = new LRUCache({ max: cachedKeysMax });
    this.select = db.prepare<[string], Row>('SELECT person, wrapped FROM stream_key WHERE stream = ?');
    this.insert = db.prepare('INSERT INTO stream_key (stream, person, wrapped) VALUES (?, ?, ?)');
    this.file = db.prepare('UPDATE stream_key SET person = ? WHERE stream = ? AND person IS NULL');
    this.countDestructions = db.prepare<[], number>('SELECT destructions FROM store').pluck();
    this.makeAll = db.transaction((batch: readonly Wanted[]) => batch.map((wanted) => this.make(wanted)));
    this.checkMasterKey();
    this.destructionsSeen = this.countDestructions.get() ?? 0;
  }

  ensure(stream: StreamName, person: Uuid | null): Promise<StreamKey | 'erased'> {
    return new Promise((give, refuse) => {
      const known = this.look(stream);
      if (known !== undefined && (known.key === 'erased' || known.person !== null || person === null)) {
        give(known.key);
        return;
      }
      this.wanted.push({ stream, person, give, refuse });
      if (this.wanted.length === 1) {
        setImmediate(() => {
          this.commitWanted();
        });
      }
    });
  }

  find(stream: StreamName): Promise<StreamKey | 'erased' | undefined> {
    return new Promise((give) => {
      give(this.look(stream)?.key);
    });
  }

  destroy(person: Uuid): Promise<readonly StreamName[]> {
    return new Promise((give) => {
      this.commitWanted();
      const streams = this.unavailableWhereItFails(() => this.destroyNow(person));
      this.cache.clear();
      // The write-ahead log still holds the pages as they were.
      this.db.pragma('wal_checkpoint(TRUNCATE)');
      give(streams);
    });
  }

  close(): Promise<void> {
    this.commitWanted();
    this.cache.clear();
    this.db.close();
    return Promise.resolve();
  }

  /** From memory, else from the file; what another process destroyed is forgotten here first. */
  private look(stream: StreamName): Known | undefined {
    const destructions = this.unavailableWhereItFails(() => this.countDestructions.get()) ?? 0;
    if (destructions !== this.destructionsSeen) this.cache.clear();
    this.destructionsSeen = destructions;
    const cached = this.cache.get(stream);
    if (cached !== undefined) return cached;
    const row = this.unavailableWhereItFails(() => this.select.get(stream));
    if (row === undefined) return undefined;
    const known = { key: unwrapped(this.master, stream, row.wrapped), person: row.person };
    this.cache.set(stream, known);
    return known;
  }

  private commitWanted(): void {
    while (this.wanted.length > 0) {
      const batch = this.wanted.slice(0, KEYS_PER_COMMIT_MAX);
      this.wanted = this.wanted.slice(KEYS_PER_COMMIT_MAX);
      try {
        const made = this.unavailableWhereItFails(() => this.makeAll.immediate(batch));
        made.forEach((known, i) => batch[i]?.give(known));
      } catch (error) {
        for (const { refuse } of batch) refuse(error);
      }
    }
  }

  /** Within the transaction: the stream may have been asked for twice in one batch, or by another process. */
  private make({ stream, person }: Wanted): StreamKey | 'erased' {
    const row = this.select.get(stream);
    if (row !== undefined) {
      if (row.person === null && row.wrapped !== null && person !== null) this.file.run(person, stream);
      this.cache.delete(stream);
      return unwrapped(this.master, stream, row.wrapped);
    }
    const { key, wrapped } = newKey(this.master, stream);
    this.insert.run(stream, person, wrapped);
    return key;
  }

  private destroyNow(person: Uuid): readonly StreamName[] {
    return this.db.transaction(() => {
      const streams = this.db
        .prepare<[string], StreamName>('SELECT stream FROM stream_key WHERE person = ? ORDER BY stream')
        .pluck()
        .all(person);
      this.db.prepare('UPDATE stream_key SET wrapped = NULL WHERE person = ?').run(person);
      this.db.prepare('UPDATE store SET destructions = destructions + 1').run();
      return streams;
    })();
  }

  private checkMasterKey(): void {
    const fits = Buffer.from(fitOf(this.master));
    this.db.prepare('INSERT INTO store (one, fits, destructions) VALUES (1, ?, 0) ON CONFLICT DO NOTHING').run(fits);
    const stored = this.db.prepare<[], Buffer>('SELECT fits FROM store').pluck().get();
    try {
      checkFit(this.master, stored);
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  private unavailableWhereItFails<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof SealBroken) throw error;
      throw new KeysUnavailable('the key store does not answer', { cause: error });
    }
  }
}
