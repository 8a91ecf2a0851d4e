/** One writer per log file: a lock that the operating system releases when the process ends, however it ends. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** Another process, or another part of this one, already writes to this log. */
export class LogInUse extends Error {
  override readonly name = 'LogInUse';
  constructor(readonly path: string) {
    super(`another process writes to ${path}: one SQLite log has one hub (more hubs need another log)`);
  }
}

/** Takes the lock of `path` or throws `LogInUse`. The lock is an open exclusive transaction on a file beside the log. */
export function takeWriterLock(path: string): { release(): void } {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') throw new LogInUse(path);
    throw error;
  }
  return { release: () => lock.close() };
}
