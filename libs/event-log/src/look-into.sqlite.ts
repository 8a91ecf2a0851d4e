/** Looking into a SQLite file without writing to it, or leaving anything beside it. */
import { existsSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { FileUnusable, openingFile } from './file-unusable.js';
import { type Db } from './schema.sqlite.js';

/** What SQLite puts beside a file of which it is only asked; what was there before is left as it is. */
const COMPANIONS = ['-wal', '-shm'] as const;
const BUSY_WAIT_MS = 5_000;

/**
 * What `look` finds in the file; undefined where there is none, or one without a byte, which is how a file begins. Only
 * for who holds the folder's lock: companions that were not there before are removed again. An index of a journal that
 * was there (`-shm`) is brought up by SQLite, as at any opening. Throws `FileUnusable`.
 */
export function lookInto<T>(path: string, look: (db: Db) => T): T | undefined {
  if (!isFilled(path)) return undefined;
  const made = COMPANIONS.map((suffix) => path + suffix).filter((companion) => !existsSync(companion));
  try {
    return openingFile(path, () => {
      const db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_WAIT_MS });
      try {
        return look(db);
      } finally {
        db.close();
      }
    });
  } finally {
    for (const companion of made) rmSync(companion, { force: true });
  }
}

/** The first of what SQLite finds wrong with a file's pages, indexes and types, if anything. Reads the whole file. */
export function refuseBroken(db: Db, path: string): void {
  const found = db.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') throw new FileUnusable(path, 'damaged', String(found));
}

/** Throws `FileUnusable` where something stands there that is no file. */
function isFilled(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (!found.isFile()) throw new FileUnusable(path, 'notAFile', 'something that is no file stands there');
  return found.size > 0 || existsSync(`${path}-wal`);
}
