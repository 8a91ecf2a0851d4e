/** One who reads topics with `kafkajs` alone, each batch as it comes: the limit of whoever reads, and the ear of a party. */
import kafkajs, { type Consumer, type EachBatchPayload, type KafkaMessage } from 'kafkajs';
import { machineMs } from '../engines/clock.js';
import { answerParent } from './child.js';

export type ReaderQuestion =
  | {
      readonly ask: 'join';
      readonly brokers: string;
      readonly group: string;
      readonly topics: readonly string[];
      readonly does: Does;
    }
  /** When the next so many records had been read since the last such question, on `machineMs`. */
  | { readonly ask: 'read'; readonly count: number }
  /** What was noted since the last such question. */
  | { readonly ask: 'noted' };

/** With each record: nothing; JSON.parse; or JSON.parse and a note of what came when. */
export type Does = 'count' | 'parse' | 'note';

export interface Note {
  readonly topic: string;
  readonly atMs: number;
  /** In a feed. */
  readonly sequence: string | null;
  /** Of a receipt. */
  readonly position: string | null;
  /** Of the event itself. */
  readonly event: { readonly subject: unknown; readonly id: unknown };
  /** What a receipt tells, or an event's own data. */
  readonly data: Readonly<Record<string, unknown>>;
}

const PARTITIONS_AT_ONCE = 8;
const FETCH_WAIT_MS = 250;

let consumer: Consumer | undefined;
let unread = 0;
let lastAtMs = 0;
let notes: Note[] = [];
let wake: () => void = () => undefined;

const TAKES: Readonly<Record<Does, (topic: string, message: KafkaMessage) => void>> = {
  count: () => undefined,
  parse: (_topic, { value }) => void JSON.parse(value?.toString() ?? 'null'),
  note: (topic, { value, headers }) => {
    const atMs = machineMs();
    const { subject, id, data } = JSON.parse(value?.toString() ?? '{}') as Record<string, unknown>;
    const header = (name: string): string | null => headers?.[name]?.toString() ?? null;
    const told = { sequence: header('sequence'), position: header('position') };
    notes.push({ topic, atMs, ...told, event: { subject, id }, data: (data ?? {}) as Note['data'] });
  },
};

async function join({ brokers, group, topics, does }: Extract<ReaderQuestion, { ask: 'join' }>): Promise<null> {
  const kafka = new kafkajs.Kafka({ brokers: brokers.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const joined = kafka.consumer({ groupId: group, maxWaitTimeInMs: FETCH_WAIT_MS });
  consumer = joined;
  await joined.connect();
  await joined.subscribe({ topics: [...topics], fromBeginning: true });
  const begun = new Promise<void>((resolve) => {
    joined.on(joined.events.GROUP_JOIN, () => {
      resolve();
    });
  });
  const take = TAKES[does];
  const eachBatch = ({ batch }: EachBatchPayload): Promise<void> => {
    for (const message of batch.messages) take(batch.topic, message);
    lastAtMs = machineMs();
    unread += batch.messages.length;
    wake();
    return Promise.resolve();
  };
  await joined.run({ partitionsConsumedConcurrently: PARTITIONS_AT_ONCE, eachBatch });
  await begun;
  return null;
}

async function read(count: number): Promise<number> {
  while (unread < count) await new Promise<void>((resolve) => (wake = resolve));
  unread -= count;
  return lastAtMs;
}

answerParent(
  (question: ReaderQuestion): unknown => {
    switch (question.ask) {
      case 'join':
        return join(question);
      case 'read':
        return read(question.count);
      case 'noted': {
        const noted = notes;
        notes = [];
        return noted;
      }
    }
  },
  () => consumer?.disconnect(),
);
