/** Moving what is committed from the WAL into the file, off the writer's thread, where it would set the slowest acknowledgements. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Db } from './schema.sqlite.js';

/** Events after which the worker is asked to move them: each writes about two pages, so some 16 MiB of WAL. */
const EVENTS_PER_CHECKPOINT = 500;
/** SQLite's own way, on the writer's thread, where there is no built file for a worker to run (under jest). */
const PAGES_PER_OWN_CHECKPOINT = 1_000;

/** The worker runs a few lines now and then: it needs no heap to speak of. */
const WORKER_LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 32 };

export interface Checkpoints {
  /** The writer has committed so many events. */
  committed(events: number): void;
  /** Ends the worker; the last connection to close moves what is left. */
  close(): Promise<void>;
}

/** What the writer tells the worker; it answers each `checkpoint` with any message when it is done. */
export type CheckpointOrder = 'checkpoint' | 'close';

export interface CheckpointWorkerData {
  readonly path: string;
}

const WORKER = new URL('./checkpoint-worker.sqlite.js', import.meta.url);

/** `onFailed` is told when what was committed could not be moved into the file: a defect. */
export function startCheckpoints(db: Db, path: string, onFailed: (error: Error) => void): Checkpoints {
  if (!existsSync(fileURLToPath(WORKER))) {
    db.pragma(`wal_autocheckpoint = ${PAGES_PER_OWN_CHECKPOINT}`);
    return { committed: () => undefined, close: () => Promise.resolve() };
  }
  db.pragma('wal_autocheckpoint = 0');
  const workerData: CheckpointWorkerData = { path };
  return inWorker(new Worker(WORKER, { workerData, execArgv: [], resourceLimits: WORKER_LIMITS }), onFailed);
}

function inWorker(worker: Worker, onFailed: (error: Error) => void): Checkpoints {
  let waiting = 0;
  let busy = false;
  const order = (what: CheckpointOrder): void => {
    worker.postMessage(what);
  };
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      resolve();
    });
  });
  worker.on('message', () => (busy = false));
  worker.on('error', onFailed);
  // A log that nobody closed does not keep the process alive.
  worker.unref();
  return {
    committed: (events) => {
      waiting += events;
      if (busy || waiting < EVENTS_PER_CHECKPOINT) return;
      busy = true;
      waiting = 0;
      order('checkpoint');
    },
    close: async () => {
      worker.ref();
      order('close');
      await ended;
    },
  };
}
