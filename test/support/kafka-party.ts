/** A party that speaks to the hub over its topics, with a client of another origin than the hub's. */
import { MEDIA_TYPES, topicOf, TOPIC_KINDS } from '#contracts';
import { type PartyId } from '#domain';
import { kcatOn, type KcatMessage } from './kcat.js';
import { type WireEvent } from './wire-events.js';

/** A CloudEvent as it was read from a topic, with what the record says of it. */
export interface ReadEvent {
  readonly event: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly record: KcatMessage;
}

export interface KafkaParty {
  readonly id: PartyId;
  /** Names of its topics, to be made. */
  readonly topics: readonly string[];
  /** Sends events in structured mode, keyed by the uuid of their subject. */
  send(events: readonly WireEvent[]): Promise<void>;
  /** Sends one event in binary mode. */
  sendBinary(event: WireEvent): Promise<void>;
  /** Sends anything. */
  sendRaw(value: string, headers?: Readonly<Record<string, string>>, key?: string): Promise<void>;
  receipts(): Promise<readonly ReadEvent[]>;
  notes(): Promise<readonly ReadEvent[]>;
  feed(): Promise<readonly ReadEvent[]>;
}

const keyOf = ({ subject }: Pick<WireEvent, 'subject'>): string => subject.slice(subject.indexOf('/') + 1);

export function kafkaParty(brokers: string, party: string): KafkaParty {
  const id = party as PartyId;
  const kcat = kcatOn(brokers);
  const submissions = topicOf('submissions', id);
  const read = async (topic: string): Promise<readonly ReadEvent[]> => (await kcat.consume(topic)).map(readEvent);
  return {
    id,
    topics: TOPIC_KINDS.map((kind) => topicOf(kind, id)),
    send: async (events) => {
      const messages = events.map((event) => ({ key: keyOf(event), value: JSON.stringify(event) }));
      await kcat.produce(submissions, messages, { 'content-type': MEDIA_TYPES.structured });
    },
    sendBinary: async ({ data, ...attributes }) => {
      const headers = Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)] as const);
      await kcat.produce(
        submissions,
        [{ key: attributes.subject.slice(attributes.subject.indexOf('/') + 1), value: JSON.stringify(data) }],
        Object.fromEntries([...headers, ['content-type', MEDIA_TYPES.binary]]),
      );
    },
    sendRaw: (value, headers = { 'content-type': MEDIA_TYPES.structured }, key = 'k') =>
      kcat.produce(submissions, [{ key, value }], headers),
    receipts: () => read(topicOf('receipts', id)),
    notes: () => read(topicOf('quarantine', id)),
    feed: () => read(topicOf('feed', id)),
  };
}

function readEvent(record: KcatMessage): ReadEvent {
  const event = JSON.parse(record.value ?? 'null') as Record<string, unknown>;
  return { event, data: (event['data'] ?? {}) as Record<string, unknown>, record };
}

const NAME = /^[a-z0-9]+$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const CONTENT_TYPE = /^application\/cloudevents\+json(;\s*charset=utf-8)?$/i;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTextIfThere = (value: unknown): boolean => value === undefined || isText(value);

/** CloudEvents 1.0, its partitioning extension and its Kafka binding in structured mode, each rule by what it is about. */
const RULES: Readonly<Record<string, (read: ReadEvent) => boolean>> = {
  specversion: ({ event }) => event['specversion'] === '1.0',
  required: ({ event }) => ['id', 'source', 'type'].every((name) => isText(event[name])),
  optional: ({ event }) => ['subject', 'datacontenttype', 'dataschema'].every((name) => isTextIfThere(event[name])),
  time: ({ event }) => event['time'] === undefined || (typeof event['time'] === 'string' && TIME.test(event['time'])),
  names: ({ event }) => Object.keys(event).every((name) => NAME.test(name)),
  data: ({ event }) => !('data' in event && 'data_base64' in event),
  'content-type': ({ record }) => CONTENT_TYPE.test(record.headers['content-type'] ?? ''),
  key: ({ event, record }) => event['partitionkey'] === undefined || event['partitionkey'] === record.key,
};

/** What of an event the rules do not allow; empty where it is valid. */
export function faultsOfCloudEvent(read: ReadEvent): readonly string[] {
  return Object.entries(RULES).flatMap(([about, holds]) => (holds(read) ? [] : [about]));
}
