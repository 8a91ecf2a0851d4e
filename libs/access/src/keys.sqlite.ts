/**
 * The key store of the embedded default: one SQLite file apart from the log, every key wrapped by the master key. Cases
 * opened at the same time share one fsync; no key is given out before it is on disk.
 */
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import {
  KeysUnavailable,
  SealBroken,
  type KeyOwner,
  type StreamKey,
  type StreamKeys,
  type StreamName,
} from '#contracts';
import { type Uuid } from '#domain/facts';
import {
  bindToLog,
  isDamage,
  isOfTheDisk,
  type LogId,
  makeOwnFile,
  openingFile,
  type Writes,
  writesOf,
  here,
} from '#event-log';
import { type FiledKeys, type KeyStore } from './key-store.js';
import { filedIn } from './keys-filed.sqlite.js';
import { bringUp } from './keys-schema.sqlite.js';
import { mastersOf, newToStore, type Fit, type MasterKeys, type Masters } from './masters.js';
import { makeFolderOf } from './own-file.js';
import { streamKeyTable, type WrappedStore } from './wrap-anew.js';
import { sqliteWrappings } from './wrap-anew.sqlite.js';
import { newKey, unwrapped, type KeyPlace } from './wrapped-key.js';

/** At most so many new keys share a commit; the rest take the next. */
const KEYS_PER_COMMIT_MAX = 512;
/** Streams whose unwrapped keys are kept in memory, unless told otherwise. */
const CACHED_STREAMS_MAX = 20_000;
const BUSY_TIMEOUT_MS = 5_000;
const SYNCHRONOUS_FULL = 2;

interface Row {
  readonly owner: KeyOwner;
  readonly person: Uuid | null;
  readonly wrapped: Buffer | null;
}

/** The keys of a stream in memory, and the rows from which they were unwrapped: they count only while these are stored. */
interface Known {
  readonly rows: readonly Row[];
  readonly keys: StreamKeys;
}

interface Wanted extends KeyPlace {
  readonly person: Uuid | null;
  readonly give: (key: StreamKey | 'erased') => void;
  readonly refuse: (error: unknown) => void;
}

export interface SqliteKeysOptions {
  /** The store's own file, `keys.db`; made with mode 0600. */
  readonly file: string;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
  /** The master key of before, while what it wraps has not been wrapped anew. */
  readonly formerMasterKey?: Uint8Array;
  readonly cachedStreamsMax?: number;
  /** The log whose bodies these keys seal: from then on they are no other log's. Left out by who opens them a second time. */
  readonly logId?: LogId;
}

export interface SqliteKeyStore extends KeyStore {
  /** How often keys have been made or destroyed since the store was bound to its log. */
  writes(): number;
  /** Its keys, to be wrapped anew. */
  wrappings(): WrappedStore;
}

