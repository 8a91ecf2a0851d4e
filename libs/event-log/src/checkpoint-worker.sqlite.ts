/** The worker thread that moves the WAL into the log's file while the writer goes on. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { type CheckpointOrder, type CheckpointWorkerData } from './checkpoints.sqlite.js';
import { LogUnavailable } from './event-log.port.js';
import { makeDurable } from './schema.sqlite.js';
import { faultOf } from './sqlite-faults.js';

/**
 * Pages in the WAL above which the writer is held for an instant, so that it starts the WAL anew: under steady load
 * there is never a moment at which everything has been moved, and a WAL that grows is synced more slowly than one used again. 32 MiB.
 */
const PAGES_TO_RESTART_AT = 2_000;
/**
 * The writer waits as long as a restart waits for who reads: a backup may read for minutes, and the WAL then grows until it
 * is done.
 */
const READERS_WAITED_FOR_MS = 50;

const { path } = workerData as CheckpointWorkerData;
const db = new Database(path, { fileMustExist: true, timeout: READERS_WAITED_FOR_MS });
makeDurable(db);

parentPort?.on('message', (order: CheckpointOrder) => {
  if (order === 'close') {
    db.close();
    parentPort?.close();
    return;
  }
  checkpoint();
  parentPort?.postMessage('done');
});

/** A full disk only leaves the WAL longer; any other failure ends the worker, and with it the writer. */
function checkpoint(): void {
  try {
    const [result] = db.pragma('wal_checkpoint(PASSIVE)') as [{ log: number }];
    if (result.log > PAGES_TO_RESTART_AT) db.pragma('wal_checkpoint(RESTART)');
  } catch (error) {
    const fault = faultOf(error);
    if (!(fault instanceof LogUnavailable)) throw fault;
  }
}
