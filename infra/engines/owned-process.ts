/** Processes that this one has started and that must not outlive it, however it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
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
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program whose end is this process's to care for. */
export function startOwned({ command, args, outputFile, user }: OwnedProcessOptions): OwnedProcess {
  const output = openSync(outputFile, 'a');
  const bound = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', command] : [command];
  const [program = command, ...before] = bound;
  const child = spawn(program, [...before, ...args], { stdio: ['ignore', output, output], ...user });
  closeSync(output);
  running.add(child);
  const ended = once(child, 'exit')
    .catch(() => undefined)
    .then(() => void running.delete(child));
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
