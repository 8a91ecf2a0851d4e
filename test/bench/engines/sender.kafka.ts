/** The parties' side of the bench: sends records, all seen at once or at a rate, and sees how far a group has come. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type Admin, type Producer, type TopicMessages } from 'kafkajs';
import { MEDIA_TYPES, topicOf } from '#contracts';
import { type PartyId } from '#domain';
import { machineMs } from './clock.js';
import { type ToldRecord } from './told-records.js';

/** Where records go: to the hub, or to topics of the bench's own that the hub does not read. */
export type Addressed = (party: PartyId) => string;
export const toHub: Addressed = (party) => topicOf('submissions', party);
export const PEERS = ['sent', 'counted', 'parsed', 'noted'] as const;
export type Peer = (typeof PEERS)[number];
export const toPeer =
  (peer: Peer): Addressed =>
  (party) =>
    `bench.${peer}.${party}`;

/** The next offset of each partition after what was sent, by `topic/partition`. */
type Ends = ReadonlyMap<string, number>;

export interface Released {
  /** On `machineMs`. */
  readonly atMs: number;
  readonly ends: Ends;
}

export interface Sender {
  /** Sends as fast as it can, and gives records a second. */
  flood(records: readonly ToldRecord[], to: Addressed): Promise<number>;
  /** Sends all in a transaction: who reads sees none of them before it is told here that they may, and then all. */
  release(records: readonly ToldRecord[], to: Addressed): Promise<Released>;
  /** Sends each when it is due; gives when that was, by the record's name. What is late is not due later. */
  atRate(records: readonly ToldRecord[], to: Addressed, perS: number): Promise<ReadonlyMap<string, number>>;
  /** When the group had committed all of it, on `machineMs`. Throws when that takes too long. */
  taken(group: string, ends: Ends): Promise<number>;
  close(): Promise<void>;
}

const ACKS_ALL = -1;
const BATCH = 500;
const IN_FLIGHT_MAX = 5;
const LOOK_MS = 10;
const TICK_MS = 5;
const TAKEN_MS_MAX = 300_000;
const TRANSACTION_MS_MAX = 120_000;
const HEADERS = { 'content-type': MEDIA_TYPES.structured };

export async function openSender(brokers: string): Promise<Sender> {
  const kafka = new kafkajs.Kafka({
    brokers: brokers.split(','),
    clientId: 'bench-parties',
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ maxInFlightRequests: IN_FLIGHT_MAX });
  const releasing = kafka.producer({
    ...{ idempotent: true, maxInFlightRequests: 1, transactionTimeout: TRANSACTION_MS_MAX },
    transactionalId: `bench-${randomUUID()}`,
  });
  const all = [admin, producer, releasing];
  await Promise.all(all.map((one) => one.connect()));
  return {
    flood: async (records, to) => {
      const begun = machineMs();
      await Promise.all(
        batchesOf(records).map((batch) => producer.sendBatch({ topicMessages: byTopic(batch, to), acks: ACKS_ALL })),
      );
      return (records.length * 1000) / (machineMs() - begun);
    },
    release: (records, to) => release(releasing, records, to),
    atRate: (records, to, perS) => sendAtRate(producer, byRate(records, perS), to),
    taken: (group, ends) => untilTaken(admin, group, ends),
    close: async () => {
      await Promise.all(all.map((one) => one.disconnect()));
    },
  };
}

const batchesOf = (records: readonly ToldRecord[]): readonly (readonly ToldRecord[])[] =>
  Array.from({ length: Math.ceil(records.length / BATCH) }, (_, at) => records.slice(at * BATCH, (at + 1) * BATCH));

function byTopic(records: readonly ToldRecord[], to: Addressed): TopicMessages[] {
  const topics = new Map<string, TopicMessages>();
  for (const { party, partition, key, value } of records) {
    const topic = to(party);
    const messages = topics.get(topic) ?? { topic, messages: [] };
    messages.messages.push({ partition, key, value, headers: HEADERS });
    topics.set(topic, messages);
  }
  return [...topics.values()];
}

async function release(producer: Producer, records: readonly ToldRecord[], to: Addressed): Promise<Released> {
  const transaction = await producer.transaction();
  const ends = new Map<string, number>();
  for (const batch of batchesOf(records)) {
    const answers = await transaction.sendBatch({ topicMessages: byTopic(batch, to), acks: ACKS_ALL });
    for (const { topicName, partition, baseOffset } of answers) {
      const inPartition = batch.filter((one) => to(one.party) === topicName && one.partition === partition);
      ends.set(`${topicName}/${partition}`, Number(baseOffset) + inPartition.length);
    }
  }
  const atMs = machineMs();
  await transaction.commit();
  return { atMs, ends };
}

async function untilTaken(admin: Admin, groupId: string, ends: Ends): Promise<number> {
  const topics = [...new Set([...ends.keys()].map((place) => place.slice(0, place.lastIndexOf('/'))))];
  const until = machineMs() + TAKEN_MS_MAX;
  for (;;) {
    const committed = (await admin.fetchOffsets({ groupId, topics })).flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [`${topic}/${partition}`, Number(offset)] as const),
    );
    const at = machineMs();
    const open = committed.filter(([place, offset]) => offset < (ends.get(place) ?? -1));
    if (open.length === 0) return at;
    if (at > until) throw new Error(`not taken: ${open.map(([place, offset]) => `${place} at ${offset}`).join()}`);
    await delay(LOOK_MS);
  }
}

interface Due {
  readonly record: ToldRecord;
  /** Milliseconds after the first. */
  readonly afterMs: number;
}

const byRate = (records: readonly ToldRecord[], perS: number): readonly Due[] =>
  records.map((record, at) => ({ record, afterMs: (at * 1000) / perS }));

/** What has come due goes together; what is under way is not waited for. */
async function sendAtRate(
  producer: Producer,
  records: readonly Due[],
  to: Addressed,
): Promise<ReadonlyMap<string, number>> {
  const dueAt = new Map<string, number>();
  const under: Promise<unknown>[] = [];
  const begun = machineMs();
  for (let next = 0; next < records.length;) {
    const passed = machineMs() - begun;
    const first = next;
    while (next < records.length && (records[next]?.afterMs ?? 0) <= passed) next += 1;
    const due = records.slice(first, next);
    for (const { record, afterMs } of due) dueAt.set(record.name, begun + afterMs);
    const topicMessages = byTopic(
      due.map(({ record }) => record),
      to,
    );
    if (due.length > 0) under.push(producer.sendBatch({ topicMessages, acks: ACKS_ALL }));
    await delay(TICK_MS);
  }
  await Promise.all(under);
  return dueAt;
}
