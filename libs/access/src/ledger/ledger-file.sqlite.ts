/** The ledger's SQLite file: opened so that an acknowledged entry survives a power cut, and its tables, which only grow. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import {
  bindToLog,
  faultOf,
  FileUnusable,
  isDamage,
  type LogId,
  LogUnavailable,
  lookInto,
  makeOwnFile,
  ofLog,
  type OfLog,
  openingFile,
} from '#event-log';
import { fitsAll, type Fit, type MasterKeys } from '../masters.js';
import { makeFolderOf } from '../own-file.js';
import { LedgerDamaged, LedgerUnavailable } from './ledger.port.js';
import { IS_DENIAL } from './ledger-rows.sqlite.js';

/** `HVBL`, so that another program's file is never taken for a ledger. */
const APPLICATION_ID = 0x4856424c;
/** Bytes: who reads alone writes a page of the table and one of each index, whatever an entry takes. */
const PAGE_BYTES = 4 * 1024;
/** KiB of page cache (SQLite takes a negative number as KiB). */
const CACHE_KIB = 16 * 1024;
/** Pages of the write-ahead log before they are copied back, 16 MiB: those that are written again and again are copied once. */
const CHECKPOINT_PAGES = 4_000;
const BUSY_TIMEOUT_MS = 5_000;
/** Of a file of SQLite, and where in it stand how large a page is and how many there are. */
const HEADER_BYTES = 100;
const PAGE_BYTES_AT = 16;
const PAGES_AT = 28;
/** SQLite's number for `synchronous=FULL`: the WAL is synced at every commit. */
const SYNCHRONOUS_FULL = 2;

const TABLES = `
  CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    controller TEXT NOT NULL,
    seq INTEGER NOT NULL, -- from 1 without a gap, of each controller
    kind TEXT NOT NULL, -- access or review
    read_at TEXT NOT NULL,
    crc INTEGER NOT NULL, -- of all the rest
    open TEXT NOT NULL,
    sealed BLOB NOT NULL -- who asked, under the year's key
  ) STRICT;
  CREATE UNIQUE INDEX entry_of_controller ON entry (controller, seq);
  CREATE INDEX entry_by_time ON entry (controller, read_at, seq) WHERE kind = 'access';
  CREATE TABLE entry_person (
    person BLOB NOT NULL,
    controller TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (person, controller, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE year_key (
    controller TEXT NOT NULL,
    year INTEGER NOT NULL,
    wrapped BLOB, -- null once destroyed
    PRIMARY KEY (controller, year)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE master (id BLOB PRIMARY KEY, fits BLOB NOT NULL) STRICT, WITHOUT ROWID;
`;

/** What is written stays: also for who opens the file with another program, unless it means to. */
const ONLY_GROWS = `
  CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
  CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
  CREATE TRIGGER person_stays BEFORE UPDATE ON entry_person BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
  CREATE TRIGGER person_is_kept BEFORE DELETE ON entry_person BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
  CREATE TRIGGER year_is_kept BEFORE DELETE ON year_key BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
  CREATE TRIGGER year_stays_destroyed BEFORE UPDATE ON year_key
    WHEN old.wrapped IS NULL OR new.controller <> old.controller OR new.year <> old.year
    BEGIN SELECT RAISE(ABORT, 'a destroyed key of the ledger is not made again'); END;
`;

/** What denials are found by, and how far others have been told of them, which goes on and never back. */
const DENIALS = `
  CREATE INDEX entry_denied ON entry (position) WHERE ${IS_DENIAL};
  CREATE TABLE told (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    position INTEGER NOT NULL, -- of the last denial that others have been told of
    crc INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER told_once BEFORE UPDATE ON told WHEN new.position <= old.position
    BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
  CREATE TRIGGER told_is_kept BEFORE DELETE ON told BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
`;

/** A file is brought up version by version, from the one that it tells; a step that was released never changes. */
const STEPS = [TABLES + ONLY_GROWS, DENIALS];
const SCHEMA_VERSION = STEPS.length;
const VERSION_FIRST = 1;

