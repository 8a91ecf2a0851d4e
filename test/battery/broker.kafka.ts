/** The parties' side of the broker, by a client of its own: sends submissions, and reads what parties are told. */
import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import kafkajs, { type Admin, type EachMessagePayload, type Kafka, type KafkaMessage, type Producer } from 'kafkajs';
import { type Sent } from './load.js';

/** A record with where the broker put it. */
export interface Placed {
  readonly sent: Sent;
  readonly partition: number;
  readonly offset: number;
}

/** What a party is told, as it stands in its topic. */
export interface ToldRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Its number in a feed. */
  readonly sequence?: number;
  readonly event: Readonly<Record<string, unknown>>;
}

export interface PartiesBroker {
  /** Sends the records in their order, again and again until the broker has them. */
  send(records: readonly Sent[]): Promise<readonly Placed[]>;
  /** Everything in these topics, in the order of each partition. */
  readAll(topics: readonly string[]): Promise<readonly ToldRecord[]>;
  /** How many records of the topics the group has not done with. */
  lag(group: string, topics: readonly string[]): Promise<number>;
  /** Makes the topics anew, with nothing in them. */
  renew(topics: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const HEADERS = { 'content-type': 'application/cloudevents+json' };
const RETRY_MS = 300;
export async function openPartiesBroker(brokers: string): Promise<PartiesBroker> {
  const kafka = new kafkajs.Kafka({
    brokers: brokers.split(','),
    clientId: 'parties',
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 2_000,
    retry: { retries: 4, initialRetryTime: 100 },
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ idempotent: false, maxInFlightRequests: 1 });
  await Promise.all([admin.connect(), producer.connect()]);
  return {
    send: (records) => sendAll(producer, records),
    readAll: (topics) => readTopics(kafka, admin, topics),
    lag: (group, topics) => untilAnswered(() => lagOf(admin, group, topics)),
    renew: (topics) => untilAnswered(() => renewTopics(admin, topics)),
    close: async () => {
      await producer.disconnect();
      await admin.disconnect();
    },
  };
}

/** While the broker is away, asks again. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await pause(RETRY_MS);
    }
  }
}

/** One after the other per topic, so that the order is the sender's. What was sent before an error may stand twice: parties do that. */
async function sendAll(producer: Producer, records: readonly Sent[]): Promise<readonly Placed[]> {
  const placed: Placed[] = [];
  for (const sent of records) {
    const [metadata] = await untilAnswered(() =>
      producer.send({
        topic: sent.topic,
        acks: -1,
        messages: [{ key: sent.key, value: sent.value, headers: HEADERS }],
      }),
    );
    placed.push({ sent, partition: metadata?.partition ?? -1, offset: Number(metadata?.baseOffset ?? -1) });
  }
  return placed;
}

async function lagOf(admin: Admin, group: string, topics: readonly string[]): Promise<number> {
  const committed = new Map(
    (await admin.fetchOffsets({ groupId: group, topics: [...topics] })).flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [`${topic}/${partition}`, Number(offset)] as const),
    ),
  );
  let lag = 0;
  for (const topic of topics) {
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
      const done = committed.get(`${topic}/${partition}`) ?? -1;
      lag += Number(high) - Math.max(done, Number(low));
    }
  }
  return lag;
}

const PARTITIONS = 3;

/** Not by dropping their records, which a broker that is killed soon after has forgotten when it comes back. */
async function renewTopics(admin: Admin, topics: readonly string[]): Promise<void> {
  const there = new Set(await admin.listTopics());
  const old = topics.filter((topic) => there.has(topic));
  if (old.length > 0) await admin.deleteTopics({ topics: old });
  while ((await admin.listTopics()).some((topic) => topics.includes(topic))) await pause(RETRY_MS);
  await admin.createTopics({
    topics: topics.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: -1 })),
    waitForLeaders: true,
  });
}

/** Up to where the topics ended when it was asked. */
async function readTopics(kafka: Kafka, admin: Admin, topics: readonly string[]): Promise<readonly ToldRecord[]> {
  const ends = new Map<string, number>();
  for (const topic of topics)
    for (const { partition, high, low } of await untilAnswered(() => admin.fetchTopicOffsets(topic)))
      if (Number(high) > Number(low)) ends.set(`${topic}/${partition}`, Number(high));
  if (ends.size === 0) return [];
  const read: ToldRecord[] = [];
  const groupId = `reads-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const take = ({ topic, partition, message }: EachMessagePayload): Promise<void> => {
      const place = `${topic}/${partition}`;
      const end = ends.get(place) ?? 0;
      const told = toldRecord(topic, partition, message);
      if (told.offset < end) read.push(told);
      if (told.offset >= end - 1) ends.delete(place);
      if (ends.size === 0) resolve();
      return Promise.resolve();
    };
    consumer.run({ autoCommit: false, eachMessage: take }).catch(reject);
  });
  await consumer.disconnect();
  await admin.deleteGroups([groupId]).catch(() => undefined);
  return read;
}

function toldRecord(topic: string, partition: number, { offset, headers, value }: KafkaMessage): ToldRecord {
  const sequence = headers?.['sequence']?.toString();
  const event = JSON.parse(value?.toString() ?? 'null') as ToldRecord['event'];
  return {
    topic,
    partition,
    offset: Number(offset),
    event,
    ...(sequence === undefined ? {} : { sequence: Number(sequence) }),
  };
}
