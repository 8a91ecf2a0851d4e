/** The SQLite file in which a follower keeps its result and, in the same transaction, how far it has come. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { bindToLog, FileUnusable, makeOwnFile, openingFile, type LogId, type Position } from '#event-log';
import { crc32 } from 'node:zlib';
import { removeLeftovers } from './leftovers.js';

export type ResultDb = Database.Database;

/** One step of the file's schema, run once, in the order given. A step that has run never changes: add another. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

export interface ResultFileOptions {
  readonly path: string;
  readonly migrations: readonly Migration[];
  /**
   * `rebuildable`: everything can be had again from the log. A power cut may then take the last transactions, but in
   * WAL mode always whole ones, checkpoint with result, and the follower does them again: so it need not sync at
   * every commit (`synchronous=NORMAL`). `primary`: holds what is nowhere else; every commit is synced (FULL).
   */
  readonly durability?: 'rebuildable' | 'primary';
  /** The log from which, or beside which, it is made: it is no other log's. Left out by who opens it a second time. */
  readonly logId?: LogId | undefined;
  /** Sees what has run in the file before anything is; what it throws leaves the file as it was. */
  readonly refuse?: Refuse | undefined;
}

/** A migration that has run. */
export interface Ran {
  readonly name: string;
  readonly sha256: string;
}

export type Refuse = (ran: readonly Ran[], db: ResultDb) => void;

export interface ResultFile {
  readonly path: string;
  readonly db: ResultDb;
  /** How far the named follower has come; null if it has never kept anything. */
  checkpoint(follower: string): Position | null;
  /** Runs `write` and keeps `next` as the follower's checkpoint: both or neither. Nothing asynchronous may happen inside. */
  commit(follower: string, next: Position, write: (db: ResultDb) => void): void;
  close(): void;
}

/** The file was made by other migrations: what is rebuildable is rebuilt, what is primary needs its migration. */
export class ResultFileOutdated extends Error {
  override readonly name = 'ResultFileOutdated';
}

const PAGE_BYTES = 16 * 1024;
const CACHE_KIB = 16 * 1024;
const BUSY_WAIT_MS = 5_000;
const SYNCHRONOUS = { rebuildable: 1, primary: 2 } as const;
const OWN_TABLES = `
  CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS checkpoint (follower TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
/** A checkpoint that is not what was written would pass over events, or tell of some that never were. */
const CHECKPOINT_CRC = 'ALTER TABLE checkpoint ADD COLUMN crc INTEGER';

/** Covers a checkpoint whole. */
export function checkpointCrc(follower: string, position: string): number {
  return crc32(`${follower} ${position}`);
}

/**
 * Opens the file, making it if need be, removes what a killed rebuild has left beside it, and brings its schema up.
 * Throws `FileUnusable` where it is damaged or of another log, `ResultFileOutdated` where it was made by other migrations.
 */
export function openResultFile(options: ResultFileOptions): ResultFile {
  const { path } = options;
  mkdirSync(dirname(path), { recursive: true });
  removeLeftovers(path);
  return openingFile(path, () => {
    makeOwnFile(path);
    return opened(options);
  });
}

function opened({ path, migrations, durability = 'rebuildable', logId, refuse }: ResultFileOptions): ResultFile {
  const db = new Database(path, { timeout: BUSY_WAIT_MS });
  try {
    db.pragma(`page_size = ${PAGE_BYTES}`);
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${SYNCHRONOUS[durability]}`);
    db.pragma(`cache_size = -${CACHE_KIB}`);
    if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS[durability]) {
      throw new Error(`${path} does not take synchronous=${SYNCHRONOUS[durability]}`);
    }
    refuse?.(ranIn(db), db);
    migrate(db, path, migrations);
    if (logId !== undefined) db.transaction(bindToLog).immediate(db, path, logId);
  } catch (error) {
    db.close();
    throw error;
  }
  return resultFile(db, path);
}

function resultFile(db: ResultDb, path: string): ResultFile {
  const read = db.prepare<[string], Kept>('SELECT follower, position, crc FROM checkpoint WHERE follower = ?');
  const keep = db.prepare<[string, Position, number]>(
    `INSERT INTO checkpoint (follower, position, crc) VALUES (?, ?, ?)
       ON CONFLICT (follower) DO UPDATE SET position = excluded.position, crc = excluded.crc`,
  );
  const both = db.transaction((follower: string, next: Position, write: (db: ResultDb) => void) => {
    write(db);
    keep.run(follower, next, checkpointCrc(follower, next));
  });
  return {
    path,
    db,
    checkpoint: (follower) => {
      const kept = read.get(follower);
      return kept ? soundCheckpoint(path, kept) : null;
    },
    commit: (follower, next, write) => {
      both.immediate(follower, next, write);
    },
    close: () => {
      db.close();
    },
  };
}

export interface Kept {
  readonly follower: string;
  readonly position: Position;
  /** Null of one that was kept before checkpoints had any. */
  readonly crc: number | null;
}

/** The position. Throws `FileUnusable` where it is not what was kept. */
export function soundCheckpoint(path: string, { follower, position, crc }: Kept): Position {
  if (crc !== null && crc !== checkpointCrc(follower, position))
    throw new FileUnusable(path, 'damaged', `the checkpoint of ${follower} is not what was kept`);
  return position;
}

/** Throws `FileUnusable` where how far any follower has come is not what was kept. */
export function refuseAlteredCheckpoints({ db, path }: Pick<ResultFile, 'db' | 'path'>): void {
  const kept = db.prepare<[], Kept>('SELECT follower, position, crc FROM checkpoint');
  for (const one of kept.all()) soundCheckpoint(path, one);
}

/** What has run in a file; nothing in one without the tables of a result. */
export function ranIn(db: ResultDb): readonly Ran[] {
  const isMade = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").get() !== undefined;
  return isMade ? db.prepare<[], Ran>('SELECT name, sha256 FROM migration').all() : [];
}

/** Of a migration, by which it is known again. */
export const sha256Of = (sql: string): string => createHash('sha256').update(sql).digest('hex');

/**
 * Of a file that nobody makes anew: throws `FileUnusable` where a later version of the program has run other migrations, or
 * the traces of these are not what was written.
 */
export function refuseLater(path: string, migrations: readonly Migration[]): Refuse {
  const known = new Map(migrations.map(({ name, sql }) => [name, sha256Of(sql)]));
  return (ran) => {
    for (const { name, sha256 } of ran)
      if (known.get(name) !== sha256)
        throw new FileUnusable(path, 'later', `this version knows no migration ${name} by that text`);
  };
}

function migrate(db: ResultDb, path: string, migrations: readonly Migration[]): void {
  db.exec(OWN_TABLES);
  if (!hasCrc(db)) db.exec(CHECKPOINT_CRC);
  const done = db.prepare<[string], string>('SELECT sha256 FROM migration WHERE name = ?').pluck();
  const note = db.prepare<[string, string]>('INSERT INTO migration (name, sha256) VALUES (?, ?)');
  db.transaction(() => {
    for (const { name, sql } of migrations) {
      const sha256 = sha256Of(sql);
      const before = done.get(name);
      if (before === sha256) continue;
      if (before !== undefined) throw new ResultFileOutdated(`${path}: migration ${name} has changed since it ran`);
      db.exec(sql);
      note.run(name, sha256);
    }
  }).immediate();
}

export function hasCrc(db: ResultDb): boolean {
  return db.prepare("SELECT 1 FROM pragma_table_info('checkpoint') WHERE name = 'crc'").get() !== undefined;
}
