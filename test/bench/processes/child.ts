/** Processes of the bench: each side that must not disturb, or be disturbed, runs in one of its own. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A question to a child; its answer, or why there is none. */
export interface Asked {
  readonly number: number;
  readonly question: unknown;
}
export type Answered =
  { readonly number: number; readonly answer: unknown } | { readonly number: number; readonly failed: string };

/** A question of the teller that is loaded into every child; the child's own program knows nothing of it. */
export interface CpuAsked {
  readonly cpuOf: number;
}
/** Microseconds, user and system, of all threads since the process began. */
export interface CpuTold extends CpuAsked {
  readonly cpuUs: number;
}

export interface Child {
  ask<Answer>(question: unknown): Promise<Answer>;
  /** Microseconds of processor time, user and system, that the process has used so far, all its threads together. */
  cpuUs(): Promise<number>;
  stop(): Promise<void>;
}

/** This folder, built: from wherever it is started, a spec too. */
const BUILT = resolve('dist/test/bench/processes');
const CPU_TELLER = pathToFileURL(join(BUILT, 'cpu-teller.js')).href;

/** Starts a file of this folder. */
export function startChild(name: string): Child {
  return startChildAt(join(BUILT, `${name}.js`));
}

/** How the checkout in a folder has Node started by `npm start`: what is measured runs as it runs for its users. */
export function nodeFlagsOf(folder: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

/** Starts any built file whose program answers as `answerParent` does; `cwd` where it is to run in another checkout than here. */
export function startChildAt(path: string, cwd = process.cwd()): Child {
  const child = fork(path, [], {
    execArgv: [...nodeFlagsOf(cwd), '--expose-gc', '--import', CPU_TELLER],
    cwd,
  });
  let numbers = 0;
  return {
    ask: (question) => askOnce(child, { number: numbers++, question }),
    cpuUs: () => cpuOnce(child, { cpuOf: numbers++ }),
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

function cpuOnce(child: ChildProcess, asked: CpuAsked): Promise<number> {
  return sendOnce(child, asked, (message, resolve) => {
    const told = message as Partial<CpuTold>;
    if (told.cpuOf !== asked.cpuOf || told.cpuUs === undefined) return false;
    resolve(told.cpuUs);
    return true;
  });
}

function askOnce<Answer>(child: ChildProcess, asked: Asked): Promise<Answer> {
  return sendOnce<Answer>(child, asked, (message, resolve, reject) => {
    const answered = message as Answered;
    if (answered.number !== asked.number) return false;
    if ('failed' in answered) reject(new Error(answered.failed));
    else resolve(answered.answer as Answer);
    return true;
  });
}

/** Whether a message is the answer that is waited for; if so it has been given on. */
type Take<Answer> = (message: unknown, resolve: (answer: Answer) => void, reject: (error: Error) => void) => boolean;

function sendOnce<Answer>(child: ChildProcess, asked: Asked | CpuAsked, take: Take<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      if (!take(message, resolve, reject)) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    const onExit = (): void => {
      reject(new Error('a process of the bench ended before it answered'));
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.send(asked);
  });
}

/** Starts a process, asks it one thing and ends it. */
export async function askChild<Answer>(name: string, question: unknown): Promise<Answer> {
  const child = startChild(name);
  try {
    return await child.ask<Answer>(question);
  } finally {
    await child.stop();
  }
}

/** In the child: answers each question; ends when the parent lets go, after `onEnd`. */
export function answerParent(answer: (question: never) => unknown, onEnd: () => unknown = () => undefined): void {
  process.on('message', (message) => {
    const { number, question } = message as Partial<Asked>;
    if (number === undefined) return;
    void Promise.resolve()
      .then(() => answer(question as never))
      .then(
        (given) => process.send?.({ number, answer: given ?? null } satisfies Answered),
        (error: unknown) =>
          process.send?.({ number, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.once('disconnect', () => {
    void Promise.resolve(onEnd()).finally(() => process.exit());
  });
}
