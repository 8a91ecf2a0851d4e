/** The worker thread that keeps the list rows: a follower with its own connections to log, keys and rows. */
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { masterKey, sqliteKeys } from '#access';
import { agreementBook, nameUuid } from '#cases';
import { openSqliteLogReader, type Position, type SqliteLogReader } from '#event-log';
import { follow, openResultFile, type FollowOptions, type FollowerState } from '#follow';
import { rowsTarget } from './fold.js';
import {
  type FromRowsWorker,
  type PlainState,
  type RowsWorkerData,
  type ToRowsWorker,
} from './rows-worker.messages.js';
import { ROW_MIGRATIONS } from './schema.data.js';

if (!parentPort) throw new Error('the rows are kept in a worker thread');
const port = parentPort;
const say = (message: FromRowsWorker): void => {
  port.postMessage(message);
};

const { path, sources } = workerData as RowsWorkerData;
const reader = openSqliteLogReader(sources.logPath);
const keys = sqliteKeys({
  file: sources.keysPath,
  masterKey: await masterKey({ given: sources.masterKeyGiven, file: sources.masterKeyPath }),
});
const file = openResultFile({ path, migrations: ROW_MIGRATIONS });

/** Milliseconds of rest at most. */
const REST_MS_MAX = 500;
let workedMs = 0;
let wake = (): void => undefined;
const log = {
  ...asPromised(reader),
  /**
   * Only the thread that writes knows when there is more: it is asked once for each batch. Before, the worker rests as
   * long as the batch took it: what is said of a case meanwhile is folded at once, and others have half of the processor.
   */
  waitForMore: async (after: Position, signal: AbortSignal) => {
    await delay(Math.min(workedMs, REST_MS_MAX), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
      say({ kind: 'waits', after });
    });
  },
};
const target = rowsTarget({ log, keys, book: agreementBook({ log, keys }), name: nameUuid() }, file);
const follower = follow({
  log,
  target: {
    ...target,
    apply: async (events, next) => {
      const begun = performance.now();
      await target.apply(events, next);
      workedMs = performance.now() - begun;
      say({ kind: 'applied', position: next });
    },
  },
  onState: (state) => {
    say({ kind: 'state', state: plain(state) });
  },
});

port.on('message', (message: ToRowsWorker) => {
  if (message === 'more') wake();
  else void stop();
});

async function stop(): Promise<void> {
  const stopped = follower.stop();
  wake();
  await stopped;
  file.close();
  await keys.close();
  reader.close();
  port.close();
}

type Asynchronous = Pick<FollowOptions['log'], 'readAll' | 'head' | 'start' | 'compare'> & {
  readonly readStream: (
    ...asked: Parameters<SqliteLogReader['readStream']>
  ) => Promise<ReturnType<SqliteLogReader['readStream']>>;
};

/** The reader behind the log's port: what it throws becomes a rejection. */
function asPromised(log: SqliteLogReader): Asynchronous {
  const answer = <T>(read: () => T): Promise<T> =>
    new Promise((resolve) => {
      resolve(read());
    });
  return {
    start: log.start,
    compare: (a, b) => log.compare(a, b),
    readAll: (...asked) => answer(() => log.readAll(...asked)),
    readStream: (...asked) => answer(() => log.readStream(...asked)),
    head: () => answer(() => log.head()),
  };
}

function plain(state: FollowerState): PlainState {
  if (!('error' in state)) return state;
  const { name, message, stack = '' } = state.error;
  return { ...state, error: { name, message, stack } };
}
