/** The worker thread that keeps the list rows: a follower with its own connections to log, keys and rows. */
import { parentPort, workerData } from 'node:worker_threads';
import { bearing, nameUuid } from '#cases';
import { type EventLog, type Position } from '#event-log';
import { follow, sleep, type FollowerState } from '#follow';
import { rowsTarget } from './fold.js';
import { openBearingAt, openKeysAt, openLogAt, openRowsAt } from './row-sources.js';
import {
  type FromRowsWorker,
  type PlainState,
  type RowsWorkerData,
  type ToRowsWorker,
} from './rows-worker.messages.js';

if (!parentPort) throw new Error('the rows are kept in a worker thread');
const port = parentPort;
const say = (message: FromRowsWorker): void => {
  port.postMessage(message);
};

const { rows, sources } = workerData as RowsWorkerData;
const opened = openLogAt(sources.log);
const keys = await openKeysAt(sources.keys);
const store = await openRowsAt(rows);

/** Milliseconds of rest at most. */
const REST_MS_MAX = 500;
let workedMs = 0;
let wake = (): void => undefined;
/** Only the thread that writes knows when there is more in a file: it is asked once for each batch. */
const askForMore: EventLog['waitForMore'] = (after) =>
  new Promise<void>((resolve) => {
    wake = resolve;
    say({ kind: 'waits', after });
  });
const log = {
  ...opened.log,
  /**
   * Before it looks for more, the worker rests as long as the batch took it: what is said of a case meanwhile is folded
   * at once, and others have half of the processor.
   */
  waitForMore: async (after: Position, signal: AbortSignal) => {
    await sleep(Math.min(workedMs, REST_MS_MAX), signal);
    if (!signal.aborted) await (opened.waitForMore ?? askForMore)(after, signal);
  },
};
const known = bearing({ log, keys, index: await openBearingAt(sources.bearing) });
const target = rowsTarget({ log, keys, bearing: known, name: nameUuid() }, store);
const follower = follow({
  log,
  target: {
    ...target,
    checkpoint: async () => {
      const position = await target.checkpoint();
      say({ kind: 'applied', position: position ?? log.start });
      return position;
    },
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
  await store.close();
  await known.close();
  await keys.close();
  await opened.close();
  port.close();
}

function plain(state: FollowerState): PlainState {
  if (!('error' in state)) return state;
  const { name, message, stack = '' } = state.error;
  return { ...state, error: { name, message, stack } };
}
