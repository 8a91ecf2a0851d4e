/** Publishes in order, and keeps a topic that cannot be written from holding up the others. */
import { type Kafka } from 'kafkajs';
import { BrokerUnavailable, RecordTooLarge, type OutgoingRecord, type Publisher } from './broker.port.js';
import { asBrokerFault, protocolType } from './faults.kafka.js';
import { requestsOf } from './request-sizes.js';
import { senderOn, type Sender } from './sender.kafka.js';

/** Records that may wait for their request; beyond it the caller is told to come again. */
const RECORDS_WAITING_MAX = 50_000;

/** Topics that are sent apart from the others; what more cannot be written stays with them. */
const APART_MAX = 100;
/** Enough to connect and to learn where the topic is. */
const ALONE_RETRIES = 2;
/** What the broker answers of a topic, or of its partitions: the others can be written. */
const OF_A_TOPIC: ReadonlySet<string> = new Set([
  ...['UNKNOWN', 'CORRUPT_MESSAGE', 'UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION'],
  ...['REQUEST_TIMED_OUT', 'MESSAGE_TOO_LARGE', 'INVALID_TOPIC_EXCEPTION', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD'],
  ...['NOT_ENOUGH_REPLICAS', 'NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'TOPIC_AUTHORIZATION_FAILED', 'INVALID_TIMESTAMP'],
  ...['UNSUPPORTED_FOR_MESSAGE_FORMAT', 'POLICY_VIOLATION', 'KAFKA_STORAGE_ERROR'],
]);

/** Records of one topic that are published together. */
interface Pending {
  readonly topic: string;
  readonly records: readonly OutgoingRecord[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What is sent by one producer, in order: that of all topics, and one of each topic that could not be written lately. */
interface Lane {
  readonly sender: Sender;
  pending: Pending[];
  sending: Promise<void> | null;
}

interface Publishing {
  readonly kafka: Kafka;
  readonly shared: Lane;
  readonly apart: Map<string, Lane>;
  waiting: number;
  closed: boolean;
}

export function publisherOn(kafka: Kafka): Publisher {
  const publishing: Publishing = { kafka, shared: laneOn(kafka), apart: new Map(), waiting: 0, closed: false };
  return {
    publish: (records) => publishAll(publishing, records),
    close: async () => {
      publishing.closed = true;
      await publishing.shared.sending;
      const lanes = [publishing.shared, ...publishing.apart.values()];
      await Promise.all(lanes.map((lane) => closed(lane)));
    },
  };
}

const laneOn = (kafka: Kafka): Lane => ({ sender: senderOn(kafka), pending: [], sending: null });

async function closed({ sending, sender }: Lane): Promise<void> {
  await sending;
  await sender.close();
}

async function publishAll(publishing: Publishing, records: readonly OutgoingRecord[]): Promise<void> {
  if (publishing.closed || publishing.waiting + records.length > RECORDS_WAITING_MAX) {
    throw new BrokerUnavailable(publishing.closed ? 'the publisher is closed' : 'too many records wait');
  }
  const topics = byTopic(records);
  publishing.waiting += records.length;
  const outcomes = await Promise.allSettled(topics.map(([topic, own]) => publishTo(publishing, topic, own)));
  publishing.waiting -= records.length;
  const failed = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ topic: topics[index]?.[0] ?? '', error: outcome.reason as unknown }] : [],
  );
  if (failed.length > 0) throw faultOf(failed);
}

/** One that passes comes before one that does not: what is handed in again is tried again. */
function faultOf(failed: readonly { readonly topic: string; readonly error: unknown }[]): unknown {
  const { error } = failed.find((one) => !(one.error instanceof RecordTooLarge)) ?? failed[0] ?? {};
  if (!(error instanceof BrokerUnavailable || error instanceof RecordTooLarge)) return error;
  // Where it is not said of a topic the others of the request may be written, or not.
  const topics = failed.every((one) => isOfATopic(one.error)) ? failed.map(({ topic }) => topic) : undefined;
  const options = { cause: error.cause, topics };
  return error instanceof RecordTooLarge
    ? new RecordTooLarge(error.message, options)
    : new BrokerUnavailable(error.message, { ...options, code: error.code });
}

const isOfATopic = (error: unknown): boolean => OF_A_TOPIC.has(protocolType(error) ?? '');

function publishTo(publishing: Publishing, topic: string, records: readonly OutgoingRecord[]): Promise<void> {
  return new Promise((resolve, reject) => {
    hand(publishing, publishing.apart.get(topic) ?? publishing.shared, { topic, records, resolve, reject });
  });
}

/** What is handed in while a request is under way goes together in the next. */
function hand(publishing: Publishing, lane: Lane, pending: Pending): void {
  lane.pending.push(pending);
  lane.sending ??= drain(publishing, lane);
}

async function drain(publishing: Publishing, lane: Lane): Promise<void> {
  while (lane.pending.length > 0) {
    const all = lane.pending;
    lane.pending = [];
    await (lane === publishing.shared ? sendShared(publishing, all) : sendApart(publishing, lane, all));
  }
  lane.sending = null;
}

/** All together; what fails by what the broker says is sent topic by topic, to find which it is that cannot be written. */
async function sendShared(publishing: Publishing, all: readonly Pending[]): Promise<void> {
  const { apart, shared } = publishing;
  const own = all.filter((pending) => {
    const lane = apart.get(pending.topic);
    if (lane) hand(publishing, lane, pending);
    return !lane;
  });
  try {
    await send(shared.sender, own);
    for (const { resolve } of own) resolve();
  } catch (error) {
    const isAnswer = isOfATopic(error);
    for (const [topic, some] of byTopic(own)) {
      const fault = isAnswer ? await faultAlone(publishing, topic, some) : error;
      for (const pending of some) settle(pending, fault);
    }
  }
}

function settle({ resolve, reject }: Pending, fault: unknown): void {
  if (fault === null) resolve();
  else reject(fault);
}

function byTopic<T extends { readonly topic: string }>(
  all: readonly T[],
): readonly (readonly [string, readonly T[]])[] {
  const topics = new Map<string, T[]>();
  for (const one of all) {
    const others = topics.get(one.topic);
    if (others) others.push(one);
    else topics.set(one.topic, [one]);
  }
  return [...topics];
}

/** Null where the topic can be written; one that cannot has a lane of its own from now on. */
async function faultAlone(publishing: Publishing, topic: string, some: readonly Pending[]): Promise<unknown> {
  try {
    await send(publishing.shared.sender, some, ALONE_RETRIES);
    return null;
  } catch (error) {
    const { apart, kafka } = publishing;
    if (!(error instanceof RecordTooLarge) && apart.size < APART_MAX) apart.set(topic, laneOn(kafka));
    return error;
  }
}

async function sendApart({ apart }: Publishing, lane: Lane, all: readonly Pending[]): Promise<void> {
  try {
    await send(lane.sender, all);
    for (const { resolve } of all) resolve();
    // It can be written again; nothing of it waits here that would come after what is sent with the others.
    if (lane.pending.length > 0) return;
    for (const { topic } of all) apart.delete(topic);
    await lane.sender.close();
  } catch (error) {
    for (const { reject } of all) reject(error);
  }
}

async function send(sender: Sender, all: readonly Pending[], retries?: number): Promise<void> {
  for (const records of requestsOf(all.flatMap((one) => one.records))) {
    await asBrokerFault(() => sender.request(records, retries));
  }
}
