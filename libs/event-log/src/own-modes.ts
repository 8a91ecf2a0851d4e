/** What the hub keeps is for the user it runs as, and nobody else on the machine. */
import { closeSync, openSync } from 'node:fs';

const OWNER_ONLY_FILE = 0o600;

/**
 * Makes an empty file that its owner alone may read, where there is none; SQLite gives what it puts beside it the same
 * mode. A file that is there is not opened: closing it would let go every lock that this process holds on it.
 */
export function makeOwnFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY_FILE));
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  }
}
