/** A file of the data folder that is not what it was when it was written, or cannot be used. */
import { CorruptEvent } from './event-log.port.js';
import { sqliteCodeOf } from './sqlite-faults.js';

/**
 * What is wrong with a file. `missing`: the rest of the folder says that it was there. `older`: another file has seen
 * more of it. `foreign`: it is of another log. `closed`: this user may not read or write it.
 */
export type FileDamage =
  'missing' | 'older' | 'foreign' | 'damaged' | 'later' | 'notAFile' | 'closed' | 'inUse' | 'diskFull' | 'diskFails';

export class FileUnusable extends Error {
  override readonly name = 'FileUnusable';
  constructor(
    readonly path: string,
    readonly damage: FileDamage,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${damage}: ${reason}`, options);
  }
}

const BY_CODE: Readonly<Record<string, FileDamage>> = {
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
  SQLITE_FORMAT: 'damaged',
  // What a damaged schema answers to a question that the program knows to be right.
  SQLITE_ERROR: 'damaged',
  SQLITE_SCHEMA: 'damaged',
  SQLITE_CONSTRAINT: 'damaged',
  SQLITE_MISMATCH: 'damaged',
  SQLITE_TOOBIG: 'damaged',
  SQLITE_CANTOPEN: 'closed',
  SQLITE_READONLY: 'closed',
  SQLITE_PERM: 'closed',
  SQLITE_AUTH: 'closed',
  SQLITE_BUSY: 'inUse',
  SQLITE_LOCKED: 'inUse',
  SQLITE_FULL: 'diskFull',
  SQLITE_IOERR: 'diskFails',
};

/** What an error that was met while `path` was opened means for that file; what is none of the file's as it is. */
export function fileFaultOf(path: string, error: unknown): Error {
  if (error instanceof CorruptEvent) return new FileUnusable(path, 'damaged', error.reason, { cause: error });
  const damage = BY_CODE[sqliteCodeOf(error) ?? ''];
  return damage === undefined
    ? (error as Error)
    : new FileUnusable(path, damage, (error as Error).message, { cause: error });
}

/** Runs what opens or looks into `path`. Throws `FileUnusable` where the file is at fault. */
export function openingFile<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw fileFaultOf(path, error);
  }
}
