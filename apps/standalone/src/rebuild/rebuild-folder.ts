/** The list rows of a data folder made anew, or held against rows made anew: the one of a folder at rest, the other while its hub runs. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type WhereMaster } from '#access';
import { FileUnusable, takeWriterLock, type Position } from '#event-log';
import { type RebuildProgress } from '#follow';
import { compareRows, rebuildRowsFile, type RowsCompared } from '#projector';
import { copiedAtOnce } from '../backup/snapshots.sqlite.js';
import { type Files } from '../folder/files.js';

export interface OfFolder {
  readonly files: Files;
  /** Where the master key is: it must be there, and is not made. */
  readonly masters: WhereMaster;
  /** In events. */
  readonly onProgress: (progress: RebuildProgress) => void;
}

/** The rows first: what they were made from is in the log that is held after them, and every key of that in the keys. */
const COPIED = ['rows', 'log', 'keys'] as const;

/**
 * Makes rows anew from copies of the files, beside the folder, and compares them with those that answer. Nothing in the folder is
 * written. Throws `FileUnusable` where one of the files is not there.
 */
export async function compareFolder({ files, masters, onProgress }: OfFolder): Promise<RowsCompared> {
  for (const name of COPIED)
    if (!existsSync(files[name])) throw new FileUnusable(files[name], 'missing', 'it is to be read');
  const beside = join(dirname(dirname(files.log)), `compare-${randomUUID()}`);
  mkdirSync(beside, { mode: 0o700 });
  try {
    const copies = { rows: join(beside, 'rows.db'), log: join(beside, 'log.db'), keys: join(beside, 'keys.db') };
    await copiedAtOnce(
      COPIED.map((name) => [files[name], copies[name]]),
      files.log,
    );
    return await compareRows({ copies, masters, into: join(beside, 'anew.db'), onProgress });
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Makes them anew, in place. Throws `LogInUse` where a hub runs over the folder; gives the position that they go to. */
export async function rebuildFolder({ files, masters, onProgress }: OfFolder): Promise<Position> {
  if (!existsSync(files.log)) throw new FileUnusable(files.log, 'missing', 'rows are made from it');
  const lock = takeWriterLock(files.log);
  try {
    const keys = { kind: 'sqlite', path: files.keys, ...masters } as const;
    const sources = { log: { kind: 'sqlite', path: files.log }, keys } as const;
    return await rebuildRowsFile({ path: files.rows, sources, onProgress });
  } finally {
    lock.release();
  }
}
