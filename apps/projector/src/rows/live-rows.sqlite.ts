/** The file of rows that answers now, and its follower; both are exchanged when the rows are made anew. */
import { isDamage } from '#event-log';
import { follow, putAside, type Follower, type FollowerState } from '#follow';
import { rowsTarget } from './fold.js';
import { type RowKeeper, type RowKeeperOptions } from './row-keeper.port.js';
import { type WhereRowsFile } from './row-sources.js';
import { openSqliteRows, type SqliteRowStore } from './row-store.sqlite.js';
import { followInWorker, hasRowsWorker } from './worker-follower.js';

/** Times that one process makes damaged rows anew: on a disk that fails it would never end. */
const REMAKES_MAX = 3;

export interface LiveRows {
  readonly store: () => SqliteRowStore;
  readonly follower: () => Follower;
  /** Who waits while the rows are exchanged goes on waiting for the new ones. */
  readonly caughtUp: RowKeeper['caughtUp'];
  /** Closes the file, has another put in its place, and opens that. */
  readonly swap: (replace: () => void) => Promise<void>;
  /** Puts the damaged file aside and begins anew; once, however many meet the damage. False where it has been done too often. */
  readonly remake: (damage: Error) => boolean;
  readonly stop: () => Promise<void>;
}

/** The rows' own file is at fault, and not the log: told by name, as errors come from the worker without their class. */
export const isOfTheFile = (error: unknown): error is Error =>
  isDamage(error) || (error instanceof Error && error.name === 'FileUnusable');

interface Live {
  readonly store: SqliteRowStore;
  readonly follower: Follower;
}

type Opening = RowKeeperOptions & { readonly onState: (state: FollowerState) => void };

function goLive(where: WhereRowsFile, { log, fold, sources, onState, onAside }: Opening): Live {
  const store = openSqliteRows(where.path, { logId: where.logId, onAside });
  const follower =
    sources && hasRowsWorker()
      ? followInWorker({ rows: where, sources, log, onState })
      : follow({ log, target: rowsTarget(fold, store), onState });
  return { store, follower };
}

/** Opens the file and follows. `onAnew` is told when what stood in the rows is thrown away. */
export function liveRows(where: WhereRowsFile, options: RowKeeperOptions, onAnew: () => void): LiveRows {
  const { onDefect, onAside } = options;
  const onState = (state: FollowerState): void => {
    if (state.kind === 'defect' && !(isOfTheFile(state.error) && remake(state.error))) onDefect(state.error);
  };
  const opening: Opening = { ...options, onState };
  let live = goLive(where, opening);
  let swapping: Promise<void> = Promise.resolve();
  let remaking = false;
  let remakes = 0;

  /** From closing the old file to opening the new one nothing else runs on this thread: no question meets a closed file. */
  const swap = async (replace: () => void): Promise<void> => {
    await live.follower.stop();
    live.store.closeNow();
    try {
      replace();
    } finally {
      live = goLive(where, opening);
    }
  };

  const remake = (damage: Error): boolean => {
    if (remaking) return true;
    if (remakes >= REMAKES_MAX) return false;
    remakes += 1;
    remaking = true;
    onAnew();
    swapping = swap(() => {
      const aside = putAside(where.path, damage.message);
      onAside?.(aside);
    }).finally(() => {
      remaking = false;
    });
    swapping.catch(onDefect);
    return true;
  };

  const caughtUp: LiveRows['caughtUp'] = async (position, timeoutMs) => {
    const until = performance.now() + timeoutMs;
    // What the old follower holds is about to be thrown away.
    if (remaking) await swapping.catch(() => undefined);
    const { follower } = live;
    if (await follower.caughtUp(position, timeoutMs)) return true;
    await swapping.catch(() => undefined);
    const leftMs = until - performance.now();
    return live.follower !== follower && leftMs > 0 && caughtUp(position, leftMs);
  };

  return {
    store: () => live.store,
    follower: () => live.follower,
    caughtUp,
    swap: (replace) => (swapping = swap(replace)),
    remake,
    stop: async () => {
      await swapping.catch(() => undefined);
      await live.follower.stop();
      live.store.closeNow();
    },
  };
}
