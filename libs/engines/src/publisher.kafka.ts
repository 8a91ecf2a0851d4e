/** Publishes in order: one request under way at a time, and a new producer after any that failed. */
import {
  type Kafka,
  type Message,
  Partitioners,
  type Producer,
  type RecordMetadata,
  type TopicMessages,
} from 'kafkajs';
import { BrokerUnavailable, type OutgoingRecord, type Publisher } from './broker.port.js';
import { asBrokerFault, protocolType } from './faults.kafka.js';

/** Of all in-sync replicas. */
const ACKS_ALL = -1;
const CONFIRM_MS_MAX = 30_000;
/** Bytes of one request: all of it may be for one partition, and what a broker takes for one can be set as low as an event. */
const REQUEST_BYTES_MAX = 256 * 1024;
/** Of a record beside its key, value and headers, amply. */
const OVERHEAD_BYTES = 64;
const RECORDS_PER_REQUEST_MAX = 1_000;
/** Records that may wait for their request; beyond it the caller is told to come again. */
const RECORDS_WAITING_MAX = 50_000;
/** Enough for a new leader to be found; what lasts longer is the caller's to wait out. */
const RETRIES_MAX = 5;

interface Pending {
  readonly records: readonly OutgoingRecord[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface PublisherDeps {
  readonly kafka: Kafka;
  /** All topics that may be seen. */
  readonly topics: () => Promise<readonly string[]>;
}

export function publisherOn(deps: PublisherDeps): Publisher {
  const sender = senderOn(deps);
  let pending: Pending[] = [];
  let waiting = 0;
  let sending: Promise<void> | null = null;
  let closed = false;

  /** What is handed in while a request is under way goes together in the next. */
  const drain = async (): Promise<void> => {
    while (pending.length > 0) {
      const all = pending;
      pending = [];
      waiting = 0;
      await sendAll(sender, all);
    }
    sending = null;
  };

  return {
    publish: (records) =>
      new Promise((resolve, reject) => {
        if (records.length === 0) {
          resolve();
          return;
        }
        if (closed || waiting + records.length > RECORDS_WAITING_MAX) {
          reject(new BrokerUnavailable(closed ? 'the publisher is closed' : 'too many records wait'));
          return;
        }
        waiting += records.length;
        pending.push({ records, resolve, reject });
        sending ??= drain();
      }),
    close: async () => {
      closed = true;
      await sending;
      await sender.close();
    },
  };
}

async function sendAll(sender: Sender, all: readonly Pending[]): Promise<void> {
  try {
    for (const records of requestsOf(all.flatMap((one) => one.records))) {
      await asBrokerFault(() => sender.request(records));
    }
    for (const { resolve } of all) resolve();
  } catch (error) {
    for (const { reject } of all) reject(error);
  }
}

interface Sender {
  request(records: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

function senderOn({ kafka, topics }: PublisherDeps): Sender {
  let producer: Promise<Producer> | null = null;
  /** Partitions that the request under way is for. */
  const chosen = new Set<string>();

  /**
   * The broker knows a repeat by producer and number alone: what is sent next by a producer that failed would bear the
   * numbers of what was lost, and be dropped as its repeat where that had arrived. So another producer sends it.
   */
  const giveUpProducer = async (): Promise<void> => {
    const failed = producer;
    producer = null;
    await failed?.then((one) => one.disconnect()).catch(() => undefined);
  };

  const request = async (records: readonly OutgoingRecord[]): Promise<void> => {
    try {
      const one = await (producer ??= connect(kafka, (place) => void chosen.add(place)));
      chosen.clear();
      const topicMessages = byTopic(records);
      confirmed(chosen, await one.sendBatch({ topicMessages, acks: ACKS_ALL, timeout: CONFIRM_MS_MAX }));
    } catch (error) {
      await giveUpProducer();
      if (protocolType(error) !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
      const known = new Set(await topics());
      const left = records.filter(({ topic }) => known.has(topic));
      if (left.length === records.length) throw error;
      if (left.length > 0) await request(left);
    }
  };

  return { request, close: giveUpProducer };
}

/**
 * The client takes a partition whose leader has moved in mid-request to a broker that had already answered for its own
 * partitions as answered too, and never sends it. So every partition must have been confirmed by name.
 */
function confirmed(chosen: ReadonlySet<string>, answers: readonly RecordMetadata[]): void {
  const answered = new Set(answers.map(({ topicName, partition }) => placeOf(topicName, partition)));
  const missing = [...chosen].find((place) => !answered.has(place));
  if (missing !== undefined) throw new BrokerUnavailable(`${missing} was not confirmed`);
}

const placeOf = (topic: string, partition: number): string => `${topic}/${partition}`;

async function connect(kafka: Kafka, onChosen: (place: string) => void): Promise<Producer> {
  const producer = kafka.producer({
    createPartitioner: () => {
      const partitionOf = Partitioners.DefaultPartitioner();
      return (args) => {
        const partition = partitionOf(args);
        onChosen(placeOf(args.topic, partition));
        return partition;
      };
    },
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: { retries: RETRIES_MAX },
  });
  await producer.connect();
  return producer;
}

function byTopic(records: readonly OutgoingRecord[]): TopicMessages[] {
  const messages = new Map<string, Message[]>();
  for (const { topic, key, value, headers } of records) {
    const message: Message = { key, value: Buffer.from(value), headers: { ...headers } };
    const others = messages.get(topic);
    if (others) others.push(message);
    else messages.set(topic, [message]);
  }
  return [...messages].map(([topic, all]) => ({ topic, messages: all }));
}

/** Requests in order, each within its bounds; a record that is larger than a request may be goes alone. */
function* requestsOf(records: readonly OutgoingRecord[]): Iterable<readonly OutgoingRecord[]> {
  let request: OutgoingRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = bytesOf(record);
    const full = bytes + size > REQUEST_BYTES_MAX || request.length === RECORDS_PER_REQUEST_MAX;
    if (full && request.length > 0) {
      yield request;
      request = [];
      bytes = 0;
    }
    request.push(record);
    bytes += size;
  }
  if (request.length > 0) yield request;
}

function bytesOf({ key, value, headers }: OutgoingRecord): number {
  const inHeaders = Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  return value.byteLength + key.length + inHeaders + OVERHEAD_BYTES;
}
