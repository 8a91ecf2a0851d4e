/** Files copied with their hash, each durable, and folders that are there whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BackupRefused } from './backup-refused.js';

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

export interface Hashed {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Size and hash of a file. */
export async function hashed(path: string): Promise<Hashed> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Copies what is to be a file of `bytes`, no more of it, into one that is not there yet. Gives what was copied. */
export async function copied(from: string, to: string, bytes: number): Promise<Hashed> {
  const hash = createHash('sha256');
  let count = 0;
  const file = await open(to, 'wx', OWNER_ONLY_FILE);
  try {
    // One byte more than there should be is enough to know it by.
    for await (const chunk of createReadStream(from, { end: bytes }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      count += chunk.length;
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes: count, sha256: hash.digest('hex') };
}

/** Writes a file that is not there yet, for its owner alone; durable when it resolves. */
export async function written(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', OWNER_ONLY_FILE);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes what is on its way to a file's place durable. */
export async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Throws `BackupRefused` (`FolderNotEmpty`) where anything stands at `folder` but an empty folder. */
export function refuseFilled(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory() || readdirSync(folder).length > 0) throw new BackupRefused('FolderNotEmpty', folder);
}

/**
 * Fills a folder beside `folder` and puts it in its place when all is there and durable; broken off, nothing is left of it.
 * Throws as `fill`, and `BackupRefused` (`FolderNotEmpty`).
 */
export async function filledAtOnce<T>(folder: string, fill: (draft: string) => Promise<T>): Promise<T> {
  refuseFilled(folder);
  const parent = dirname(resolve(folder));
  mkdirSync(parent, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const draft = `${resolve(folder)}.${randomUUID()}.draft`;
  mkdirSync(draft, { mode: OWNER_ONLY_FOLDER });
  try {
    const filled = await fill(draft);
    await synced(draft);
    // Who has put something there meanwhile keeps it: no folder takes the place of one that is not empty.
    refuseFilled(folder);
    renameSync(draft, resolve(folder));
    await synced(parent);
    return filled;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
