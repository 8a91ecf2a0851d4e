/** The worker thread that keeps the list rows: a follower with its own connections to log, keys and rows. */
import { parentPort, workerData } from 'node:worker_threads';
import { bearing, nameUuid } from '#cases';
import { type EventLog, type Position } from '#event-log';
import { EVENTS_PER_BATCH_APART_MAX, follow, sleep, type FollowerState } from '#follow';
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
const say = (message: FromRowsWorker): void => {
  port.postMessage(message);
};

function reached(position: Position): void {
  applied = position;
  say({ kind: 'applied', position });
}

const { rows, sources, rest = REST } = workerData as RowsWorkerData;
const opened = await openLogAt(sources.log);
const keys = await openKeysAt(sources.keys);
const store = await openRowsAt(rows);

let restMs = 0;
let resting = new AbortController();
let applied: Position = opened.log.start;
/** The furthest position that somebody waits for. */
let wanted: Position = opened.log.start;
const isAwaited = (): boolean => opened.log.compare(applied, wanted) < 0;
let wake = (): void => undefined;
/** Only the thread that writes knows when there is more in a file: it is asked once for each batch. */
const askForMore: EventLog['waitForMore'] = (after) =>
  new Promise<void>((resolve) => {
    wake = resolve;
    say({ kind: 'waits', after });
  });
const log = {
  ...opened.log,
  waitForMore: async (after: Position, signal: AbortSignal) => {
    resting = new AbortController();
    if (!isAwaited()) await sleep(restMs, resting.signal);
    if (!signal.aborted) await (opened.waitForMore ?? askForMore)(after, signal);
  },
};
const known = bearing({ log, keys, index: await openBearingAt(sources.bearing) });
const target = rowsTarget({ log, keys, bearing: known, name: nameUuid() }, store);
const follower = follow({
  log,
  batch: EVENTS_PER_BATCH_APART_MAX,
  target: {
    ...target,
    checkpoint: async () => {
      const position = await target.checkpoint();
      reached(position ?? log.start);
      return position;
    },
    apply: async (events, next) => {
      const begun = performance.now();
      await target.apply(events, next);
      restMs = Math.min((performance.now() - begun) * rest.perWork, rest.msMax);
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
      if (opened.log.compare(wanted, message.position) < 0) wanted = message.position;
      if (isAwaited()) resting.abort();
      return;
    case 'stop':
      void stop();
  }
});

async function stop(): Promise<void> {
  const stopped = follower.stop();
  resting.abort();
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
