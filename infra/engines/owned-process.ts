/** Processes that this one has started and that must not outlive it, however it ends. */
import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { once } from 'node:events';

const STOP_MS_MAX = 30_000;
const OUTPUT_SHOWN_MAX = 4_000;
/** On Linux the kernel ends a child with its parent, even where the parent is killed. */
const SETPRIV = '/usr/bin/setpriv';

export interface ProcessUser {
  readonly uid: number;
  readonly gid: number;
}

export interface OwnedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Standard output and standard error are appended to it: nobody's pipe stays open. */
  readonly outputFile: string;
  readonly user?: ProcessUser | undefined;
}

export interface OwnedProcess {
  readonly pid: number | undefined;
  isRunning(): boolean;
  /** The last that it, or one before it with the same file, has written. */
  output(): string;
  /** Sends a signal and waits for the end; killed where it has not ended after half a minute. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const running = new Set<ChildProcess>();
const killAll = (): void => {
  for (const child of running) child.kill('SIGKILL');
};
process.once('exit', killAll);
// A signal that nobody else hears ends this process without its `exit`.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  const end = (): void => {
    if (process.listenerCount(signal) > 1) return;
    killAll();
    process.off(signal, end);
    process.kill(process.pid, signal);
  };
  process.prependListener(signal, end);
}

/**
 * Starts a program that is killed where this process ends before it, by whatever signal; by SIGKILL too where the kernel is
 * Linux. The options are those of `spawn`.
 */
export function spawnOwned(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const [program, all] = existsSync(SETPRIV) ? [SETPRIV, ['--pdeathsig', 'KILL', command, ...args]] : [command, args];
  const child = spawn(program, all, options);
  running.add(child);
  const ended = (): void => void running.delete(child);
  child.once('exit', ended).once('error', ended);
  return child;
}

/** Starts a program whose end is this process's to care for. */
export function startOwned({ command, args, outputFile, user }: OwnedProcessOptions): OwnedProcess {
  const output = openSync(outputFile, 'a');
  const child = spawnOwned(command, args, { stdio: ['ignore', output, output], ...user });
  closeSync(output);
  const ended = once(child, 'exit').catch(() => undefined);
  return {
    pid: child.pid,
    isRunning: () => running.has(child),
    output: () => readFileSync(outputFile, 'utf8').slice(-OUTPUT_SHOWN_MAX),
    end: async (signal) => {
      if (!running.has(child)) return;
      child.kill(signal);
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
      await ended;
      clearTimeout(late);
    },
  };
}
