/** A worker that judges one mutant after the other. It is ended from outside where a mutant never ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { judge, loadingOf, type FromWorker, type WorkerData } from './judging.js';
import { type Mutant } from './mutant.js';
import { readSources } from './sources.js';

const { root, tests } = workerData as WorkerData;
const sources = readSources(root);
const loading = await loadingOf(sources, false);
const say = (message: FromWorker): void => parentPort?.postMessage(message);

parentPort?.on('message', (mutant: Mutant) => {
  void judge(mutant, { sources, loading, tests }).then((verdict) => {
    say({ verdict });
  });
});
say({ ready: true });
