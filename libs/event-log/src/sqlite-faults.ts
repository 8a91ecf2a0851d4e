/** What an error of SQLite means for the log. Told by `code`: `instanceof` is false across realms. */
import { CorruptEvent, LogUnavailable } from './event-log.port.js';

/**
 * A defect: after an I/O error on writing or syncing, nobody knows what is on the disk, and SQLite goes on as if
 * nothing had happened. Only a new process, which recovers from the file, may go on.
 */
export class LogBroken extends Error {
  override readonly name: string = 'LogBroken';
}

/** A defect: another process has taken the log over. Nothing more is written here, and nothing was. */
export class LogTaken extends LogBroken {
  override readonly name: string = 'LogTaken';
}

/** Not now: the disk is full or read-only, descriptors have run out, another connection holds the file. */
const UNAVAILABLE: readonly string[] = ['SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_BUSY'];
const DAMAGED: readonly string[] = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** The error's SQLite code without its extension (`SQLITE_IOERR_FSYNC` → `SQLITE_IOERR`), if it is one of SQLite's. */
export function sqliteCodeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? /^SQLITE_[A-Z]+/.exec(code)?.[0] : undefined;
}

export function isDamage(error: unknown): boolean {
  return DAMAGED.includes(sqliteCodeOf(error) ?? '');
}

/** Of the disk itself, which may answer again and is not to be believed then, as after `LogBroken`: no fault that passes. */
export function isOfTheDisk(error: unknown): boolean {
  return sqliteCodeOf(error) === 'SQLITE_IOERR';
}

/** The fault or defect that the log shows for an error of SQLite; any other error as it is. */
export function faultOf(error: unknown): Error {
  const code = sqliteCodeOf(error) ?? '';
  const message = (error as Error).message;
  if (UNAVAILABLE.includes(code)) return new LogUnavailable(message, { cause: error });
  if (DAMAGED.includes(code)) return new CorruptEvent(null, message);
  if (isOfTheDisk(error)) return new LogBroken(message, { cause: error });
  return error as Error;
}
