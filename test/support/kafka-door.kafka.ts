/** The hub as a party meets it that speaks over Kafka: it puts its events on its topic and reads its receipts from another. */
import { randomBytes, randomUUID } from 'node:crypto';
import { EventEmitter, on } from 'node:events';
import kafkajs, { type Admin, type Consumer, type Producer } from 'kafkajs';
import { MEDIA_TYPES, TOPIC_KINDS, topicOf, type TopicKind } from '#contracts';
import { type PartyId } from '#domain';
import { type Receipt } from '#hub';
import { isPerson, type Answer, type CloudEvent, type PublicDoor } from '../../apps/cli/src/scenario/public-door.js';

const { Kafka, logLevel } = kafkajs;

/** How long a receipt is waited for: a hub that was killed is missed by its group after half a minute. */
const RECEIPT_MS_MAX = 300_000;
const ACCEPTED = 202;
/** A broker answers who reads as soon as there is something; else so late. */
const FETCH_WAIT_MS = 250;

/** CloudEvents' Kafka binding: the event in the value, or its attributes in headers. */
export type Mode = 'structured' | 'binary';

/** What is put on a topic, whatever it is. */
export interface RawRecord {
  readonly key: string;
  readonly value: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** That of the event in it, if it has one: it goes before a header's. */
  readonly traceparent?: string;
}

/** A receipt as a party reads it. */
interface ToldReceipt {
  readonly party: PartyId;
  readonly traceparent?: string;
  readonly receipt: Receipt;
}

export interface KafkaParties {
  /** Names of the topics on which they are told. */
  readonly outTopics: readonly string[];
  /** Says one event, in structured and in binary mode by turns, and gives its receipt as the door would answer. */
  post(who: string, event: CloudEvent): Promise<Answer>;
  /** Says anything, and gives as many receipts, in the order in which they came. */
  postRaw(who: string, ...records: readonly RawRecord[]): Promise<readonly Receipt[]>;
  /** Takes away what was said since the last time, and gives the name of a group that has read nothing. */
  begin(): Promise<string>;
  close(): Promise<void>;
}

/** Names of all topics of these parties. */
export const topicsOf = (parties: readonly string[], kinds: readonly TopicKind[] = TOPIC_KINDS): readonly string[] =>
  parties.flatMap((party) => kinds.map((kind) => topicOf(kind, party as PartyId)));

/** The record of an event, keyed by the uuid of its subject. */
export function recordOf(event: CloudEvent, mode: Mode): RawRecord {
  const { data, ...attributes } = { specversion: '1.0', ...event };
  const key = event.subject.slice(event.subject.indexOf('/') + 1);
  if (mode === 'structured') {
    return { key, value: JSON.stringify({ ...attributes, data }), headers: { 'content-type': MEDIA_TYPES.structured } };
  }
  const named = Object.entries(attributes).map(([name, value]) => [`ce_${name}`, value] as const);
  const headers = { ...Object.fromEntries(named), 'content-type': MEDIA_TYPES.binary };
  return { key, value: JSON.stringify(data), headers };
}

/** A trace of its own for each message: by it a receipt is known, whatever else is told meanwhile. */
/** Of letters alone: by chance one in some thousands holds what looks like a person number, and is not kept. */
const newTrace = (): string => `00-${letters(32)}-${letters(16)}-01`;

const letters = (count: number): string => Array.from(randomBytes(count), (byte) => 'abcdef'[byte % 6]).join('');

