/** The judging without a broker: a hub over SQLite in one process, handed what its topics would bring it, as soon as it can take it. */
import { masterKey, sqliteKeys } from '#access';
import { MEDIA_TYPES } from '#contracts';
import { type PartyId } from '#domain';
import { openSqliteLog } from '#event-log';
import { readArrivals } from '#hub';
import { openSpecHub, type SpecHub } from '../../support/open-hub.js';
import { agreementEvents } from '../cases.js';
import { perSecond } from '../duel.js';
import { sipLogFiles } from '../sip-log.js';
import { answerParent } from './child.js';

export type JudgeQuestion =
  /** A folder that is empty, or holds a log with its keys. */
  | { readonly ask: 'open'; readonly folder: string }
  /** Waits until all that is due has been said, and the index stands at the log's head. */
  | { readonly ask: 'settled'; readonly msMax: number }
  /** After garbage is collected: heap and buffers, and all that is resident, MiB. */
  | { readonly ask: 'memory' }
  /** Events as JSON by partition, each partition in its order; gives events a second. */
  | { readonly ask: 'take'; readonly partitions: readonly PartitionOfParty[] };

export interface PartitionOfParty {
  readonly party: PartyId;
  readonly events: readonly string[];
}

/** As many as the hub takes of a topic at once. */
const BATCH = 200;
const HEADERS = { 'content-type': MEDIA_TYPES.batch };

let hub: SpecHub | undefined;

async function open(folder: string): Promise<null> {
  const files = sipLogFiles(folder);
  const log = openSqliteLog({ path: files.log });
  log.assertDurable();
  const master = await masterKey({ file: files.masterKey });
  const keys = sqliteKeys({ file: files.keys, masterKey: master });
  hub = await openSpecHub({ log, keys, masterKey: master, folder, startAt: new Date().toISOString() });
  for (const event of agreementEvents()) await hub.post([event]);
  return null;
}

async function takeAll({ receive, slices }: SpecHub, { party, events }: PartitionOfParty): Promise<void> {
  for (let at = 0; at < events.length; at += BATCH) {
    const read = await readArrivals(HEADERS, Buffer.from(`[${events.slice(at, at + BATCH).join()}]`), slices);
    if (!read.ok) throw new Error(read.problem.code);
    const receipts = await receive.events(party, read.arrivals);
    const refused = receipts.find(({ outcome }) => outcome === 'rejected');
    if (refused) throw new Error(`${refused.subject ?? ''} ${refused.id ?? ''}: ${refused.problem?.code ?? ''}`);
  }
}

async function take(opened: SpecHub, partitions: readonly PartitionOfParty[]): Promise<number> {
  return perSecond(async () => {
    await Promise.all(partitions.map((partition) => takeAll(opened, partition)));
    return partitions.reduce((sum, { events }) => sum + events.length, 0);
  });
}

/** What is due of a long log takes more than one run: the index is behind after each. */
async function settled({ follower, clock, log }: SpecHub, msMax: number): Promise<null> {
  const until = performance.now() + msMax;
  while (performance.now() < until) {
    if (!(await follower.caughtUp(await log.head(), msMax))) break;
    if (await clock.idle()) return null;
    await clock.run().catch((error: unknown) => {
      if ((error as Error).name !== 'ClockBehind') throw error;
    });
  }
  throw new Error('the index stays behind the log');
}

const MIB = 1024 * 1024;

function memory(): { readonly live: number; readonly resident: number } {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { live: (heapUsed + external) / MIB, resident: rss / MIB };
}

answerParent(
  async (question: JudgeQuestion): Promise<unknown> => {
    if (question.ask === 'open') return open(question.folder);
    const opened = hub;
    if (!opened) throw new Error('no hub is open');
    switch (question.ask) {
      case 'take':
        return take(opened, question.partitions);
      case 'settled':
        return settled(opened, question.msMax);
      case 'memory':
        return memory();
    }
  },
  async () => {
    await hub?.close();
    await hub?.log.close();
  },
);
