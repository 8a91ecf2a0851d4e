/** One writer per log file: locks that the operating system releases when the process ends, however it ends. */
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { openingFile } from './file-unusable.js';
import { makeOwnFile } from './own-modes.js';
import { sqliteCodeOf } from './sqlite-faults.js';

/** Another process, or another part of this one, already writes to this log. */
export class LogInUse extends Error {
  override readonly name = 'LogInUse';
  constructor(readonly path: string) {
    super(`another process writes to ${path}: one SQLite log has one hub (more hubs need another log)`);
  }
}

export interface WriterLock {
  release(): void;
  /** Releases it, and leaves the folder as it was: nothing was made under it. */
  undo(): void;
}

/**
 * Takes the lock of `path` or throws `LogInUse`. The lock is an open exclusive transaction on a file beside the log: of
 * two that start at once one gets it. Whoever removes that file while a hub runs meets `refuseShared`.
 */
export function takeWriterLock(path: string): WriterLock {
  mkdirSync(dirname(path), { recursive: true });
  const file = `${path}.lock`;
  const isNew = !existsSync(file);
  const lock = openingFile(file, () => begun(file, path));
  return {
    release: () => lock.close(),
    undo: () => {
      if (isNew) rmSync(file, { force: true });
      lock.close();
    },
  };
}

/** What stands there and is no lock holds nothing: it is removed. */
function begun(file: string, path: string): Database.Database {
  try {
    return locked(file, path);
  } catch (error) {
    if (error instanceof LogInUse || !existsSync(file)) throw error;
    rmSync(file, { recursive: true, force: true });
    return locked(file, path);
  }
}

function locked(file: string, path: string): Database.Database {
  makeOwnFile(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw sqliteCodeOf(error) === 'SQLITE_BUSY' ? new LogInUse(path) : error;
  }
}

/**
 * Throws `LogInUse` where anybody else has the log itself open: a hub whose lock file was removed, or a copy being made.
 * Every connection to a file with a write-ahead log holds a lock on that very file as long as it is open, and who asks
 * for it alone is refused. For a log that has been found sound: what a killed process left in its journal is moved into it.
 */
export function refuseShared(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  openingFile(path, () => {
    const db = new Database(path, { timeout: 0, fileMustExist: true });
    try {
      db.pragma('locking_mode = EXCLUSIVE');
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
    } catch (error) {
      if (sqliteCodeOf(error) === 'SQLITE_BUSY') throw new LogInUse(path);
      throw error;
    } finally {
      db.close();
    }
  });
}
