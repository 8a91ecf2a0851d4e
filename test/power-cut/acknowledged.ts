/** What a killed appender was promised, against what the log holds when it is opened again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type StreamName } from '#contracts';
import { type EventLog, openSqliteLog } from '#event-log';
import { builtFile } from '#follow';

export interface Ended {
  /** Lines that the appender wrote: `<stream> <revision>` for each acknowledgement. */
  readonly lines: readonly string[];
  readonly stderr: string;
  readonly code: number | null;
}

export interface AppenderOptions {
  readonly mode?: 'durable' | 'careless';
  readonly env?: Readonly<Record<string, string>>;
  /** Kills the appender when it has been promised so many. */
  readonly killAfter?: number;
}

/** Runs the built appender until it ends or is killed. */
export async function runAppender(path: string, options: AppenderOptions): Promise<Ended> {
  const program = builtFile(new URL('./appender.js', import.meta.url));
  const child = spawn(process.execPath, [program.pathname, path, options.mode ?? 'durable'], {
    env: { ...process.env, NODE_OPTIONS: '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString();
    const { killAfter } = options;
    if (killAfter !== undefined && text.split('\n').length > killAfter) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  // The last line may be torn by the end of the process: it was not told, so it was not promised.
  return { lines: text.split('\n').slice(0, -1), stderr, code };
}

/** The revisions promised, by stream. */
export function promisesIn(lines: readonly string[]): { stream: StreamName; revision: number }[] {
  return lines.flatMap((line) => {
    const told = /^(case-\d+) (\d+)$/.exec(line);
    return told ? [{ stream: told[1] as StreamName, revision: Number(told[2]) }] : [];
  });
}

/** Opens the log as a new process would; says how many promises it has broken, having read and checked all of it. */
export async function brokenPromises(path: string, lines: readonly string[]): Promise<number> {
  const log = openSqliteLog({ path });
  try {
    const held = await readBodies(log);
    return promisesIn(lines).filter(({ stream, revision }) => !held.delete(`${stream} ${revision}`)).length;
  } finally {
    await log.close();
  }
}

/** All bodies; throws if an event is damaged, missing or there twice. */
async function readBodies(log: EventLog): Promise<Set<string>> {
  const bodies = new Set<string>();
  let after = log.start;
  for (;;) {
    const page = await log.readAll(after, { limit: 1_000 });
    for (const { body, stream, revision } of page.events) {
      const text = Buffer.from(body).toString().trimEnd();
      if (text !== `${stream} ${revision}` || bodies.has(text)) throw new Error(`${text} at ${stream} ${revision}`);
      bodies.add(text);
    }
    after = page.next;
    if (page.atEnd) return bodies;
  }
}
