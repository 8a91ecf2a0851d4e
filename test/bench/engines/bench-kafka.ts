/** A broker of the bench's own, with those who send to it and read from it. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { TOPIC_KINDS, topicOf, type TopicKind } from '#contracts';
import { startKafka } from '../../../infra/engines/index.js';
import { type Bench } from '../bench.js';
import { startChild } from '../processes/child.js';
import { type Does, type Note, type ReaderQuestion } from '../processes/reader-process.kafka.js';
import { PEERS, openSender, toPeer, type Peer, type Sender } from './sender.kafka.js';
import { PARTIES, PARTITIONS, nameOf } from './told-records.js';

export interface Reader {
  /** When the next so many records had been read, on `machineMs`. */
  read(count: number): Promise<number>;
  /** What was noted since last asked. */
  noted(): Promise<readonly Note[]>;
  stop(): Promise<void>;
}

export interface BenchKafka {
  readonly brokers: string;
  readonly sender: Sender;
  /** One who reads topics with the client alone, in a process and a group of its own. */
  reader(topics: readonly string[], does: Does): Promise<Reader>;
  stop(): Promise<void>;
}

export const topicsOf = (kind: TopicKind): readonly string[] => PARTIES.map((party) => topicOf(kind, party));
export const peerTopics = (peer: Peer): readonly string[] => PARTIES.map(toPeer(peer));

/** Throws `EngineMissing`. */
export async function startBenchKafka(bench: Bench): Promise<BenchKafka> {
  const kafka = await startKafka({ folder: join(bench.folder('kafka'), 'kafka') });
  await kafka.createTopics([...TOPIC_KINDS.flatMap(topicsOf), ...PEERS.flatMap(peerTopics)], {
    partitions: PARTITIONS,
  });
  const { brokers } = kafka;
  const sender = await openSender(brokers);
  return {
    ...{ brokers, sender },
    reader: async (topics, does) => {
      const child = startChild('reader-process.kafka');
      const ask = <Answer>(question: ReaderQuestion): Promise<Answer> => child.ask<Answer>(question);
      await ask({ ask: 'join', brokers, group: `bench-${randomUUID()}`, topics, does });
      return {
        read: (count) => ask({ ask: 'read', count }),
        noted: () => ask({ ask: 'noted' }),
        stop: () => child.stop(),
      };
    },
    stop: async () => {
      await sender.close();
      await kafka.stop();
    },
  };
}

const TAKEN: ReadonlySet<unknown> = new Set(['accepted', 'duplicate']);

/** Reads the receipts of so many records. Throws where anything was refused, or put off: then something else was measured. */
export async function mustAllBeTaken(kafka: BenchKafka, records: number): Promise<void> {
  const reader = await kafka.reader(topicsOf('receipts'), 'note');
  try {
    await reader.read(records);
    const refused = (await reader.noted()).find(({ data }) => !TAKEN.has(data['outcome']));
    if (refused) throw new Error(`${nameOfReceipt(refused)} was not taken: ${JSON.stringify(refused.data)}`);
  } finally {
    await reader.stop();
  }
}

/** The name of the record that a receipt answers. */
export const nameOfReceipt = ({ data }: Note): string => nameOf({ subject: data['subject'], id: data['id'] });
