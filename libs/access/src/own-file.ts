/** Files that hold secrets: readable by their owner alone, complete or not there at all. */
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** The folder of `path`, made if it is missing, open to its owner alone. */
export function makeFolderOf(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
}

/** Writes or replaces a secret file; durable when it returns. */
export function writeOwnFile(path: string, text: string): void {
  const draft = writeDraft(path, text);
  renameSync(draft, path);
  syncFolderOf(path);
}

/** The file's text; where there is none, what `make` gives becomes it. Of two processes that start at once one wins. */
export async function readOrMakeOwnFile(path: string, make: () => string | Promise<string>): Promise<string> {
  const existing = readIfThere(path);
  if (existing !== undefined) return existing;
  const draft = writeDraft(path, await make());
  try {
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  syncFolderOf(path);
  return readFileSync(path, 'utf8');
}

/** The file's text, or undefined where there is no such file. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function writeDraft(path: string, text: string): string {
  makeFolderOf(path);
  const draft = `${path}.${randomUUID()}.draft`;
  const file = openSync(draft, 'wx', OWNER_ONLY_FILE);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return draft;
}

function syncFolderOf(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
