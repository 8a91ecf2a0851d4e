/** Kills processes that write to a ledger, and looks what of it is left. */
import { once } from 'node:events';
import { LEDGER_PAGE_MAX, type LedgerStore, type Recorded } from '#access';
import { type Controller } from '#domain/facts';
import { spawnOwned } from '../../infra/engines/owned-process.js';

/** Where the process writes to. */
export type Told = { readonly file: string } | { readonly url: string; readonly schema: string };

export const LEDGER_MASTER_KEY = Buffer.alloc(32, 7);

const WRITER = 'dist/test/crash/ledger-writer.js';
const START_MS_MAX = 300_000;

/** The requests that a writer told as acknowledged until it was killed, so long after the first. */
export async function acknowledgedUntilKilled(told: Told, ms: number): Promise<readonly string[]> {
  const child = spawnOwned(process.execPath, [WRITER, JSON.stringify(told)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const written: Buffer[] = [];
  const stdout = child.stdout!;
  stdout.on('data', (bytes: Buffer) => void written.push(bytes));
  const closed = once(child, 'close');
  await Promise.race([once(stdout, 'data', { signal: AbortSignal.timeout(START_MS_MAX) }), closed]);
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
  await closed;
  // What the kill cut off in the middle of its line was acknowledged all the same; its name is not known whole.
  return Buffer.concat(written).toString('latin1').split('\n').slice(0, -1);
}

/** All entries of a controller. */
export async function entriesOf(ledger: LedgerStore, controller: Controller): Promise<readonly Recorded[]> {
  const entries: Recorded[] = [];
  for (;;) {
    const page = await ledger.page({ controller, after: entries.length, limit: LEDGER_PAGE_MAX });
    entries.push(...page);
    if (page.length < LEDGER_PAGE_MAX) return entries;
  }
}

/** What the kill has done: entries that were acknowledged and are not there, and numbers that are not where they should be. */
export function harmDone(entries: readonly Recorded[], acknowledged: readonly string[]): readonly string[] {
  const there = new Set<string>(entries.map(({ request }) => request));
  return [
    ...acknowledged.filter((request) => !there.has(request)),
    ...entries.filter(({ seq }, at) => seq !== at + 1).map(({ seq }) => `number ${seq}`),
  ];
}
