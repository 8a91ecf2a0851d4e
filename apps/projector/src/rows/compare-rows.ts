/** The list rows held against rows made anew from the log: over copies of the files, so that nothing of the live ones is touched. */
import { bearing, memoryBearingIndex } from '#cases';
import { buildInWorker, type PutAside, type RebuildProgress } from '#follow';
import { type WhereMaster } from '#access';
import { type Position } from '#event-log';
import { nameOfThings } from '../views/names.js';
import { followToHead } from './build-rows.js';
import { openKeysAt, openLogAt, type RowSources } from './row-sources.js';
import { openSqliteRows, type SqliteRowStore } from './row-store.sqlite.js';

export interface ComparingRows {
  /** Copies, the rows' first: the log's goes as far as theirs, or further. */
  readonly copies: { readonly rows: string; readonly log: string; readonly keys: string };
  readonly masters: WhereMaster;
  /** Where they are made anew: a file that is not there yet. */
  readonly into: string;
  readonly onProgress: (progress: RebuildProgress) => void;
}

/** A row, by its table, its number there and what it is of. */
export interface RowFound {
  readonly table: string;
  readonly row: number;
  readonly of: string;
}

/** What was found, up to which position. */
export type RowsCompared = { readonly position: Position } & (
  | { readonly equal: true; readonly rows: number }
  /** Null where the one has no row there; both null where the file could not be used as it is. */
  | { readonly equal: false; readonly live: RowFound | null; readonly anew: RowFound | null; readonly reason: string }
);

/**
 * Makes the rows anew in a worker thread, lets the copy of the live ones follow to the same position, and compares them row by
 * row. Faults: those of log and keys.
 */
export async function compareRows({ copies, masters, into, onProgress }: ComparingRows): Promise<RowsCompared> {
  const sources: RowSources = {
    log: { kind: 'sqlite', path: copies.log },
    keys: { kind: 'sqlite', path: copies.keys, ...masters },
  };
  const position = await buildInWorker(into, {
    module: new URL('./rows-rebuild.js', import.meta.url),
    data: sources,
    onProgress,
  });
  const aside: PutAside[] = [];
  const live = openSqliteRows(copies.rows, { onAside: (one) => void aside.push(one) });
  try {
    const unusable = aside[0]?.reason ?? (await followed(live, sources));
    if (unusable !== undefined) return { equal: false, position, live: null, anew: null, reason: unusable };
    const anew = openSqliteRows(into);
    try {
      return { position, ...(await firstDifference(live.dump(), anew.dump())) };
    } finally {
      anew.closeNow();
    }
  } finally {
    live.closeNow();
  }
}

/** Undefined once the rows hold all of the log; what is wrong with them where they are not what was written. */
async function followed(live: SqliteRowStore, sources: RowSources): Promise<string | undefined> {
  const { log, close } = await openLogAt(sources.log);
  const keys = await openKeysAt(sources.keys);
  try {
    const bears = bearing({ log, keys, index: memoryBearingIndex() });
    await followToHead({ log, keys, bearing: bears, name: nameOfThings }, live);
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'FileUnusable') throw error;
    return error.message;
  } finally {
    await keys.close();
    await close();
  }
}

export type DumpsCompared =
  | { readonly equal: true; readonly rows: number }
  | { readonly equal: false; readonly live: RowFound | null; readonly anew: RowFound | null; readonly reason: string };

/** Row by row, until one differs: both are in one order. */
export async function firstDifference(
  live: AsyncIterable<string>,
  anew: AsyncIterable<string>,
): Promise<DumpsCompared> {
  const [ofLive, ofAnew] = [live[Symbol.asyncIterator](), anew[Symbol.asyncIterator]()];
  try {
    for (let rows = 0; ; rows += 1) {
      const [line, made] = [lineIn(await ofLive.next()), lineIn(await ofAnew.next())];
      if (line !== made)
        return { equal: false, live: found(line, rows), anew: found(made, rows), reason: reasonOf(line, made) };
      if (line === null) return { equal: true, rows };
    }
  } finally {
    await Promise.all([ofLive.return?.(), ofAnew.return?.()]);
  }
}

/** Null after the last. */
const lineIn = (next: IteratorResult<string>): string | null => (next.done === true ? null : next.value);

function reasonOf(line: string | null, made: string | null): string {
  if (line === null) return 'missing';
  return made === null ? 'tooMany' : 'different';
}

/** Of what a dump has as a line: `<table> <values as JSON>`, the key of the row first among them. */
function found(line: string | null, row: number): RowFound | null {
  if (line === null) return null;
  const [table = '', ...values] = line.split(' ');
  const [of] = JSON.parse(values.join(' ')) as readonly unknown[];
  return { table, row, of: String(of) };
}
