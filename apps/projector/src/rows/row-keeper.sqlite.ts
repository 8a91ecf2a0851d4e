/** Keeps the rows in a file: its follower, and the rebuild that makes another file and swaps the two. */
import { type Position } from '#event-log';
import { follow, rebuild, type Follower, type FollowerState } from '#follow';
import { rowsTarget } from './fold.js';
import { type RowKeeper, type RowKeeperOptions } from './row-keeper.port.js';
import { openSqliteRows, type SqliteRowStore } from './row-store.sqlite.js';
import { followInWorker, hasRowsWorker } from './worker-follower.js';

interface Live {
  readonly store: SqliteRowStore;
  readonly follower: Follower;
}

function goLive(path: string, { log, fold, sources, onDefect }: RowKeeperOptions): Live {
  const store = openSqliteRows(path);
  const onState = (state: FollowerState): void => {
    if (state.kind === 'defect') onDefect(state.error);
  };
  const follower =
    sources && hasRowsWorker()
      ? followInWorker({ rows: { kind: 'sqlite', path }, sources, log, onState })
      : follow({ log, target: rowsTarget(fold, store), onState });
  return { store, follower };
}

async function positionOf({ store }: Live, { log }: RowKeeperOptions): Promise<Position> {
  return (await store.checkpoint()) ?? log.start;
}

/** Opens the rows' file and follows the log from where it stopped. */
export function keepRowsInFile(path: string, options: RowKeeperOptions): RowKeeper {
  let live = goLive(path, options);
  let rebuilding: { readonly abort: AbortController; readonly ended: Promise<Position> } | null = null;
  let swapping: Promise<void> = Promise.resolve();

  /** From closing the old file to opening the new one nothing else runs on this thread: no question meets a closed file. */
  const swap = async (replace: () => void): Promise<void> => {
    await live.follower.stop();
    live.store.closeNow();
    try {
      replace();
    } finally {
      live = goLive(path, options);
    }
  };

  const rebuildRows: RowKeeper['rebuild'] = async (onProgress) => {
    if (!options.sources) throw new Error('rows are rebuilt beside the live ones only where log and keys are files');
    if (rebuilding) throw new Error('a rebuild is already under way');
    const abort = new AbortController();
    const ended = rebuild({
      livePath: path,
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
    live.store.closeNow();
  };

  return {
    queries: () => live.store.queries,
    // Both are asked in this turn, of the same file.
    list: async (name, question) => {
      const [at, rows] = await Promise.all([positionOf(live, options), live.store.queries[name](question)]);
      return { position: at, rows };
    },
    position: () => positionOf(live, options),
    caughtUp,
    ready: () => live.follower.ready(),
    state: () => live.follower.state(),
    lag: () => live.follower.lag(),
    rebuild: rebuildRows,
    dump: () => live.store.dump(),
    stop,
  };
}
