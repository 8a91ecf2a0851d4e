/** The messages of the description of all that goes without being asked for, and their forms. */
import { NAMED } from './asyncapi.data.js';
import { type JsonSchema } from './field-kind.js';
import { ALERT_KINDS, HUB_EVENT_TYPES, HUB_SOURCE } from './hub-events.js';
import { BATCH_EVENTS_MAX, EVENT_BYTES_MAX } from './limits.js';
import { MEDIA_TYPES } from './media-types.js';
import { MESSAGE_TYPES } from './message-types.js';
import { NUMBER_SCHEMA, PREVIOUS_SCHEMA, PUSHED_ENTRY, PUSHED_GONE, PUSHED_TYPE_SCHEMA } from './pushed-forms.js';
import { schemaId, schemaOf } from './schemas.js';

type Json = Readonly<Record<string, unknown>>;

/** The dialect of the published schemas. */
const SCHEMA_FORMAT = 'application/schema+json;version=2020-12';
const text: JsonSchema = { type: 'string' };
const uuid: JsonSchema = { type: 'string', format: 'uuid' };
const instant: JsonSchema = { type: 'string', format: 'date-time' };
const traceparent: JsonSchema = { ...text, description: 'W3C Trace Context' };
const nullable: JsonSchema = { type: ['string', 'null'] };
const numberAsText: JsonSchema = { ...text, pattern: '^[1-9][0-9]*$' };

const KAFKA: Json = { bindings: { kafka: { key: { ...text, description: 'partitionkey' } } } };

interface Described {
  readonly name: string;
  readonly schema: Json;
  readonly headers?: Json;
  readonly required?: readonly string[];
  readonly contentType?: string;
  readonly bindings?: Json;
}

function messageOf({ name, schema, headers, required, contentType, bindings = {} }: Described): Json {
  return {
    name,
    contentType: contentType ?? MEDIA_TYPES.structured,
    ...(headers === undefined
      ? {}
      : { headers: { type: 'object', required: required ?? [], properties: { 'content-type': text, ...headers } } }),
    payload: { schemaFormat: SCHEMA_FORMAT, schema: { type: 'object', ...schema } },
    ...bindings,
  };
}

/** What parties say, by type. */
export function submittedMessages(): Json {
  return Object.fromEntries(
    MESSAGE_TYPES.map(({ type }) => [
      type,
      messageOf({
        name: type,
        headers: { traceparent },
        bindings: KAFKA,
        schema: {
          required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'data'],
          properties: {
            ...envelope({ const: type }),
            source: { ...text, pattern: '^/party/[^/]+(/[A-Za-z0-9._:-]{1,64})?$' },
            dataschema: { const: schemaId(type) },
            corrects: text,
            correctionreason: text,
            data: dataOf(type),
          },
          additionalProperties: false,
          description: `At most ${EVENT_BYTES_MAX} bytes; batches (over HTTP, at most ${BATCH_EVENTS_MAX}) are not taken here.`,
        },
      }),
    ]),
  );
}

/** The published schema where it stands: its own `$schema` and `$id` would make it a document apart. */
function dataOf(type: string): JsonSchema {
  const { $schema: _dialect, $id: _address, ...schema } = schemaOf(type) ?? {};
  return schema;
}

function envelope(type: JsonSchema): Json {
  return {
    specversion: { const: '1.0' },
    id: text,
    type,
    subject: { ...text, description: '<kind>/<uuid>' },
    time: instant,
    datacontenttype: { const: MEDIA_TYPES.binary },
    partitionkey: uuid,
    traceparent,
  };
}

/** What the hub says, by name: over Kafka, to webhooks, live. */
export function hubMessages(): Json {
  const { receipt, quarantined, checked, tested, alerted } = HUB_EVENT_TYPES;
  const all: readonly Described[] = [
    { name: receipt, schema: ofHub(receipt, RECEIPT), headers: { position: text }, bindings: KAFKA },
    { name: quarantined, schema: ofHub(quarantined, QUARANTINED), headers: {}, bindings: KAFKA },
    {
      ...{ name: NAMED.note, schema: THIN, bindings: KAFKA },
      ...{ headers: { sequence: numberAsText, previous: numberAsText }, required: ['sequence'] },
    },
    { name: NAMED.pushed, schema: THIN, ...SIGNED },
    // Sent without a signature, too, to see that it is refused.
    { name: checked, schema: empty(checked), headers: SIGNED.headers, required: ['webhook-id', 'webhook-timestamp'] },
    { name: tested, schema: empty(tested), ...SIGNED },
    { name: alerted, schema: ALERT, ...SIGNED },
    { name: NAMED.entry, schema: PUSHED_ENTRY, contentType: MEDIA_TYPES.binary },
    { name: NAMED.gone, schema: PUSHED_GONE, contentType: MEDIA_TYPES.binary },
  ];
  return Object.fromEntries(all.map((one) => [one.name, messageOf(one)]));
}

const OF_HUB = ['specversion', 'id', 'source', 'type', 'time'];

const ofHub = (type: string, data: JsonSchema): Json => ({
  required: [...OF_HUB, 'data'],
  properties: { ...envelope({ const: type }), source: { const: HUB_SOURCE }, data },
});

const { datacontenttype: _ofNoData, ...ENVELOPE } = envelope(PUSHED_TYPE_SCHEMA);

/** That something has happened, and nothing of what. */
const THIN: Json = {
  required: [...OF_HUB, 'subject', 'partitionkey', 'sequence'],
  properties: { ...ENVELOPE, source: { const: HUB_SOURCE }, sequence: NUMBER_SCHEMA, previous: PREVIOUS_SCHEMA },
  additionalProperties: false,
  description:
    'An entry of the feed, by its own name where that tells nothing, else `se.hvbhub.<kind>.changed.v1`. `sequence` is its ' +
    'number in the feed of the party, the same as at /v1/feed; `previous` that of the entry before of the same case (to a ' +
    'webhook: of those that the subscription was to have). Over Kafka both stand in headers of the record, too.',
};

const empty = (type: string): Json => ({
  required: [...OF_HUB, 'subject'],
  properties: {
    ...{ specversion: { const: '1.0' }, id: uuid, source: { const: HUB_SOURCE }, type: { const: type }, time: instant },
    subject: { ...text, pattern: '^subscription/' },
  },
  additionalProperties: false,
});

/** That something has to be looked at, and at which door. */
const ALERT: Json = {
  required: [...OF_HUB, 'subject', 'data'],
  properties: {
    ...{ specversion: { const: '1.0' }, id: uuid, source: { const: HUB_SOURCE } },
    ...{ type: { const: HUB_EVENT_TYPES.alerted }, time: instant, datacontenttype: { const: MEDIA_TYPES.binary } },
    subject: { ...text, pattern: '^alert/' },
    data: {
      type: 'object',
      required: ['kind', 'href'],
      properties: { kind: { enum: ALERT_KINDS }, href: text },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

const SIGNATURE = 'v1,[A-Za-z0-9+/]{43}=';

const SIGNED = {
  headers: {
    'webhook-id': { ...text, pattern: '^[^.]+$', description: 'The delivery, the same at every attempt' },
    'webhook-timestamp': { ...numberAsText, description: 'The attempt, in seconds since 1970' },
    'webhook-signature': {
      ...{ ...text, pattern: `^${SIGNATURE}( ${SIGNATURE})?$` },
      description: 'HMAC-SHA256 over `<id>.<timestamp>.<body>`; two while a secret is exchanged',
    },
    'hvb-resend-of': { ...text, description: 'Of what is sent anew: the `webhook-id` that it had first' },
  },
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
} as const;

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
