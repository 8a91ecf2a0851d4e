/** The worker thread of a rebuild: runs the caller's module and reports to the thread that waits. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ApartModule, type RebuildMessage } from './rebuild.js';

const { module, job } = workerData as { module: string; job: object };
const built = (await import(module)) as ApartModule<object, unknown>;
const say = (message: RebuildMessage): void => parentPort?.postMessage(message);

say({
  kind: 'built',
  made: await built.rebuild({
    ...job,
    progress: (progress) => {
      say({ kind: 'progress', progress });
    },
  }),
});
