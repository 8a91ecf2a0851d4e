/** What a result file says of itself before it is opened for writing: found without a byte written. */
import { FileUnusable, lookInto, ofLog, refuseBroken, type OfLog, type Position } from '#event-log';
import { hasCrc, sha256Of, soundCheckpoint, type Kept, type Migration, type ResultDb } from './result-file.sqlite.js';

export interface InspectedResult {
  /** Null of a file that was never bound to a log. */
  readonly ofLog: OfLog | null;
  /** How far each follower has come, as kept. */
  readonly checkpoints: readonly Position[];
}

export interface Inspecting {
  /** Reads all of it. */
  readonly whole: boolean;
  /** Of a primary file, which nobody makes anew: those that may have run in it. */
  readonly migrations?: readonly Migration[];
}

/** Of the file at `path`; undefined where there is none. Throws `FileUnusable`. */
export function inspectResultFile(path: string, { whole, migrations }: Inspecting): InspectedResult | undefined {
  return lookInto(path, (db) => {
    if (whole) refuseBroken(db, path);
    if (migrations !== undefined) refuseOtherMigrations(db, path, migrations);
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'checkpoint'").get() === undefined) return undefined;
    const kept = db.prepare<[], Kept>(
      `SELECT follower, position, ${hasCrc(db) ? 'crc' : 'NULL AS crc'} FROM checkpoint`,
    );
    return { ofLog: ofLog(db), checkpoints: kept.all().map((one) => soundCheckpoint(path, one)) };
  });
}

/** A later version of the program has run others; so has one whose traces are not what was written. */
function refuseOtherMigrations(db: ResultDb, path: string, migrations: readonly Migration[]): void {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").get() === undefined) return;
  const known = new Map(migrations.map(({ name, sql }) => [name, sha256Of(sql)]));
  for (const { name, sha256 } of db.prepare<[], Ran>('SELECT name, sha256 FROM migration').iterate())
    if (known.get(name) !== sha256)
      throw new FileUnusable(path, 'later', `this version knows no migration ${name} by that text`);
}

interface Ran {
  readonly name: string;
  readonly sha256: string;
}
