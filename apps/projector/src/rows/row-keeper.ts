/** Keeps the list rows up to date and answers from them: a follower of the log with its file, and the rebuild that replaces it. */
import { rmSync } from 'node:fs';
import { type EventLog, type Position } from '#event-log';
import {
  companionsOf,
  follow,
  openResultFile,
  rebuild,
  type Follower,
  type FollowerState,
  type RebuildProgress,
  type ResultFile,
  ResultFileOutdated,
} from '#follow';
import { ROWS_FOLLOWER, rowsTarget, type FoldDeps } from './fold.js';
import { rowQueries, type RowQueries } from './row-queries.sqlite.js';
import { dumpRows } from './row-store.sqlite.js';
import { ROW_MIGRATIONS } from './schema.data.js';
import { type RebuildData } from './rows-rebuild.js';
import { followInWorker, hasRowsWorker } from './worker-follower.js';

export interface RowKeeper {
  readonly queries: () => RowQueries;
  /** Up to where the rows that the queries read hold everything. */
  readonly position: () => Position;
  /** True once the rows hold everything up to `position`; false when `timeoutMs` passes first. */
  readonly caughtUp: (position: Position, timeoutMs: number) => Promise<boolean>;
  readonly ready: () => boolean;
  readonly lag: Follower['lag'];
  /**
   * Builds all rows anew beside the live ones, which answer meanwhile, and swaps; resolves with the position of the new
   * ones. Throws while another rebuild is under way; on any failure the live rows stay.
   */
  readonly rebuild: (onProgress?: (progress: RebuildProgress) => void) => Promise<Position>;
  /** The live rows as text, as `dumpRows` gives them. */
  readonly dump: () => Iterable<string>;
  readonly stop: () => Promise<void>;
}

export interface RowKeeperOptions {
  readonly path: string;
  readonly log: EventLog;
  readonly fold: FoldDeps;
  /**
   * Where worker threads find log and keys: the follower and a rebuild run there. Null where there are no files (specs):
   * then the follower runs on this thread, and nothing can be rebuilt beside.
   */
  readonly sources: RebuildData | null;
  readonly onDefect: (error: Error) => void;
}

interface Live {
  readonly file: ResultFile;
  readonly follower: Follower;
  readonly queries: RowQueries;
}

/** Rows of another schema are made anew from the log: nothing is lost with them but time. */
function openRowsFile(path: string): ResultFile {
  const options = { path, migrations: ROW_MIGRATIONS };
  try {
    return openResultFile(options);
  } catch (error) {
    if (!(error instanceof ResultFileOutdated)) throw error;
    for (const file of companionsOf(path)) rmSync(file, { force: true });
    return openResultFile(options);
  }
}

function goLive({ path, log, fold, sources, onDefect }: RowKeeperOptions): Live {
  const file = openRowsFile(path);
  const onState = (state: FollowerState): void => {
    if (state.kind === 'defect') onDefect(state.error);
  };
  const position = file.checkpoint(ROWS_FOLLOWER) ?? log.start;
  const follower =
    sources && hasRowsWorker()
      ? followInWorker({ path, sources, log, position, onState })
      : follow({ log, target: rowsTarget(fold, file), onState });
  return { file, follower, queries: rowQueries(file.db) };
}

/** Opens the rows' file and follows the log from where it stopped. */
export function keepRows(options: RowKeeperOptions): RowKeeper {
  let live = goLive(options);
  let rebuilding: { readonly abort: AbortController; readonly ended: Promise<Position> } | null = null;
  let swapping: Promise<void> = Promise.resolve();

  /** From closing the old file to opening the new one nothing else runs on this thread: no question meets a closed file. */
  const swap = async (replace: () => void): Promise<void> => {
    await live.follower.stop();
    live.file.close();
    try {
      replace();
    } finally {
      live = goLive(options);
    }
  };

  const rebuildRows: RowKeeper['rebuild'] = async (onProgress) => {
    if (!options.sources) throw new Error('rows are rebuilt beside the live ones only where log and keys are files');
    if (rebuilding) throw new Error('a rebuild is already under way');
    const abort = new AbortController();
    const ended = rebuild({
      livePath: options.path,
      module: new URL('./rows-rebuild.js', import.meta.url),
      data: options.sources,
      ...(onProgress ? { onProgress } : {}),
      onSwap: (replace) => (swapping = swap(replace)),
      signal: abort.signal,
    });
    rebuilding = { abort, ended };
    return ended.finally(() => {
      rebuilding = null;
    });
  };

  /** Who waits while the rows are swapped goes on waiting for the new ones. */
  const caughtUp: RowKeeper['caughtUp'] = async (position, timeoutMs) => {
    const until = performance.now() + timeoutMs;
    const { follower } = live;
    if (await follower.caughtUp(position, timeoutMs)) return true;
    await swapping.catch(() => undefined);
    const leftMs = until - performance.now();
    return live.follower !== follower && leftMs > 0 && caughtUp(position, leftMs);
  };

  const stop = async (): Promise<void> => {
    rebuilding?.abort.abort();
    await rebuilding?.ended.catch(() => undefined);
    await live.follower.stop();
    live.file.close();
  };

  return {
    queries: () => live.queries,
    position: () => live.file.checkpoint(ROWS_FOLLOWER) ?? options.log.start,
    caughtUp,
    ready: () => live.follower.ready(),
    lag: () => live.follower.lag(),
    rebuild: rebuildRows,
    dump: () => dumpRows(live.file.db),
    stop,
  };
}
