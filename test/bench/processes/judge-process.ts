/** The judging without a broker: a hub over SQLite in one process, handed what its topics would bring it, as soon as it can take it. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sqliteKeys } from '#access';
import { MEDIA_TYPES } from '#contracts';
import { type PartyId } from '#domain';
import { openSqliteLog } from '#event-log';
import { readArrivals } from '#hub';
import { openSpecHub, type SpecHub } from '../../support/open-hub.js';
import { agreementEvents } from '../cases.js';
import { perSecond } from '../duel.js';
import { answerParent } from './child.js';

export type JudgeQuestion =
  | { readonly ask: 'open'; readonly folder: string }
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
  const log = openSqliteLog({ path: join(folder, 'log.db') });
  log.assertDurable();
  const masterKey = randomBytes(32);
  const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey });
  hub = await openSpecHub({ log, keys, masterKey, folder, startAt: new Date().toISOString() });
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

answerParent(
  async (question: JudgeQuestion): Promise<number | null> => {
    if (question.ask === 'open') return open(question.folder);
    const opened = hub;
    if (!opened) throw new Error('no hub is open');
    const { partitions } = question;
    return perSecond(async () => {
      await Promise.all(partitions.map((partition) => takeAll(opened, partition)));
      return partitions.reduce((sum, { events }) => sum + events.length, 0);
    });
  },
  async () => {
    await hub?.close();
    await hub?.log.close();
  },
);
