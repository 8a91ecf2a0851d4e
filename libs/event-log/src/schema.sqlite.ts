/** The log's SQLite file: how it is opened so that an acknowledged event survives a power cut, and its tables. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { CorruptEvent } from './event-log.port.js';
import { FileUnusable, openingFile } from './file-unusable.js';
import { type LogId } from './log-identity.js';
import { makeOwnFile } from './own-modes.js';

export type Db = Database.Database;

/** `HVBH`, so that another program's file is never taken for a log. */
const APPLICATION_ID = 0x48564248;
const SCHEMA_VERSION = 2;
/** Logs of the first version have no identity; the one who writes gives them one. */
const FIRST_VERSION = 1;
/** Bytes: a third faster than the default 4 KiB for events of a kilobyte. Fixed when the file is made. */
const PAGE_BYTES = 16 * 1024;
/** KiB of page cache (SQLite takes a negative number as KiB). */
const CACHE_KIB = 16 * 1024;
/** Milliseconds to wait for the checkpoint worker, which holds the write lock for an instant when it restarts the WAL. */
const BUSY_WAIT_MS = 5_000;
/** SQLite's number for `synchronous=FULL`: the WAL is synced at every commit. */
const FULL = 2;

// Streams and types are small integers in the rows, and no index over the events is keyed by anything random:
// such an index costs most of the append rate as the log grows. A stream's `tail` is its last revision: by it a reader
// knows that the index has shown it the whole stream. `landmark` holds the latest instant recorded up to
// every thousandth position, since the clock of the whole log, unlike that of a stream, may step back.
const TABLES = `
  CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, tail INTEGER NOT NULL) STRICT;
  CREATE TABLE event_type (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    type_id INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    crc INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_of_stream ON event (stream_id, revision);
  CREATE TABLE landmark (position INTEGER PRIMARY KEY, latest TEXT NOT NULL, crc INTEGER NOT NULL) STRICT;
`;

// `writer` is who may append: a second one that takes the log over writes its own mark, and the first finds it at its next commit.
const IDENTITY = `
  CREATE TABLE log_identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    writer TEXT NOT NULL
  ) STRICT;
`;

/** Opens the file for the one writer, making it and its folder if need be. Throws `FileUnusable`, or if it cannot be made durable. */
export function openForWriting(path: string): Db {
  mkdirSync(dirname(path), { recursive: true });
  return openingFile(path, () => {
    makeOwnFile(path);
    return openedForWriting(path);
  });
}

function openedForWriting(path: string): Db {
  const db = new Database(path, { timeout: BUSY_WAIT_MS });
  return opened(db, () => {
    refuseForeign(db, path);
    db.pragma(`page_size = ${PAGE_BYTES}`);
    db.pragma('journal_mode = WAL');
    makeDurable(db);
    if (versionOf(db) < SCHEMA_VERSION) bringUp(db);
    assertNames(db, path);
  });
}

/** Opens the file for reading beside the writer, in another thread or process. The file must exist. */
export function openForReading(path: string): Db {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_WAIT_MS });
  return opened(db, () => {
    refuseForeign(db, path);
    if (versionOf(db) === 0) throw new Error(`${path} is an empty log`);
    db.pragma(`cache_size = -${CACHE_KIB}`);
  });
}

/** Sets `synchronous=FULL` and makes sure of it: better-sqlite3 opens a WAL database with NORMAL, which loses events. */
export function makeDurable(db: Db): void {
  db.pragma('synchronous = FULL');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  assertDurable(db);
}

/** Throws unless every commit on this connection is synced. */
export function assertDurable(db: Db): void {
  const mode = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== FULL) {
    throw new Error(`the log is not durable: journal_mode ${String(mode)}, synchronous ${String(synchronous)}`);
  }
}

/**
 * Throws unless the names of streams and types agree with their indexes. They have no checksum of their own, and a
 * stream that is not found by its name would look like one never written. Some milliseconds for ten thousand streams.
 */
export function assertNames(db: Db, path: string): void {
  for (const table of ['stream', 'event_type']) {
    const found = db.pragma(`integrity_check(${table})`, { simple: true });
    if (found !== 'ok') throw new CorruptEvent(null, `${path}: ${String(found)}`);
  }
}

function opened(db: Db, prepare: () => void): Db {
  try {
    prepare();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The id of the log; null where it was made before logs had any, or holds nothing. */
export function identityOf(db: Db): LogId | null {
  if (versionOf(db) < SCHEMA_VERSION) return null;
  const id = db.prepare<[], LogId>('SELECT id FROM log_identity').pluck().get();
  if (id === undefined) throw new CorruptEvent(null, 'the log has lost its identity');
  return id;
}

/** Makes this process the one that writes; gives the mark that stands in the file until another takes it over. */
export function takeOver(db: Db): string {
  const mark = randomUUID();
  db.prepare('UPDATE log_identity SET writer = ?').run(mark);
  return mark;
}

export function versionOf(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number;
}

export function refuseForeign(db: Db, path: string): void {
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  if (tables === 0) return;
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    throw new FileUnusable(path, 'damaged', 'the file is not a log');
  const version = versionOf(db);
  if (version < FIRST_VERSION) throw new FileUnusable(path, 'damaged', 'the log does not tell its version');
  if (version > SCHEMA_VERSION) throw new FileUnusable(path, 'later', 'the log was written by a later version');
}

function bringUp(db: Db): void {
  db.transaction(() => {
    if (versionOf(db) === 0) {
      db.exec(TABLES);
      db.pragma(`application_id = ${APPLICATION_ID}`);
    }
    db.exec(IDENTITY);
    db.prepare("INSERT INTO log_identity (one, id, writer) VALUES (1, ?, '')").run(randomUUID());
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}
