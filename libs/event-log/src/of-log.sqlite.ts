/** What a file beside the log keeps of it: which log it belongs to, and how often it has been written since. */
import { FileUnusable } from './file-unusable.js';
import { type LogId } from './log-identity.js';
import { type Db } from './schema.sqlite.js';

const TABLE = `
  CREATE TABLE IF NOT EXISTS of_log (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    writes INTEGER NOT NULL
  ) STRICT;`;

export interface OfLog {
  readonly id: LogId;
  /** Never goes back: a copy from before tells fewer. */
  readonly writes: number;
}

/** What a file tells; null of one that was never bound. */
export function ofLog(db: Db): OfLog | null {
  const isThere = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'of_log'").get();
  return isThere === undefined ? null : (db.prepare<[], OfLog>('SELECT id, writes FROM of_log').get() ?? null);
}

/** Binds the file to the log, once. Throws `FileUnusable` where it belongs to another. */
export function bindToLog(db: Db, path: string, id: LogId): void {
  const before = ofLog(db);
  if (before === null) {
    db.exec(TABLE);
    db.prepare('INSERT INTO of_log (one, id, writes) VALUES (1, ?, 0)').run(id);
    return;
  }
  if (before.id !== id) throw new FileUnusable(path, 'foreign', `it belongs to log ${before.id}, not ${id}`);
}

export interface Writes {
  /** Call within the transaction that writes. */
  readonly count: () => void;
  /** How many have been counted, as stored; once the file is closed as it was last asked. */
  counted(): number;
}

/** Counts the writes of a bound file; of one that is not bound nothing is counted. */
export function writesOf(db: Db): Writes {
  if (ofLog(db) === null) return { count: () => undefined, counted: () => 0 };
  const count = db.prepare('UPDATE of_log SET writes = writes + 1');
  const stored = db.prepare<[], number>('SELECT writes FROM of_log').pluck();
  let last = 0;
  return {
    count: () => void count.run(),
    counted: () => (last = db.open ? (stored.get() ?? last) : last),
  };
}
