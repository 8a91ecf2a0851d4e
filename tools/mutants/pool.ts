/** Has mutants judged by several workers at once, each under a bound of time and memory. */
import { Worker } from 'node:worker_threads';
import { testsThrough, type FromWorker, type MappedTest, type Verdict, type WorkerData } from './judging.js';
import { type Mutant } from './mutant.js';

export interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
}

export interface Judging {
  readonly root: string;
  readonly tests: readonly MappedTest[];
  readonly workers: number;
  /** Told after each how many have been judged. */
  readonly onJudged: (done: number) => void;
}

const READY_MS_MAX = 180_000;
/** A mutant may take so much longer than the tests that are asked about it take by themselves, and no less than the floor. */
const TIMES_SLOWER_MAX = 10;
const MS_AT_LEAST = 60_000;
const MIB_MAX = 1_024;

/** What a mutant makes of a test that never ends, or that fills the memory: everybody would see it. */
const neverEnds: Verdict = { killed: true, by: 'it never ended' };

/** Judges all, in no order; each once. */
export async function judgeAll(mutants: readonly Mutant[], judging: Judging): Promise<readonly Judged[]> {
  const waiting = [...mutants];
  const judged: Judged[] = [];
  const msMaxOf = (mutant: Mutant): number =>
    Math.max(
      MS_AT_LEAST,
      testsThrough(mutant, judging.tests).reduce((sum, { ms }) => sum + TIMES_SLOWER_MAX * ms, 0),
    );
  const work = async (): Promise<void> => {
    let worker: Worker | null = null;
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      worker ??= await startWorker(judging);
      const verdict = await verdictOf(worker, mutant, msMaxOf(mutant));
      if (verdict === neverEnds) {
        await worker.terminate();
        worker = null;
      }
      judged.push({ mutant, verdict });
      judging.onJudged(judged.length);
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(judging.workers, mutants.length) }, work));
  return judged;
}

async function startWorker({ root, tests }: Judging): Promise<Worker> {
  const worker = new Worker(new URL('./mutant.worker.js', import.meta.url), {
    workerData: { root, tests } satisfies WorkerData,
    resourceLimits: { maxOldGenerationSizeMb: MIB_MAX },
  });
  if ((await answerOf(worker, READY_MS_MAX)) === null) throw new Error('a worker did not get ready');
  return worker;
}

async function verdictOf(worker: Worker, mutant: Mutant, msMax: number): Promise<Verdict> {
  const answer = answerOf(worker, msMax);
  worker.postMessage(mutant);
  const said = await answer;
  return said && 'verdict' in said ? said.verdict : neverEnds;
}

/** The next message; null where the worker ends, or says nothing for too long. */
function answerOf(worker: Worker, msMax: number): Promise<FromWorker | null> {
  return new Promise((resolve) => {
    const settle = (said: FromWorker | null): void => {
      clearTimeout(timer);
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      worker.on('error', () => undefined);
      resolve(said);
    };
    const timer = setTimeout(() => {
      settle(null);
    }, msMax);
    worker.once('message', settle);
    worker.once('error', () => {
      settle(null);
    });
    worker.once('exit', () => {
      settle(null);
    });
  });
}
