/** A standalone hub in a process of its own, over files that the bench has made; followers and all. */
import 'reflect-metadata';
import { startStandalone, type Standalone, type StandaloneOptions } from '#standalone';
import { answerParent } from './child.js';

export type HubQuestion =
  | {
      readonly ask: 'start';
      readonly folder: string;
      readonly kafka?: Pick<StandaloneOptions, 'kafka'>;
      readonly more?: Pick<StandaloneOptions, 'webhooks' | 'simulationFrom' | 'lost'>;
    }
  | { readonly ask: 'tokens'; readonly of: readonly string[] }
  /** Resident memory, MiB. */
  | { readonly ask: 'memory' }
  /** Begins a rebuild of the rows; answers at once. */
  | { readonly ask: 'rebuild' }
  | { readonly ask: 'rebuilding' }
  /** Waits until the rows stand at the log's head. */
  | { readonly ask: 'followed'; readonly msMax: number };

type Asked = Exclude<HubQuestion, { ask: 'start' }>;

let hub: Standalone | undefined;
let rebuilding: Promise<unknown> | undefined;

async function start({ folder: dataDir, kafka = {}, more }: Extract<HubQuestion, { ask: 'start' }>): Promise<string> {
  hub = await startStandalone({ dataDir, port: 0, logLevel: 'warn', ...kafka, ...more });
  hub.log.assertDurable();
  return hub.url;
}

async function answer(question: HubQuestion): Promise<unknown> {
  if (question.ask === 'start') return start(question);
  if (!hub) throw new Error('the hub has not been started');
  return told(hub, question);
}

async function told({ log, rows, tokenOf }: Standalone, question: Asked): Promise<unknown> {
  switch (question.ask) {
    case 'tokens':
      return Object.fromEntries(await Promise.all(question.of.map(async (who) => [who, await tokenOf(who)])));
    case 'memory':
      return Math.round(process.memoryUsage.rss() / 1024 / 1024);
    case 'rebuild':
      rebuilding ??= rows.rebuild().finally(() => (rebuilding = undefined));
      rebuilding.catch(() => undefined);
      return null;
    case 'rebuilding':
      return rebuilding !== undefined;
    case 'followed':
      return rows.caughtUp(await log.head(), question.msMax);
  }
}

answerParent(answer, () => hub?.stop());
