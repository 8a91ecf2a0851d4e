import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type ErrorObject } from 'ajv';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { type PartyId } from '#domain/facts';
import { SAMPLE_DATA, sampleEvent } from '../test/samples.js';
import { asyncApi } from './asyncapi.js';
import { type FactType, MESSAGE_TYPES } from './message-types.js';
import { TOPIC_KINDS, topicOf } from './topics.js';

const specification = createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json');

interface Document {
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: object }>>;
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: { readonly schema: object } }>>;
  };
}
const document = asyncApi() as unknown as Document;

function errorsOf(schema: object, value: unknown): readonly ErrorObject[] {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  return validate(value) ? [] : (validate.errors ?? []);
}

describe('the description of Kafka in and out', () => {
  it('is an AsyncAPI 3.0 document, by the specification’s own schema', () => {
    const schema = JSON.parse(readFileSync(specification, 'utf8')) as object;
    expect(errorsOf(schema, JSON.parse(JSON.stringify(document)))).toEqual([]);
    expect(errorsOf(schema, { ...document, channels: { x: { address: 1 } } })).not.toEqual([]);
  });

  it('names the topics as they are', () => {
    const party = 'kommun-2080.socialnamnden' as PartyId;
    for (const kind of TOPIC_KINDS) {
      expect(document.channels[kind]!.address.replace('{partyId}', party)).toBe(topicOf(kind, party));
    }
  });

  it('has every message type that a party may send, and its schema takes what the hub takes', () => {
    expect(Object.keys(document.channels['submissions']!.messages)).toEqual(MESSAGE_TYPES.map(({ type }) => type));
    for (const factType of Object.keys(SAMPLE_DATA) as FactType[]) {
      const event = sampleEvent(factType) as { readonly type: string; readonly data: object };
      const { schema } = document.components.messages[event.type]!.payload;
      expect([factType, errorsOf(schema, event)]).toEqual([factType, []]);
      expect(errorsOf(schema, { ...event, data: { ...event.data, surprise: 1 } })).not.toEqual([]);
    }
  });
});
