/** The description of Kafka in and out, AsyncAPI 3, made from the table of topics and the message types. */
import { type JsonSchema } from './field-kind.js';
import { HUB_EVENT_TYPES, HUB_SOURCE } from './hub-events.js';
import { BATCH_EVENTS_MAX, EVENT_BYTES_MAX } from './limits.js';
import { MEDIA_TYPES } from './media-types.js';
import { MESSAGE_TYPES } from './message-types.js';
import { schemaId, schemaOf } from './schemas.js';
import { TOPIC_KINDS, type TopicKind } from './topics.js';

type Json = Readonly<Record<string, unknown>>;

/** The dialect of the published schemas. */
const SCHEMA_FORMAT = 'application/schema+json;version=2020-12';
const text: JsonSchema = { type: 'string' };
const uuid: JsonSchema = { type: 'string', format: 'uuid' };
const instant: JsonSchema = { type: 'string', format: 'date-time' };
const NUMBER: JsonSchema = { type: 'integer', minimum: 1 };
const traceparent: JsonSchema = { ...text, description: 'W3C Trace Context' };

interface Channel {
  readonly sv: string;
  readonly en: string;
  /** As seen by the hub. */
  readonly action: 'receive' | 'send';
  readonly messages: readonly string[];
}

const CHANNELS: Readonly<Record<TopicKind, Channel>> = {
  submissions: {
    sv: 'Vad parten lämnar. Structured eller binary mode, en händelse per post.',
    en: 'What the party says. Structured or binary mode, one event a record.',
    action: 'receive',
    messages: MESSAGE_TYPES.map(({ type }) => type),
  },
  receipts: {
    sv: 'Hur det gick för varje meddelande som kom över Kafka, och slutbeskedet för det som väntade.',
    en: 'How each message that came by Kafka fared, and the last word on what waited.',
    action: 'send',
    messages: [HUB_EVENT_TYPES.receipt],
  },
  quarantine: {
    sv: 'Att ett meddelande har lagts åt sidan, och var. Innehållet läses på /v1/quarantine.',
    en: 'That a message was put aside, and where. Its content is read at /v1/quarantine.',
    action: 'send',
    messages: [HUB_EVENT_TYPES.quarantined],
  },
  feed: {
    sv: 'Att något har hänt i partens ärenden. Bara id, typ, tid och nummer; innehållet läses med behörighet.',
    en: 'That something has happened in the cases of the party. Ids, type, time and number only.',
    action: 'send',
    messages: ['thin'],
  },
};

/** The document, as `GET /asyncapi.json` answers it. */
export function asyncApi(): Json {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'HVB Hub: Kafka',
      version: '1',
      description: [
        'Ett ämne av varje slag per part. Mäklarens behörighet till ämnet är partens bevis på vem den är.',
        "One topic of each kind per party. The broker's access to the topic is the party's proof of who it is.",
        'CloudEvents 1.0; key = partitionkey.',
      ].join('\n\n'),
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
    },
    defaultContentType: MEDIA_TYPES.structured,
    channels: Object.fromEntries(TOPIC_KINDS.map((kind) => [kind, channelOf(kind)])),
    operations: Object.fromEntries(TOPIC_KINDS.map((kind) => [kind, operationOf(kind)])),
    components: { messages: { ...submittedMessages(), ...hubMessages() } },
  };
}

function channelOf(kind: TopicKind): Json {
  const { sv, en, messages } = CHANNELS[kind];
  return {
    address: `hvb.${kind}.{partyId}`,
    description: `${sv}\n\n${en}`,
    parameters: {
      partyId: {
        description: 'kommun-<4 siffror>[.<nämnd>] eller region-<2 siffror>[.<enhet>]',
        examples: ['kommun-2080.socialnamnden', 'region-20'],
      },
    },
    messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  };
}

function operationOf(kind: TopicKind): Json {
  const { action, en } = CHANNELS[kind];
  return { action, summary: en, channel: { $ref: `#/channels/${kind}` } };
}

