/** Sends records by an idempotent producer: one request under way at a time, and a new producer after any that failed. */
import {
  type Kafka,
  type Message,
  Partitioners,
  type Producer,
  type RecordMetadata,
  type TopicMessages,
} from 'kafkajs';
import { BrokerUnavailable, type OutgoingRecord } from './broker.port.js';

/** Of all in-sync replicas. */
const ACKS_ALL = -1;
const CONFIRM_MS_MAX = 30_000;
/** Enough for a new leader to be found; what lasts longer is the caller's to wait out. */
const RETRIES_MAX = 5;

/** What one producer at a time sends, in order. */
export interface Sender {
  /** Throws what the client throws. `retries`: how often it tries before. */
  request(records: readonly OutgoingRecord[], retries?: number): Promise<void>;
  close(): Promise<void>;
}

export function senderOn(kafka: Kafka): Sender {
  let producer: { readonly retries: number; readonly connected: Promise<Producer> } | null = null;
  /** Partitions that the request under way is for. */
  const chosen = new Set<string>();

  /**
   * The broker knows a repeat by producer and number alone: what is sent next by a producer that failed would bear the
   * numbers of what was lost, and be dropped as its repeat where that had arrived. So another producer sends it.
   */
  const giveUpProducer = async (): Promise<void> => {
    const failed = producer;
    producer = null;
    await failed?.connected.then((one) => one.disconnect()).catch(() => undefined);
  };

  const request = async (records: readonly OutgoingRecord[], retries = RETRIES_MAX): Promise<void> => {
    try {
      if (producer && producer.retries !== retries) await giveUpProducer();
      producer ??= { retries, connected: connect(kafka, retries, (place) => void chosen.add(place)) };
      const one = await producer.connected;
      chosen.clear();
      const topicMessages = byTopic(records);
      confirmed(chosen, await one.sendBatch({ topicMessages, acks: ACKS_ALL, timeout: CONFIRM_MS_MAX }));
    } catch (error) {
      await giveUpProducer();
      throw error;
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

async function connect(kafka: Kafka, retries: number, onChosen: (place: string) => void): Promise<Producer> {
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
    retry: { retries },
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
