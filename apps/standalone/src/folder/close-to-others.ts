/** A data folder that somebody else made may be open to the whole machine: it is closed, with all that stands in it. */
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger } from '#http';

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;
const ANYBODY_ELSE = 0o077;
/** The folder, `access` in it, and the tokens in that. */
const DEPTH_MAX = 3;

/** Takes every right of group and others from the folder and what stands in it. What is another user's stays as it is, and is said. */
export function closeToOthers(folder: string, logger: Logger): void {
  const closed = { count: 0, refused: [] as string[] };
  close(folder, closed, DEPTH_MAX);
  if (closed.count > 0)
    logger.warn({ files: closed.count }, 'what was open to other users of the machine has been closed');
  if (closed.refused.length > 0)
    logger.warn({ paths: closed.refused }, 'open to other users of the machine, and not ours to close');
}

function close(path: string, closed: { count: number; refused: string[] }, depth: number): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  const isFolder = found.isDirectory();
  if ((found.mode & ANYBODY_ELSE) !== 0) {
    try {
      chmodSync(path, isFolder ? OWNER_ONLY_FOLDER : OWNER_ONLY_FILE);
      closed.count += 1;
    } catch {
      closed.refused.push(path);
    }
  }
  if (isFolder && depth > 0) for (const name of readdirSync(path)) close(join(path, name), closed, depth - 1);
}
