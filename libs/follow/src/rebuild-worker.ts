/** The worker thread of a rebuild: runs the caller's module and reports to the thread that waits. */
import { parentPort, workerData } from 'node:worker_threads';
import { type RebuildJob, type RebuildMessage, type RebuildModule } from './rebuild.js';

const { module, job } = workerData as { module: string; job: Omit<RebuildJob<unknown>, 'progress'> };
const built = (await import(module)) as RebuildModule<unknown>;
const say = (message: RebuildMessage): void => parentPort?.postMessage(message);

say({
  kind: 'built',
  checkpoint: await built.rebuild({
    ...job,
    progress: (progress) => {
      say({ kind: 'progress', progress });
    },
  }),
});
