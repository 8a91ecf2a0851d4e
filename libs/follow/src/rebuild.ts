/** Rebuild: a worker thread folds the whole log into a new file beside the live one, which then takes its place at once. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Position } from '#event-log';
import { builtFile } from './built-file.js';
import { rebuildPathOf, removeLeftovers } from './leftovers.js';

/** How far a rebuild has come, in whatever its module counts (cases, events). */
export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}

/** What a rebuild's module gets. `data` is what the caller gave, cloned into the worker. */
export interface RebuildJob<Data> {
  /** Where the new result goes, a file or a schema; it does not exist yet. */
  readonly into: string;
  readonly data: Data;
  readonly progress: (progress: RebuildProgress) => void;
}

/**
 * What the built module at `BuildOptions.module` must export: makes the whole result at `job.into` from the log,
 * checkpoint included, closes it, and returns that checkpoint.
 */
export interface RebuildModule<Data> {
  rebuild(job: RebuildJob<Data>): Position | Promise<Position>;
}

/** What the built module of any work apart must export; `Made` is cloned into the thread that waits. */
export interface ApartModule<Job, Made> {
  rebuild(job: Job & Pick<RebuildJob<unknown>, 'progress'>): Made | Promise<Made>;
}

export interface BuildOptions<Data> {
  /** The module, beside its caller: `new URL('./rows-rebuild.js', import.meta.url)`. It runs built, in a worker thread. */
  readonly module: URL;
  readonly data: Data;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Ends the rebuild; the live result stays as it is. */
  readonly signal?: AbortSignal;
}

export interface RebuildOptions<Data> extends BuildOptions<Data> {
  readonly livePath: string;
  /**
   * Called when the new file is whole. Stops the live file's follower, closes every connection to the live file, calls
   * `replace` and opens the file again: the follower goes on from the checkpoint in it.
   */
  readonly onSwap: (replace: () => void) => void | Promise<void>;
}

/** What the worker says. */
export type RebuildMessage =
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'built'; readonly made: unknown };

/** Rebuilds and swaps; resolves with the new file's checkpoint. On any failure the live file is untouched. */
export async function rebuild<Data>(options: RebuildOptions<Data>): Promise<Position> {
  const { livePath, onSwap } = options;
  removeLeftovers(livePath);
  try {
    const checkpoint = await buildInWorker(rebuildPathOf(livePath), options);
    const swap = { done: false };
    await onSwap(() => {
      replace(livePath);
      swap.done = true;
    });
    if (!swap.done) throw new Error(`${livePath} was not replaced`);
    return checkpoint;
  } finally {
    removeLeftovers(livePath);
  }
}

/** Runs the module in a worker thread; resolves with the checkpoint that it has come to. */
export function buildInWorker<Data>(into: string, { data, ...options }: BuildOptions<Data>): Promise<Position> {
  return workApart<Omit<RebuildJob<Data>, 'progress'>, Position>({ ...options, job: { into, data } });
}

export interface WorkOptions<Job> extends Omit<BuildOptions<unknown>, 'data'> {
  /** Cloned into the worker. */
  readonly job: Job;
}

/** Runs an `ApartModule` in a worker thread; resolves with what it has made. */
export async function workApart<Job, Made>({ module, job, onProgress, signal }: WorkOptions<Job>): Promise<Made> {
  const entry = builtFile(new URL('./rebuild-worker.js', import.meta.url));
  const workerData = { module: builtFile(module).href, job };
  const worker = new Worker(entry, { workerData, execArgv: [] });
  const abort = (): void => void worker.terminate();
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: RebuildMessage) => {
        if (message.kind === 'built') resolve(message.made as Made);
        else onProgress?.(message.progress);
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        reject(new Error(`the work of ${module.pathname.split('/').at(-1) ?? ''} ended before it was done`));
      });
    });
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

/** Puts the new file in the live one's place in one step: at any crash there is the one or the other, whole. */
function replace(livePath: string): void {
  // A WAL that is left would be played into the new file: SQLite removes it when the last connection closes.
  if (existsSync(`${livePath}-wal`)) throw new Error(`${livePath} is still open: close it before it is replaced`);
  const built = rebuildPathOf(livePath);
  if (existsSync(`${built}-wal`)) throw new Error(`${built} was not closed by its module`);
  sync(built);
  renameSync(built, livePath);
  rmSync(`${livePath}-shm`, { force: true });
  sync(dirname(livePath));
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
