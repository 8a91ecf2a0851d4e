/** The follower that keeps the list rows in a worker thread, so that whoever posts does not wait while cases are assessed. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type EventLog, type Position } from '#event-log';
import { builtFile, isReady, waitingRoom, type Follower, type FollowerState } from '#follow';
import { ROWS_FOLLOWER } from './row-store.port.js';
import {
  type FromRowsWorker,
  type PlainState,
  type RowsWorkerData,
  type ToRowsWorker,
} from './rows-worker.messages.js';

export interface WorkerFollowerOptions extends RowsWorkerData {
  readonly log: Pick<EventLog, 'waitForMore' | 'head' | 'compare' | 'start'>;
  readonly onState: (state: FollowerState) => void;
}

const WORKER = new URL('./rows-worker.js', import.meta.url);

/** Worker threads load built JavaScript only: run from its source (under jest), the follower stays on the caller's thread. */
export function hasRowsWorker(): boolean {
  return existsSync(fileURLToPath(WORKER));
}

interface Following {
  readonly options: WorkerFollowerOptions;
  readonly worker: Worker;
  readonly stopping: AbortController;
  readonly waiting: ReturnType<typeof waitingRoom>;
  position: Position;
  state: FollowerState;
  /** Monotonic milliseconds when it last stood at the head. */
  atHeadMs: number;
}

/** Starts following at once; the same promises as `follow`. */
export function followInWorker(options: WorkerFollowerOptions): Follower {
  const { rows, sources, rest, log } = options;
  const following: Following = {
    options,
    worker: new Worker(builtFile(WORKER), {
      workerData: { rows, sources, ...(rest ? { rest } : {}) } satisfies RowsWorkerData,
    }),
    stopping: new AbortController(),
    waiting: waitingRoom(log),
    position: log.start,
    // The rows answer from their file at once. Should they be of another log, the worker finds that and stops.
    state: { kind: 'catchingUp' },
    atHeadMs: performance.now(),
  };
  const { worker, waiting, stopping } = following;
  worker.on('message', (message: FromRowsWorker) => {
    heard(following, message);
  });
  worker.on('error', (error) => {
    become(following, { kind: 'defect', error, after: following.position });
  });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      waiting.close();
      resolve();
    });
  });
  return {
    name: ROWS_FOLLOWER,
    position: () => following.position,
    state: () => following.state,
    ready: () => isReady(following.state),
    lag: () => lagOf(following),
    caughtUp: (position, timeoutMs) => {
      if (log.compare(following.position, position) < 0) order(worker, { kind: 'wanted', position });
      return waiting.wait(position, timeoutMs);
    },
    stop: async () => {
      stopping.abort();
      order(worker, { kind: 'stop' });
      await ended;
      if (following.state.kind !== 'defect') become(following, { kind: 'stopped' });
    },
  };
}

function order(worker: Worker, what: ToRowsWorker): void {
  worker.postMessage(what);
}

function heard(following: Following, message: FromRowsWorker): void {
  switch (message.kind) {
    case 'applied':
      following.position = message.position;
      following.waiting.arrived(message.position);
      return;
    case 'state':
      become(following, stateOf(message.state));
      return;
    case 'waits':
      void wakeAfter(following, message.after);
  }
}

/** A log that closes while somebody waits has no more to tell: the follower is about to be stopped, too. */
async function wakeAfter({ options: { log }, worker, stopping }: Following, after: Position): Promise<void> {
  await log.waitForMore(after, stopping.signal).catch(() => undefined);
  if (!stopping.signal.aborted) order(worker, { kind: 'more' });
}

function become(following: Following, state: FollowerState): void {
  following.state = state;
  if (state.kind === 'atHead') following.atHeadMs = performance.now();
  if (state.kind === 'defect' || state.kind === 'stopped') following.waiting.close();
  following.options.onState(state);
}

function stateOf(state: PlainState): FollowerState {
  if (!('error' in state)) return state;
  const error = Object.assign(new Error(state.error.message), { name: state.error.name, stack: state.error.stack });
  return { ...state, error };
}

async function lagOf({ options: { log }, position, atHeadMs }: Following): ReturnType<Follower['lag']> {
  const head = await log.head();
  const behind = log.compare(position, head) < 0;
  return { position, head, behindMs: behind ? performance.now() - atHeadMs : 0 };
}
