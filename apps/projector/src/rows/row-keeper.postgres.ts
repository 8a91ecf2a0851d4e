/** Keeps the rows in a database: of many processes one follows, all answer, and any may have them built anew. */
import { leaseOn } from '#engines';
import { type Position } from '#event-log';
import { buildInWorker, follow, followInTurn, type Follower, type FollowerState, type RebuildProgress } from '#follow';
import { rowsTarget } from './fold.js';
import { type RowKeeper, type RowKeeperOptions } from './row-keeper.port.js';
import { pastOf } from './past-of-keeper.js';
import { openLiveRows, REBUILD_LEASE, rebuildSchemaOf, removeLeftoversOf } from './row-schemas.postgres.js';
import { type RowSources } from './row-sources.js';
import { type PostgresRowsOptions } from './row-store.postgres.js';
import { ROWS_FOLLOWER, type RowStore } from './row-store.port.js';
import { type SchemaRebuild } from './rows-rebuild.postgres.js';
import { reachHead, refuseOfAnotherLog, wholeRows } from './whole-rows.js';
import { followInWorker, hasRowsWorker } from './worker-follower.js';

/** Milliseconds after which a lease that cannot be had is another process's. */
const LEASE_MS_MAX = 5_000;

/** Opens the rows' schema, and follows the log from where it stopped whenever it is this process's turn. */
export async function keepRowsInDatabase(where: PostgresRowsOptions, options: RowKeeperOptions): Promise<RowKeeper> {
  const store = await openLiveRows(where);
  const follower = followRows(where, store, options);
  const stopping = new AbortController();
  let rebuilding: Promise<Position> | null = null;
  const position = async (): Promise<Position> => (await store.checkpoint()) ?? options.log.start;
  const caughtUp: RowKeeper['caughtUp'] = (until, timeoutMs) => follower.caughtUp(until, timeoutMs);
  const following = { log: options.log, caughtUp, position };
  const whole = wholeRows(following);
  const answerable = async (): Promise<void> => {
    refuseOfAnotherLog(follower.state());
    await whole.wait();
  };
  const atHead = async (): Promise<void> => {
    await answerable();
    await reachHead(following);
  };
  return {
    queries: () => store.queries,
    // In this order: rows are never behind the position that is told with them.
    list: async (name, question) => {
      await atHead();
      const at = await position();
      return { position: at, rows: await store.queries[name](question) };
    },
    counted: async (question) => {
      await atHead();
      const at = await position();
      return { position: at, rows: await store.counted(question) };
    },
    isKnown: async (asked) => (await store.isKnown(asked)) || atHead().then(() => store.isKnown(asked)),
    count: async (day) => {
      await answerable();
      return store.count(day);
    },
    position,
    caughtUp,
    ready: () => follower.ready(),
    state: () => follower.state(),
    lag: () => follower.lag(),
    rebuild: async (onProgress) => {
      if (!options.sources) throw new Error('rows are rebuilt only where a worker thread can open log and keys');
      if (rebuilding) throw new Error('a rebuild is already under way');
      const { sources } = options;
      rebuilding = rebuildAlone(where, { sources, signal: stopping.signal, onProgress }).finally(() => {
        rebuilding = null;
      });
      return rebuilding;
    },
    dump: () => store.dump(),
    past: pastOf(options, stopping.signal),
    stop: async () => {
      stopping.abort();
      await rebuilding?.catch(() => undefined);
      await follower.stop();
      await store.close();
    },
  };
}

function followRows(where: PostgresRowsOptions, store: RowStore, options: RowKeeperOptions): Follower {
  const { log, fold, sources, onDefect } = options;
  return followInTurn({
    name: ROWS_FOLLOWER,
    lease: leaseOn({ ...where, name: ROWS_FOLLOWER }),
    log,
    checkpoint: () => store.checkpoint(),
    start: (onState) =>
      sources && hasRowsWorker()
        ? followInWorker({ rows: { kind: 'postgres', ...where }, sources, log, onState })
        : follow({ log, target: rowsTarget(fold, store), onState }),
    onState: (state: FollowerState) => {
      if (state.kind === 'defect') onDefect(state.error);
    },
  });
}

interface Rebuilding {
  readonly sources: RowSources;
  readonly signal: AbortSignal;
  readonly onProgress: ((progress: RebuildProgress) => void) | undefined;
}

/** Under a lease; one that is lost ends the rebuild. What a rebuild that was killed has left is removed by the next. */
async function rebuildAlone(live: PostgresRowsOptions, options: Rebuilding): Promise<Position> {
  const { sources, signal, onProgress } = options;
  const lease = leaseOn({ ...live, name: REBUILD_LEASE });
  const held = await lease.take(AbortSignal.any([signal, AbortSignal.timeout(LEASE_MS_MAX)]));
  if (signal.aborted) throw new Error('the rebuild ended before it was done');
  if (!held) throw new Error('a rebuild is already under way in another process, or the database is away');
  try {
    await removeLeftoversOf(live);
    const data: SchemaRebuild = { sources, live };
    return await buildInWorker(rebuildSchemaOf(live.schema), {
      module: new URL('./rows-rebuild.postgres.js', import.meta.url),
      data,
      signal: AbortSignal.any([signal, held.lost]),
      ...(onProgress ? { onProgress } : {}),
    });
  } finally {
    await removeLeftoversOf(live).catch(() => undefined);
    await held.release();
  }
}
