/** Keeps the list rows up to date and answers from them: a follower of the log with its file, and the rebuild that replaces it. */
import { type Position } from '#event-log';
import { follow, openResultFile, rebuild, type Follower, type RebuildProgress, type ResultFile } from '#follow';
import { type EventLog } from '#event-log';
import { rowsTarget, type FoldDeps } from './fold.js';
import { rowQueries, type RowQueries } from './row-queries.sqlite.js';
import { ROW_MIGRATIONS } from './schema.data.js';
import { type RebuildData } from './rows-rebuild.js';

export interface RowKeeper {
  readonly queries: () => RowQueries;
  /** Up to where the rows hold everything. */
  readonly position: () => Position;
  /** True once the rows hold everything up to `position`; false when `timeoutMs` passes first. */
  readonly caughtUp: (position: Position, timeoutMs: number) => Promise<boolean>;
  readonly ready: () => boolean;
  readonly lag: Follower['lag'];
  /** Builds all rows anew beside the live ones, which answer meanwhile, and swaps. Refuses a second one at once. */
  readonly rebuild: (onProgress?: (progress: RebuildProgress) => void) => Promise<Position>;
  readonly stop: () => Promise<void>;
}

export interface RowKeeperOptions {
  readonly path: string;
  readonly log: EventLog;
  readonly fold: FoldDeps;
  /** Where the worker finds log and keys; null where there are no files (specs), and nothing can be rebuilt beside. */
  readonly sources: RebuildData | null;
  readonly onDefect: (error: Error) => void;
}

interface Live {
  readonly file: ResultFile;
  readonly follower: Follower;
  readonly queries: RowQueries;
}

function goLive({ path, log, fold, onDefect }: RowKeeperOptions): Live {
  const file = openResultFile({ path, migrations: ROW_MIGRATIONS });
  const onState: Parameters<typeof follow>[0]['onState'] = (state) => {
    if (state.kind === 'defect') onDefect(state.error);
  };
  return { file, follower: follow({ log, target: rowsTarget(fold, file), onState }), queries: rowQueries(file.db) };
}

async function takeDown({ follower, file }: Live): Promise<void> {
  await follower.stop();
  file.close();
}

/** Opens the rows' file and follows the log from where it stopped. */
export function keepRows(options: RowKeeperOptions): RowKeeper {
  let live = goLive(options);
  let rebuilding = false;
  const rebuildRows: RowKeeper['rebuild'] = async (onProgress) => {
    if (!options.sources) throw new Error('rows are rebuilt beside the live ones only where log and keys are files');
    if (rebuilding) throw new Error('a rebuild is already under way');
    rebuilding = true;
    try {
      return await rebuild({
        livePath: options.path,
        module: new URL('./rows-rebuild.js', import.meta.url),
        data: options.sources,
        ...(onProgress ? { onProgress } : {}),
        onSwap: async (replace) => {
          await takeDown(live);
          replace();
          live = goLive(options);
        },
      });
    } finally {
      rebuilding = false;
    }
  };
  return {
    queries: () => live.queries,
    position: () => live.follower.position(),
    caughtUp: (position, timeoutMs) => live.follower.caughtUp(position, timeoutMs),
    ready: () => live.follower.ready(),
    lag: () => live.follower.lag(),
    rebuild: rebuildRows,
    stop: () => takeDown(live),
  };
}
