/** The built program as a process of its own, over a folder: for specs that end it as the world may. Needs `npm run build`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ownIssuer, principalOf } from '#access';

const MAIN = 'dist/apps/standalone/src/main.js';
const START_MS_MAX = 60_000;

export interface HubProcess {
  readonly url: string;
  readonly dataDir: string;
  /** Everything that it has written to standard output and standard error. */
  readonly output: () => string;
  /** A header for one who asks: a party, `auditor` or `operator`. */
  readonly as: (who: string) => Promise<{ readonly authorization: string }>;
  /** Sends a signal and waits for the end; the exit code, null where the signal ended it. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
}

export interface HubProcessOptions {
  readonly dataDir: string;
  readonly logLevel?: string;
}

/** Processes that no spec has ended, as when an expectation fails: they must not outlive the run. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

interface Spawned {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

function spawnHub({ dataDir, logLevel = 'info' }: HubProcessOptions): Spawned {
  const env = { ...process.env, HVB_DATA_DIR: dataDir, HVB_PORT: '0', HVB_LOG_LEVEL: logLevel, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => void written.push(bytes));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, output: () => Buffer.concat(written).toString(), ended };
}

/** Where it listens, once it does. */
async function urlOf({ child, output }: Spawned): Promise<string> {
  const until = performance.now() + START_MS_MAX;
  for (;;) {
    const url = /^HVB Hub: (http\S+)$/m.exec(output())?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > until)
      throw new Error(`the hub did not start:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Starts the program and kills it some time later, whether it listens by then or is still at what comes before. */
export async function killAtStart(options: HubProcessOptions, afterMs: number): Promise<void> {
  const { child, ended } = spawnHub(options);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
}

/** Starts the program on any free port and waits until it listens. */
export async function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  const spawned = spawnHub(options);
  const { dataDir } = options;
  const { child, output, ended } = spawned;
  const url = await urlOf(spawned);
  const issuer = await ownIssuer(join(dataDir, 'access'));
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (who: string): Promise<string> => {
    const principal = principalOf(who);
    if (!principal) throw new Error(`${who} is nobody`);
    const token = tokens.get(who) ?? issuer.issueToken(principal);
    tokens.set(who, token);
    return token;
  };
  return {
    url,
    dataDir,
    output,
    as: async (who) => ({ authorization: `Bearer ${await tokenOf(who)}` }),
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