/** Opens or makes the key store. Throws `MasterKeyDoesNotFit`, and `FileUnusable` where it is damaged or of another log. */
export function sqliteKeys(options: SqliteKeysOptions): SqliteKeyStore {
  const { file, masterKey, formerMasterKey, cachedStreamsMax, logId } = options;
  const masters = mastersOf(masterKey, formerMasterKey);
  makeFolderOf(file);
  return openingFile(file, () => {
    makeOwnFile(file);
    const db = openDatabase(file);
    try {
      if (logId !== undefined) db.transaction(bindToLog).immediate(db, file, logId);
      return new SqliteKeys(db, masters, cachedStreamsMax ?? CACHED_STREAMS_MAX);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function openDatabase(file: string): Database.Database {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // What is destroyed is overwritten, not only unlinked from its page.
  db.pragma('secure_delete = ON');
  if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL)
    throw new KeysUnavailable('the key store is not durable');
  bringUp(db);
  return db;
}

class SqliteKeys implements SqliteKeyStore {
  private readonly cache: LRUCache<StreamName, Known>;
  private readonly select;
  private readonly kept;
  private readonly insert;
  private readonly file;
  private readonly makeAll;
  private readonly written: Writes;
  private wanted: Wanted[] = [];

  constructor(
    private readonly db: Database.Database,
    private readonly masters: Masters,
    cachedStreamsMax: number,
  ) {
    this.cache = new LRUCache({ max: cachedStreamsMax });
    this.select = db.prepare<[string], Row>('SELECT owner, person, wrapped FROM stream_key WHERE stream = ?');
    this.kept = filedIn(db);
    this.insert = db.prepare('INSERT INTO stream_key (stream, owner, person, wrapped) VALUES (?, ?, ?, ?)');
    this.file = db.prepare('UPDATE stream_key SET person = ? WHERE stream = ? AND person IS NULL');
    this.written = writesOf(db);
    this.makeAll = db.transaction((batch: readonly Wanted[]) => {
      this.written.count();
      return batch.map((wanted) => this.make(wanted));
    });
    this.knowMasters();
  }

  of(stream: StreamName): Promise<StreamKeys> {
    return this.told(() => this.look(stream).keys);
  }

  ensure(stream: StreamName, owner: KeyOwner, person: Uuid | null): Promise<StreamKey | 'erased'> {
    return new Promise((give, refuse) => {
      const { rows, keys } = this.unavailableWhereItFails(() => this.look(stream));
      const key = keys.get(owner);
      if (key !== undefined && (person === null || personOf(rows) !== null)) {
        give(key);
        return;
      }
      this.wanted.push({ stream, owner, person, give, refuse });
      if (this.wanted.length === 1) {
        setImmediate(() => {
          this.commitWanted();
        });
      }
    });
  }

  destroy(owner: KeyOwner, person: Uuid): Promise<readonly StreamName[]> {
    return new Promise((give) => {
      this.commitWanted();
      const streams = this.unavailableWhereItFails(() => this.destroyNow(owner, person));
      this.cache.clear();
      // The write-ahead log still holds the pages as they were.
      this.db.pragma('wal_checkpoint(TRUNCATE)');
      give(streams);
    });
  }

  destroyIn(owner: KeyOwner, streams: readonly StreamName[]): Promise<readonly StreamName[]> {
    return new Promise((give) => {
      this.commitWanted();
      const destroy = this.db.prepare(
        'UPDATE stream_key SET wrapped = NULL WHERE stream = ? AND owner = ? AND wrapped IS NOT NULL',
      );
      const all = this.db.transaction(() => {
        const destroyed = streams.filter((stream) => destroy.run(stream, owner).changes > 0);
        if (destroyed.length > 0) this.written.count();
        return destroyed;
      });
      const destroyed = this.unavailableWhereItFails(() => all.immediate());
      this.cache.clear();
      if (destroyed.length > 0) this.db.pragma('wal_checkpoint(TRUNCATE)');
      give(destroyed);
    });
  }

  writes(): number {
    return this.written.counted();
  }

  filed(after: Uuid | null, limit: number): Promise<readonly FiledKeys[]> {
    return this.told(() => this.kept.page(after, limit));
  }

  filedOf(person: Uuid): Promise<FiledKeys> {
    return this.told(() => this.kept.of(person));
  }

  wrappings(): WrappedStore {
    const { db, masters, written } = this;
    return sqliteWrappings({ db, tables: [streamKeyTable(masters)], masters, count: written.count });
  }

  close(): Promise<void> {
    this.commitWanted();
    this.cache.clear();
    this.written.counted();
    this.db.close();
    return Promise.resolve();
  }

  /** The file is asked each time, so that what one process makes or destroys holds for all; unwrapped is only what is new. */
  private look(stream: StreamName): Known {
    const rows = this.select.all(stream);
    const cached = this.cache.get(stream);
    if (cached !== undefined && areSame(cached.rows, rows)) return cached;
    const keys = rows.map(
      ({ owner, wrapped }) => [owner, unwrapped(this.masters, { stream, owner }, wrapped)] as const,
    );
    const known = { rows, keys: new Map(keys) };
    if (rows.length > 0) this.cache.set(stream, known);
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

  /** Within the transaction: the key may have been asked for twice in one batch, or made by another process. */
  private make({ stream, owner, person: given }: Wanted): StreamKey | 'erased' {
    const { rows, keys } = this.look(stream);
    const person = personOf(rows);
    if (person === null && given !== null) this.file.run(given, stream);
    const known = keys.get(owner);
    if (known !== undefined) return known;
    const { key, wrapped } = newKey(this.masters, { stream, owner });
    this.insert.run(stream, owner, person ?? given, wrapped);
    return key;
  }

  private destroyNow(owner: KeyOwner, person: Uuid): readonly StreamName[] {
    return this.db.transaction(() => {
      this.written.count();
      const streams = this.kept.everOf(person, owner);
      this.db.prepare('UPDATE stream_key SET wrapped = NULL WHERE person = ? AND owner = ?').run(person, owner);
      return streams;
    })();
  }

  private knowMasters(): void {
    const remembered = this.db.prepare<[], Fit>('SELECT id, fits FROM master');
    const remember = this.db.prepare('INSERT INTO master (id, fits) VALUES (?, ?)');
    this.db
      .transaction(() => {
        for (const { id, fits } of newToStore(this.masters, remembered.all())) remember.run(id, fits);
      })
      .immediate();
  }

  private told<T>(read: () => T): Promise<T> {
    return here(() => this.unavailableWhereItFails(read));
  }

  /** Damage and a disk that answers with an error are told as such: they do not pass. */
  private unavailableWhereItFails<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof SealBroken || isOfTheDisk(error)) throw error;
      if (isDamage(error)) throw new SealBroken('the key store is damaged', { cause: error });
      throw new KeysUnavailable('the key store does not answer', { cause: error });
    }
  }
}

const personOf = (rows: readonly Row[]): Uuid | null => rows.find(({ person }) => person !== null)?.person ?? null;

function areSame(one: readonly Row[], other: readonly Row[]): boolean {
  return one.length === other.length && one.every((row, at) => isSame(row, other[at]));
}

function isSame(row: Row, other: Row | undefined): boolean {
  if (other?.owner !== row.owner || other.person !== row.person) return false;
  if (row.wrapped === null || other.wrapped === null) return row.wrapped === other.wrapped;
  return Buffer.compare(row.wrapped, other.wrapped) === 0;
}
