/** A built program as a process of its own: for specs that end it as the world may. Needs `npm run build`. */
import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { spawnOwned } from '../../infra/engines/owned-process.js';

const START_MS_MAX = 300_000;

export interface AppProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything that it has written to standard output and standard error. */
  readonly output: () => string;
  /** Sends a signal and waits for the end; the exit code, null where the signal ended it. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
  /** Resolves with the exit code when it has ended, however that came. */
  readonly ended: Promise<number | null>;
}

export interface AppProgram {
  /** `dist/apps/hub/src/main.js` */
  readonly main: string;
  /** Beside this process's own environment; `HVB_PORT` is any free one. */
  readonly env: Readonly<Record<string, string>>;
  /** The user, and group, that it runs as; this process's own unless said. */
  readonly uid?: number;
}

interface Spawned {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

function spawnApp({ main, env, uid }: AppProgram): Spawned {
  const own = { ...process.env, HVB_PORT: '0', ...env, NODE_OPTIONS: '' };
  const as = uid === undefined ? {} : { uid, gid: uid };
  const child = spawnOwned(process.execPath, [main], { env: own, stdio: ['ignore', 'pipe', 'pipe'], ...as });
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => void written.push(bytes));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => Buffer.concat(written).toString(), ended };
}

/** Where it listens, once it does; undefined where it ends before, or takes too long. */
async function urlOf({ child, output }: Spawned): Promise<string | undefined> {
  const until = performance.now() + START_MS_MAX;
  for (;;) {
    const url = /^HVB Hub[^:]*: (http\S+)$/m.exec(output())?.[1];
    if (url !== undefined || child.exitCode !== null || child.signalCode !== null || performance.now() > until)
      return url;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Starts the program and kills it some time later, whether it listens by then or is still at what comes before. */
export async function killAppAtStart(program: AppProgram, afterMs: number): Promise<void> {
  const { child, ended } = spawnApp(program);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
}

/** Starts the program on any free port and waits until it listens. */
export async function startApp(program: AppProgram): Promise<AppProcess> {
  const started = await runApp(program);
  if ('url' in started) return started;
  throw new Error(`the program did not start:\n${started.output}`);
}

/** How a program ended that was to start. */
export interface AppEnd {
  readonly code: number | null;
  readonly output: string;
}

/** Starts the program on any free port; gives it once it listens, or how it ended before. */
export async function runApp(program: AppProgram): Promise<AppProcess | AppEnd> {
  const spawned = spawnApp(program);
  const { child, output, ended } = spawned;
  const url = await urlOf(spawned);
  if (url === undefined) {
    child.kill('SIGKILL');
    return { code: await ended, output: output() };
  }
  return {
    url,
    pid: child.pid ?? 0,
    output,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
