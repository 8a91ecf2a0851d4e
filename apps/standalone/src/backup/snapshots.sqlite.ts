/** Copies of SQLite files as they were at one moment, while others go on writing them. */
import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { makeOwnFile, openingFile } from '#event-log';

/** Pages between two turns of the event loop. */
const PAGES_PER_STEP = 1_000;
const BUSY_WAIT_MS = 5_000;
const COMPANIONS = ['-wal', '-shm'] as const;

interface Snapshot {
  /** Copies it as it was into a file that is not there yet; without a journal beside it. Fault: `FileUnusable`. */
  copyTo(path: string): Promise<void>;
  /** Lets go of the moment. */
  close(): void;
}

/**
 * Copies each file as it was when all of them were held, which they are in this order. That of `log` is let go of last: as long
 * as it is held, no hub begins to write the folder anew. Fault: `FileUnusable`.
 */
export async function copiedAtOnce(
  copies: readonly (readonly [from: string, to: string])[],
  log: string,
): Promise<void> {
  const held: { readonly from: string; readonly to: string; readonly snapshot: Snapshot }[] = [];
  try {
    for (const [from, to] of copies) held.push({ from, to, snapshot: snapshotOf(from) });
    for (const { to, snapshot } of held) await snapshot.copyTo(to);
  } finally {
    const isLog = ({ from }: { readonly from: string }): number => Number(from === log);
    for (const { snapshot } of held.sort((one, other) => isLog(one) - isLog(other))) snapshot.close();
  }
}

/**
 * Holds the file at `path` as it is now: what is written from here on is not in its copies. Its journal cannot be begun anew
 * meanwhile, and grows. Fault: `FileUnusable`.
 */
function snapshotOf(path: string): Snapshot {
  const made = COMPANIONS.map((suffix) => path + suffix).filter((companion) => !existsSync(companion));
  const db = openingFile(path, () => {
    const opened = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_WAIT_MS });
    // A transaction sees what stood when it first read.
    opened.exec('BEGIN');
    opened.prepare('SELECT count(*) FROM sqlite_schema').get();
    return opened;
  });
  return {
    copyTo: async (to) => {
      makeOwnFile(to);
      await db.backup(to, { progress: () => PAGES_PER_STEP });
      openingFile(to, () => {
        withoutJournal(to);
      });
    },
    close: () => {
      db.close();
      for (const companion of made) rmSync(companion, { force: true });
    },
  };
}

function withoutJournal(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
