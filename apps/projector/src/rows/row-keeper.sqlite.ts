/** Keeps the rows in a file: its follower, and the rebuild that makes another file and swaps the two. */
import { type Position } from '#event-log';
import { rebuild } from '#follow';
import { pastOf } from './past-of-keeper.js';
import { isOfTheFile, liveRows, type LiveRows } from './live-rows.sqlite.js';
import { type RowKeeper, type RowKeeperOptions } from './row-keeper.port.js';
import { type WhereRowsFile } from './row-sources.js';
import { type KnownQuestion } from './row-store.port.js';
import { type SqliteRowStore } from './row-store.sqlite.js';
import {
  reachHead,
  refuseOfAnotherLog,
  RowsIncomplete,
  wholeRows,
  type Following,
  type WholeRows,
} from './whole-rows.js';

/** Opens the rows' file and follows the log from where it stopped. */
export function keepRowsInFile(where: WhereRowsFile, options: RowKeeperOptions): RowKeeper {
  const { log } = options;
  const live = liveRows(where, options, () => {
    whole.anew();
  });
  const following: Following = {
    log,
    caughtUp: live.caughtUp,
    position: () => Promise.resolve(live.follower().position()),
  };
  const whole = wholeRows(following);
  const position = async (): Promise<Position> => (await live.store().checkpoint()) ?? log.start;
  const answer = answerOver(live, whole, { log, position });
  const answerAtHead: AnswerFrom = (ask) => answer(ask, () => reachHead(following));
  const rebuilding = rebuildBeside(where, options, live);
  const stopping = new AbortController();
  return {
    queries: () => live.store().queries,
    // Both are asked in this turn, of the same file.
    list: async (name, question) => {
      const [at, rows] = await answerAtHead((store) => Promise.all([position(), store.queries[name](question)]));
      return { position: at, rows };
    },
    counted: async (question) => {
      const [at, rows] = await answerAtHead((store) => Promise.all([position(), store.counted(question)]));
      return { position: at, rows };
    },
    isKnown: async (question) =>
      (await isKnownAlready(live, question)) || answerAtHead((store) => store.isKnown(question)),
    count: (day) => answer((store) => store.count(day)),
    position,
    caughtUp: live.caughtUp,
    ready: () => live.follower().ready(),
    state: () => live.follower().state(),
    lag: () => live.follower().lag(),
    rebuild: rebuilding.start,
    dump: () => live.store().dump(),
    past: pastOf(options, stopping.signal),
    stop: async () => {
      stopping.abort();
      await rebuilding.end();
      await live.stop();
    },
  };
}

/** By rows that may be behind, or damaged: what then is to be done is done where they are asked again. */
async function isKnownAlready(live: LiveRows, question: KnownQuestion): Promise<boolean> {
  try {
    return await live.store().isKnown(question);
  } catch (error) {
    if (!isOfTheFile(error)) throw error;
    return false;
  }
}

type Told = Pick<RowKeeperOptions, 'log'> & Pick<RowKeeper, 'position'>;
type AnswerFrom = <T>(ask: (store: SqliteRowStore) => Promise<T>, first?: () => Promise<void>) => Promise<T>;

/** From rows that are whole; damage that is met has them made anew. */
function answerOver(live: LiveRows, whole: WholeRows, { log, position }: Told): AnswerFrom {
  return async (ask, first) => {
    refuseOfAnotherLog(live.follower().state());
    await whole.wait();
    await first?.();
    try {
      const answer = await ask(live.store());
      if (!whole.areWhole()) throw new RowsIncomplete(await position(), await log.head());
      return answer;
    } catch (error) {
      if (!isOfTheFile(error) || !live.remake(error)) throw error;
      throw new RowsIncomplete(log.start, await log.head());
    }
  };
}

interface Rebuilding {
  readonly start: RowKeeper['rebuild'];
  /** Ends the one under way. */
  readonly end: () => Promise<void>;
}

function rebuildBeside({ path }: WhereRowsFile, { sources }: RowKeeperOptions, live: LiveRows): Rebuilding {
  let rebuilding: { readonly abort: AbortController; readonly ended: Promise<Position> } | null = null;
  return {
    start: async (onProgress) => {
      if (!sources) throw new Error('rows are rebuilt beside the live ones only where log and keys are files');
      if (rebuilding) throw new Error('a rebuild is already under way');
      const abort = new AbortController();
      const ended = rebuild({
        livePath: path,
        module: new URL('./rows-rebuild.js', import.meta.url),
        data: sources,
        ...(onProgress ? { onProgress } : {}),
        onSwap: (replace) => live.swap(replace),
        signal: abort.signal,
      });
      rebuilding = { abort, ended };
      return ended.finally(() => {
        rebuilding = null;
      });
    },
    end: async () => {
      rebuilding?.abort.abort();
      await rebuilding?.ended.catch(() => undefined);
    },
  };
}
