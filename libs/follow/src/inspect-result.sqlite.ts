/** What a result file says of itself before it is opened for writing: found without a byte written. */
import { lookInto, ofLog, refuseBroken, type OfLog, type Position } from '#event-log';
import { hasCrc, ranIn, soundCheckpoint, type Kept, type Refuse } from './result-file.sqlite.js';

export interface InspectedResult {
  /** Null of a file that was never bound to a log. */
  readonly ofLog: OfLog | null;
  /** How far each follower has come, as kept. */
  readonly checkpoints: readonly Position[];
}

export interface Inspecting {
  /** Reads all of it. */
  readonly whole: boolean;
  /** Sees what has run in it. */
  readonly refuse?: Refuse;
}

/** Of the file at `path`; undefined where there is none. Throws `FileUnusable`. */
export function inspectResultFile(path: string, { whole, refuse }: Inspecting): InspectedResult | undefined {
  return lookInto(path, (db) => {
    if (whole) refuseBroken(db, path);
    refuse?.(ranIn(db), db);
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'checkpoint'").get() === undefined) return undefined;
    const kept = db.prepare<[], Kept>(
      `SELECT follower, position, ${hasCrc(db) ? 'crc' : 'NULL AS crc'} FROM checkpoint`,
    );
    return { ofLog: ofLog(db), checkpoints: kept.all().map((one) => soundCheckpoint(path, one)) };
  });
}
