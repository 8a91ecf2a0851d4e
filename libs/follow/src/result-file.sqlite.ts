/** The SQLite file in which a follower keeps its result and, in the same transaction, how far it has come. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type Position } from '#event-log';
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
}

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

/** Opens the file, making it if need be, removes what a killed rebuild has left beside it, and brings its schema up. */
export function openResultFile({ path, migrations, durability = 'rebuildable' }: ResultFileOptions): ResultFile {
  mkdirSync(dirname(path), { recursive: true });
  removeLeftovers(path);
  const db = new Database(path, { timeout: BUSY_WAIT_MS });
  try {
    db.pragma(`page_size = ${PAGE_BYTES}`);
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${SYNCHRONOUS[durability]}`);
    db.pragma(`cache_size = -${CACHE_KIB}`);
    if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS[durability]) {
      throw new Error(`${path} does not take synchronous=${SYNCHRONOUS[durability]}`);
    }
    migrate(db, path, migrations);
  } catch (error) {
    db.close();
    throw error;
  }
  return resultFile(db, path);
}

function resultFile(db: ResultDb, path: string): ResultFile {
  const read = db.prepare<[string], Position>('SELECT position FROM checkpoint WHERE follower = ?').pluck();
  const keep = db.prepare<[string, Position]>(
    'INSERT INTO checkpoint (follower, position) VALUES (?, ?) ON CONFLICT (follower) DO UPDATE SET position = excluded.position',
  );
  const both = db.transaction((follower: string, next: Position, write: (db: ResultDb) => void) => {
    write(db);
    keep.run(follower, next);
  });
  return {
    path,
    db,
    checkpoint: (follower) => read.get(follower) ?? null,
    commit: (follower, next, write) => {
      both.immediate(follower, next, write);
    },
    close: () => {
      db.close();
    },
  };
}

function migrate(db: ResultDb, path: string, migrations: readonly Migration[]): void {
  db.exec(OWN_TABLES);
  const done = db.prepare<[string], string>('SELECT sha256 FROM migration WHERE name = ?').pluck();
  const note = db.prepare<[string, string]>('INSERT INTO migration (name, sha256) VALUES (?, ?)');
  db.transaction(() => {
    for (const { name, sql } of migrations) {
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const before = done.get(name);
      if (before === sha256) continue;
      if (before !== undefined) throw new ResultFileOutdated(`${path}: migration ${name} has changed since it ran`);
      db.exec(sql);
      note.run(name, sha256);
    }
  }).immediate();
}
