/** The worker thread that keeps the list rows: a follower with its own connections to log, keys and rows. */
import { parentPort, workerData } from 'node:worker_threads';
import { bearing, nameUuid } from '#cases';
import { type EventLog, type Position } from '#event-log';
import { EVENTS_PER_BATCH_APART_MAX, follow, type FollowerState } from '#follow';
import { rowsTarget } from './fold.js';
import { openBearingAt, openKeysAt, openLogAt, openRowsAt } from './row-sources.js';
import {
  REST,
  type FromRowsWorker,
  type PlainState,
  type RowsWorkerData,
  type ToRowsWorker,
} from './rows-worker.messages.js';

if (!parentPort) throw new Error('the rows are kept in a worker thread');
const port = parentPort;
/** Who waits has its own time; here a wait only keeps the follower from resting. */
const WANTED_MS = 30_000;
const say = (message: FromRowsWorker): void => {
  port.postMessage(message);
};

function reached(position: Position): void {
  say({ kind: 'applied', position });
}

const { rows, sources, rest = REST } = workerData as RowsWorkerData;
const opened = await openLogAt(sources.log);
const keys = await openKeysAt(sources.keys);
const store = await openRowsAt(rows);

let wake = (): void => undefined;
/** Only the thread that writes knows when there is more in a file: it is asked once for each batch. */
const askForMore: EventLog['waitForMore'] = (after) =>
  new Promise<void>((resolve) => {
    wake = resolve;
    say({ kind: 'waits', after });
  });
const log = { ...opened.log, waitForMore: opened.waitForMore ?? askForMore };
const known = bearing({ log, keys, index: await openBearingAt(sources.bearing) });
const target = rowsTarget({ log, keys, bearing: known, name: nameUuid() }, store);
const follower = follow({
  log,
  batch: EVENTS_PER_BATCH_APART_MAX,
  rest,
  target: {
    ...target,
    checkpoint: async () => {
      const position = await target.checkpoint();
      reached(position ?? log.start);
      return position;
    },
    apply: async (events, next) => {
      await target.apply(events, next);
      reached(next);
    },
  },
  onState: (state) => {
    say({ kind: 'state', state: plain(state) });
  },
});

port.on('message', (message: ToRowsWorker) => {
  switch (message.kind) {
    case 'more':
      wake();
      return;
    case 'wanted':
      void follower.caughtUp(message.position, WANTED_MS);
      return;
    case 'stop':
      void stop();
  }
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