function submittedMessages(): Json {
  return Object.fromEntries(
    MESSAGE_TYPES.map(({ type }) => [
      type,
      messageOf(type, {
        required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'data'],
        properties: {
          ...envelope(type),
          source: { ...text, pattern: '^/party/[^/]+(/[A-Za-z0-9._:-]{1,64})?$' },
          dataschema: { const: schemaId(type) },
          corrects: text,
          correctionreason: text,
          data: dataOf(type),
        },
        additionalProperties: false,
        description: `At most ${EVENT_BYTES_MAX} bytes; batches (over HTTP, at most ${BATCH_EVENTS_MAX}) are not taken here.`,
      }),
    ]),
  );
}

/** The published schema where it stands: its own `$schema` and `$id` would make it a document apart. */
function dataOf(type: string): JsonSchema {
  const { $schema: _dialect, $id: _address, ...schema } = schemaOf(type) ?? {};
  return schema;
}

function hubMessages(): Json {
  const ofHub = (type: JsonSchema, more: Json, required: readonly string[] = []): Json => ({
    required: ['specversion', 'id', 'source', 'type', 'time', ...required],
    properties: { ...envelope(''), source: { const: HUB_SOURCE }, type, ...more },
  });
  const { receipt, quarantined } = HUB_EVENT_TYPES;
  return {
    [receipt]: messageOf(receipt, ofHub({ const: receipt }, { data: RECEIPT }, ['data'])),
    [quarantined]: messageOf(quarantined, ofHub({ const: quarantined }, { data: QUARANTINED }, ['data'])),
    thin: messageOf('thin', {
      ...ofHub(text, { sequence: NUMBER, previous: NUMBER, data: false }, ['subject', 'partitionkey', 'sequence']),
      description:
        'Of any type that is stored, by its own name where that tells nothing, else `se.hvbhub.<kind>.changed.v1`. `sequence` is ' +
        'its number in the feed of the party, `previous` that of the entry before of the same case; the same as at /v1/feed. Both ' +
        'stand in headers of the record, too.',
    }),
  };
}

const QUARANTINED: JsonSchema = {
  type: 'object',
  required: ['code', 'quarantineId', 'topic', 'partition', 'offset'],
  properties: {
    code: text,
    quarantineId: uuid,
    topic: text,
    partition: { type: 'integer' },
    offset: { type: 'integer' },
    lastOffset: { type: 'integer', description: 'Where the places from offset on could not be told apart: the last' },
  },
};

const nullable: JsonSchema = { type: ['string', 'null'] };

const RECEIPT: JsonSchema = {
  type: 'object',
  required: ['id', 'subject', 'outcome', 'findings'],
  properties: {
    id: nullable,
    subject: nullable,
    outcome: { enum: ['accepted', 'duplicate', 'rejected', 'waiting'] },
    position: text,
    waitsFor: { type: 'object' },
    until: { type: 'string', format: 'date' },
    findings: {
      type: 'array',
      items: { type: 'object', required: ['rule', 'severity', 'message_sv', 'message_en'] },
    },
    problem: { type: 'object', required: ['type', 'title', 'status', 'code'], description: 'RFC 9457' },
    quarantineId: uuid,
  },
};

function envelope(type: string): Json {
  return {
    specversion: { const: '1.0' },
    id: text,
    type: type === '' ? text : { const: type },
    subject: { ...text, description: '<kind>/<uuid>' },
    time: instant,
    datacontenttype: { const: MEDIA_TYPES.binary },
    partitionkey: uuid,
    traceparent,
  };
}

function messageOf(name: string, schema: Json): Json {
  return {
    name,
    contentType: MEDIA_TYPES.structured,
    headers: { type: 'object', properties: { 'content-type': text, position: text, traceparent: text } },
    payload: { schemaFormat: SCHEMA_FORMAT, schema: { type: 'object', ...schema } },
    bindings: { kafka: { key: { type: 'string', description: 'partitionkey' } } },
  };
}
