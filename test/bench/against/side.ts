/** The two checkouts of a comparison, each with a process for the rows that run within one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Bench, type BenchOptions } from '../bench.js';
import { type RoundAnswer, type SideAnswered, type SideQuestion } from './side-question.js';
import { nodeFlagsOf } from '../processes/child.js';
import { type Checkout } from './checkout.js';

/** What every row of a comparison is given. */
export interface Comparing {
  readonly bench: Bench;
  readonly rounds: number;
  readonly sides: readonly [ours: Side, other: Side];
}

export interface Side {
  readonly checkout: Checkout;
  /** Makes one of the build's own rows ready; gives what each of its duels measures. */
  row(file: string, name: string): Promise<readonly string[]>;
  round(name: string, duel: number): Promise<RoundAnswer>;
  stop(): Promise<void>;
}

interface SideProcess {
  ask<Answer>(question: SideQuestion): Promise<Answer>;
  stop(): Promise<void>;
}

const SIDE_PROCESS = fileURLToPath(new URL('../processes/side-process.js', import.meta.url));

/** A side; its process is started by the first row that needs it. */
export function sideOf(checkout: Checkout, options: BenchOptions): Side {
  let child: Promise<SideProcess> | undefined;
  const ask = async <Answer>(question: SideQuestion): Promise<Answer> => {
    child ??= started(checkout, options);
    return (await child).ask<Answer>(question);
  };
  return {
    checkout,
    row: (file, name) => ask({ ask: 'row', path: checkout.built(file), name }),
    round: (name, duel) => ask({ ask: 'round', name, duel }),
    stop: async () => {
      await (await child?.catch(() => undefined))?.stop();
    },
  };
}

async function started(checkout: Checkout, options: BenchOptions): Promise<SideProcess> {
  const child = spawnSide(checkout.folder);
  await child.ask({ ask: 'bench', path: checkout.built('test/bench/bench.js'), options });
  return child;
}

/** A side process in a folder: asked one thing at a time, a line each way. */
function spawnSide(cwd: string): SideProcess {
  const flags = [...nodeFlagsOf(cwd), '--expose-gc'];
  const child = spawn(process.execPath, [...flags, SIDE_PROCESS], { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async <Answer>(question: SideQuestion): Promise<Answer> => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error('a side of the comparison ended before it answered');
      const answered = JSON.parse(line.value) as SideAnswered;
      if ('failed' in answered) throw new Error(answered.failed);
      return answered.answer as Answer;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
