/** Processes of the bench: each side that must not disturb, or be disturbed, runs in one of its own. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A question to a child; its answer, or why there is none. */
export interface Asked {
  readonly number: number;
  readonly question: unknown;
}
export type Answered =
  { readonly number: number; readonly answer: unknown } | { readonly number: number; readonly failed: string };

export interface Child {
  ask<Answer>(question: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a file of this folder. */
export function startChild(name: string): Child {
  const path = fileURLToPath(new URL(`./${name}.js`, import.meta.url));
  const child = fork(path, [], { execArgv: ['--expose-gc'] });
  let numbers = 0;
  return {
    ask: (question) => askOnce(child, { number: numbers++, question }),
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

function askOnce<Answer>(child: ChildProcess, asked: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      const answered = message as Answered;
      if (answered.number !== asked.number) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      if ('failed' in answered) reject(new Error(answered.failed));
      else resolve(answered.answer as Answer);
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
    const { number, question } = message as Asked;
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
