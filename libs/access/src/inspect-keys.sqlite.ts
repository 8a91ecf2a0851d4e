/** What a key store's file says of itself before it is opened for writing: found without a byte written. */
import { lookInto, ofLog, refuseBroken, type OfLog } from '#event-log';
import { type StreamName } from '#contracts';
import { fitsAll, type Fit, type MasterKeys } from './masters.js';

export interface InspectedKeys {
  /** Null of a store that was never bound to a log. */
  readonly ofLog: OfLog | null;
  /** A master key has wrapped something here, or may have. */
  readonly isUsed: boolean;
  /** Of the streams asked about, those of which it has no key, not even a destroyed one. */
  readonly lacking: readonly StreamName[];
  /** Whether what wraps these keys are these masters, or some of them; also of a store that knows none. */
  fits(masters: MasterKeys): boolean;
}

/** Of the store in `file`; undefined where there is none. Reads all of it. Throws `FileUnusable`. */
export function inspectKeys(file: string, streams: readonly StreamName[]): InspectedKeys | undefined {
  return lookInto(file, (db) => {
    refuseBroken(db, file);
    const has = (table: string) => db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
    if (!has('stream_key')) return undefined;
    const key = db.prepare('SELECT 1 FROM stream_key WHERE stream = ?');
    // Of a store from before masters had ids its one row stands in \`store\`.
    const remembered = has('master')
      ? db.prepare<[], Fit>('SELECT id, fits FROM master').all()
      : db.prepare<[], Fit>("SELECT x'00000000' AS id, fits FROM store").all();
    return {
      ofLog: ofLog(db),
      isUsed: remembered.length > 0,
      lacking: streams.filter((stream) => key.get(stream) === undefined),
      fits: (masters: MasterKeys) => fitsAll(masters, remembered),
    };
  });
}