/** Speaks for any of `parties`, whose topics are there. */
export async function kafkaParties(brokers: string, parties: readonly string[]): Promise<KafkaParties> {
  const kafka = new Kafka({ clientId: 'party', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const [producer, admin] = [kafka.producer({ allowAutoTopicCreation: false }), kafka.admin()];
  await Promise.all([producer.connect(), admin.connect()]);
  const receipts = await readReceipts(
    kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: FETCH_WAIT_MS }),
    parties,
  );
  const spoken = new Set<string>();
  let said = 0;

  const say = async (who: string, records: readonly RawRecord[]): Promise<void> => {
    const topic = topicOf('submissions', who as PartyId);
    spoken.add(topic);
    await produce(producer, topic, records);
  };
  const sayAll = (who: string, records: readonly RawRecord[], id?: string): Promise<readonly Receipt[]> => {
    const traced = records.map((record) => ({ record, traceparent: record.traceparent ?? newTrace() }));
    const traces = new Set(traced.map(({ traceparent }) => traceparent));
    return receipts.gather({ party: who, count: records.length, isMeant: (told) => answers(told, traces, id) }, () =>
      say(
        who,
        traced.map(({ record, traceparent }) => ({ ...record, headers: { ...record.headers, traceparent } })),
      ),
    );
  };
  return {
    outTopics: topicsOf(parties, ['receipts', 'quarantine', 'feed']),
    post: async (who, event) => {
      said += 1;
      const record = recordOf(event, said % 2 === 0 ? 'binary' : 'structured');
      const [receipt] = await sayAll(who, [record], event.id);
      return { status: receipt?.problem?.status ?? ACCEPTED, body: [receipt] };
    },
    postRaw: (who, ...records) => sayAll(who, records),
    begin: async () => {
      for (const topic of spoken) await emptied(admin, topic);
      spoken.clear();
      return `group-${randomUUID()}`;
    },
    close: async () => {
      await Promise.all([receipts.close(), producer.disconnect(), admin.disconnect()]);
    },
  };
}

/**
 * A receipt of what was said last. What could not be read has no trace to be known by, but was refused at once and put
 * aside; so was what waited in vain, of which the last word may come meanwhile, but by another id.
 */
function answers({ traceparent, receipt }: ToldReceipt, traces: ReadonlySet<string>, id?: string): boolean {
  if (traceparent !== undefined) return traces.has(traceparent);
  return receipt.quarantineId !== undefined && (id === undefined || receipt.id === null || receipt.id === id);
}

async function produce(producer: Producer, topic: string, records: readonly RawRecord[]): Promise<void> {
  const messages = records.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } }));
  await producer.send({ topic, messages });
}

async function emptied(admin: Admin, topic: string): Promise<void> {
  const partitions = (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => ({ partition, offset: high }));
  await admin.deleteTopicRecords({ topic, partitions });
}

interface Wanted {
  readonly party: string;
  readonly count: number;
  readonly isMeant: (told: ToldReceipt) => boolean;
}

interface ReceiptReader {
  /** Does what is answered by receipts, and waits for so many of those that are meant. */
  gather(wanted: Wanted, act: () => Promise<void>): Promise<readonly Receipt[]>;
  close(): Promise<void>;
}

async function readReceipts(consumer: Consumer, parties: readonly string[]): Promise<ReceiptReader> {
  const told = new EventEmitter<{ receipt: [ToldReceipt] }>();
  await consumer.connect();
  await consumer.subscribe({ topics: [...topicsOf(parties, ['receipts'])], fromBeginning: true });
  const joined = new Promise<void>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, () => {
      resolve();
    });
  });
  await consumer.run({
    eachMessage: ({ topic, message }) => {
      const event = JSON.parse(String(message.value)) as { data: Receipt; traceparent?: string };
      const party = topic.slice(topicOf('receipts', '' as PartyId).length) as PartyId;
      const { data: receipt, ...rest } = event;
      told.emit('receipt', { party, receipt, ...rest });
      return Promise.resolve();
    },
  });
  await joined;
  return {
    gather: async ({ party, count, isMeant }, act) => {
      const found: Receipt[] = [];
      const heard = on(told, 'receipt', { signal: AbortSignal.timeout(RECEIPT_MS_MAX) }) as AsyncIterable<
        [ToldReceipt]
      >;
      await act();
      try {
        for await (const [one] of heard) {
          if (one.party === party && isMeant(one)) found.push(one.receipt);
          if (found.length === count) return found;
        }
      } catch (error) {
        throw new Error(`${found.length} of ${count} receipts of ${party} came`, { cause: error });
      }
      return found;
    },
    close: () => consumer.disconnect(),
  };
}

/** A door whose events go over Kafka; what is asked, the clock, and what a person tells at a door of its own, go by `http`. */
export const doorOver = (parties: Pick<KafkaParties, 'post'>, http: PublicDoor): PublicDoor => ({
  ...http,
  post: (who, event) => (isPerson(who) ? http.post(who, event) : parties.post(who, event)),
});