/** Opens or makes the file. Throws `FileUnusable` where it is damaged, of another log, of a later version or closed. */
export function openLedgerFile(file: string, logId: LogId | undefined): Database.Database {
  makeFolderOf(file);
  return openingFile(file, () => {
    makeOwnFile(file);
    const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    try {
      prepare(db, file, logId);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function prepare(db: Database.Database, file: string, logId: LogId | undefined): void {
  refuseForeign(db, file);
  db.pragma(`page_size = ${PAGE_BYTES}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  // A key that is destroyed is overwritten, not only unlinked from its page.
  db.pragma('secure_delete = ON');
  if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL)
    throw new FileUnusable(file, 'closed', 'the ledger cannot be made durable');
  db.transaction(() => {
    bringUp(db);
    if (logId !== undefined) bindToLog(db, file, logId);
  }).immediate();
  refuseBrokenKeys(db, file);
}

function bringUp(db: Database.Database): void {
  if (versionOf(db) === SCHEMA_VERSION) return;
  for (const step of STEPS.slice(versionOf(db))) db.exec(step);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${SCHEMA_VERSION}`);
}

const versionOf = (db: Database.Database): number => db.pragma('user_version', { simple: true }) as number;

function refuseForeign(db: Database.Database, file: string): void {
  if (db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0) return;
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    throw new FileUnusable(file, 'damaged', 'the file is not a ledger');
  if (versionOf(db) > SCHEMA_VERSION)
    throw new FileUnusable(file, 'later', 'the ledger was written by a later version');
  if (versionOf(db) < VERSION_FIRST) throw new FileUnusable(file, 'damaged', 'the ledger does not tell its version');
}

/**
 * The small tables, page by page; entries are held by their checksums when they are read, so that a ledger of years opens
 * as soon as one of a day.
 */
function refuseBrokenKeys(db: Database.Database, file: string): void {
  for (const table of ['year_key', 'master']) {
    const found = db.pragma(`integrity_check(${table})`, { simple: true });
    if (found !== 'ok') throw new FileUnusable(file, 'damaged', String(found));
  }
}

/**
 * A file that is shorter than it says of itself, where no journal beside it holds the rest. Asked before SQLite opens it: to
 * close a file lets go every lock that this process holds on it.
 */
function refuseCut(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  const journal = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size < HEADER_BYTES || (journal?.size ?? 0) > 0) return;
  if (found.size < bytesToldBy(file)) throw new FileUnusable(file, 'damaged', 'it is shorter than it was');
}

/** Pages by their size; ours are none of those that the header gives otherwise than in bytes. */
function bytesToldBy(file: string): number {
  const header = Buffer.alloc(HEADER_BYTES);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, header, { position: 0 });
  } finally {
    closeSync(opened);
  }
  return header.readUInt32BE(PAGES_AT) * header.readUInt16BE(PAGE_BYTES_AT);
}

/** What an error of the file means to who reads or writes it. */
export function ledgerFaultOf(error: unknown): Error {
  if (error instanceof LedgerDamaged || error instanceof LedgerUnavailable) return error;
  if (isDamage(error)) return new LedgerDamaged('the ledger is damaged', { cause: error });
  const fault = faultOf(error);
  return fault instanceof LogUnavailable
    ? new LedgerUnavailable('the ledger does not answer now', { cause: error })
    : fault;
}

export interface InspectedLedger {
  /** Null of one that was never bound to a log. */
  readonly ofLog: OfLog | null;
  /** A master key has wrapped something here, or may have. */
  readonly isUsed: boolean;
  /** Whether what wraps its keys are these masters, or some of them; also of one that knows none. */
  fits(masters: MasterKeys): boolean;
}

/** What the file says of itself before it is opened for writing; undefined where there is none. Writes nothing. Throws `FileUnusable`. */
export function inspectLedger(file: string): InspectedLedger | undefined {
  refuseCut(file);
  return lookInto(file, (db) => {
    refuseForeign(db, file);
    if (versionOf(db) === 0) return undefined;
    refuseBrokenKeys(db, file);
    const remembered = db.prepare<[], Fit>('SELECT id, fits FROM master').all();
    return {
      ofLog: ofLog(db),
      isUsed: remembered.length > 0,
      fits: (masters: MasterKeys) => fitsAll(masters, remembered),
    };
  });
}
