/** JSON Schema of the events that a party sends: one of each message type, and the batch of them. */
import { DATA_SCHEMAS, nameOfType } from './data-schemas.js';
import { ATTRIBUTES, REASON_CHARS_MAX, TRACEPARENT } from './envelope.attributes.js';
import { type JsonSchema } from './field-kind.js';
import * as kinds from './fields.js';
import { BATCH_EVENTS_MAX } from './limits.js';
import { MESSAGE_TYPES, type MessageType } from './message-types.js';
import { schemaId } from './schemas.js';
import { INSTANT_SCHEMA, PARTY_SCHEMA, patternWithin, UUID_SCHEMA } from './value-schemas.js';

const PUBLISHER_ID: JsonSchema = { title: 'PublisherId', ...kinds.publisherId.schema() };

const SOURCE: JsonSchema = {
  title: 'Source',
  type: 'string',
  format: 'hvb-source',
  pattern: `^/party/${patternWithin(PARTY_SCHEMA)}(/${patternWithin(PUBLISHER_ID)})?$`,
  description: '/party/<partyId>[/<system>], inget personnummer / no person number',
};

/** Of those that have the same form in every type. */
const SAME: Readonly<Record<string, JsonSchema>> = {
  specversion: { const: '1.0' },
  id: PUBLISHER_ID,
  source: SOURCE,
  time: INSTANT_SCHEMA,
  datacontenttype: { const: 'application/json' },
  partitionkey: {
    ...kinds.uuid.schema(),
    description: 'Samma uuid som i subject eller placementId / the same uuid as in subject or placementId',
  },
  corrects: PUBLISHER_ID,
  correctionreason: kinds.text(REASON_CHARS_MAX).schema(),
  traceparent: { type: 'string', description: 'W3C Trace Context', pattern: TRACEPARENT.source },
  tracestate: { type: 'string', description: 'W3C Trace Context' },
};

const attributesOf = ({ type, kind }: MessageType): Readonly<Record<string, JsonSchema>> => ({
  ...SAME,
  type: { const: type },
  subject: { type: 'string', pattern: `^${kind}/${patternWithin(UUID_SCHEMA)}$`, format: 'hvb-subject' },
  dataschema: { const: schemaId(type) },
});

const REQUIRED = Object.entries(ATTRIBUTES).flatMap(([name, { required }]) => (required ? [name] : []));

function eventOf(entry: MessageType): JsonSchema {
  const attributes = attributesOf(entry);
  return {
    title: nameOfType(entry),
    type: 'object',
    required: [...REQUIRED, 'data'],
    properties: {
      ...Object.fromEntries(Object.keys(ATTRIBUTES).map((name) => [name, attributes[name] ?? {}])),
      data: DATA_SCHEMAS.get(entry.type),
    },
    additionalProperties: false,
    dependentRequired: { corrects: ['correctionreason'], correctionreason: ['corrects'] },
  };
}

/** A CloudEvent of any message type, in structured mode. */
export const EVENT_SCHEMA: JsonSchema = {
  title: 'Event',
  description: 'CloudEvents 1.0',
  oneOf: MESSAGE_TYPES.map(eventOf),
};

export const BATCH_SCHEMA: JsonSchema = { type: 'array', items: EVENT_SCHEMA, maxItems: BATCH_EVENTS_MAX };

/** In binary mode the body is the data alone. */
export const BINARY_SCHEMA: JsonSchema = {
  description:
    'Det som i structured mode är `data`; attributen står i huvuden, `ce-<namn>` / the attributes are headers',
  anyOf: [...DATA_SCHEMAS.values()],
};
