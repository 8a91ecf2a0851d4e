import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { type Instant, type PartyId, type Uuid } from '#domain/facts';
import { SAMPLE_DATA, sampleEvent } from '../test/samples.js';
import { asyncApi } from './asyncapi.js';
import { HUB_EVENT_TYPES, type HubEvent, hubEvent } from './hub-events.js';
import { type FactType, MESSAGE_TYPES, wireType } from './message-types.js';
import { PUSHED_TYPE_FORM, PUSHED_TYPES, pushedType } from './pushed-type.js';
import { STORED_TYPES } from './stored-types.js';
import { TOPIC_KINDS, topicOf } from './topics.js';

const specification = createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json');

interface Document {
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: object }>>;
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly payload: { readonly schema: object } }>>;
  };
}
const document = asyncApi() as unknown as Document;

const compiled = new WeakMap<object, ValidateFunction>();

function errorsOf(schema: object, value: unknown): readonly ErrorObject[] {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []);
}

describe('the description of what goes without being asked for', () => {
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

  it('has every way by which something is pushed, and on each what goes there', () => {
    expect(Object.keys(document.channels)).toEqual([...TOPIC_KINDS, 'live', 'webhook']);
    const named = Object.values(document.channels).flatMap(({ messages }) => Object.keys(messages));
    expect(new Set(named)).toEqual(new Set(Object.keys(document.components.messages)));
    for (const type of Object.values(HUB_EVENT_TYPES)) expect(named).toContain(type);
    expect(Object.keys(document.channels['feed']!.messages)).toEqual(['feedNote']);
    expect(Object.keys(document.channels['live']!.messages)).toEqual(['feedEntry', 'feedEntryGone']);
    expect(Object.keys(document.channels['webhook']!.messages)).toEqual([
      ...['feedPush', 'se.hvbhub.subscription.checked.v1', 'se.hvbhub.subscription.tested.v1'],
      'se.hvbhub.alert.raised.v1',
    ]);
  });

  describe('of an entry of a feed', () => {
    const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7' as Uuid;
    const time = '2026-01-15T08:00:00.000Z' as Instant;
    const pushed = (type: string, more: Partial<HubEvent> = {}): object =>
      JSON.parse(
        Buffer.from(
          hubEvent({ id, type, time, subject: `placement/${id}`, partitionkey: id, sequence: 2, previous: 1, ...more }),
        ).toString(),
      ) as object;
    const schemaOfMessage = (name: string): object => document.components.messages[name]!.payload.schema;

    it('takes every type that is ever pushed, over Kafka, to a webhook and live, and no other (A10)', () => {
      expect(STORED_TYPES.length).toBeGreaterThan(MESSAGE_TYPES.length);
      // Of the log itself, beside what is said of subjects.
      const ofLog = 'se.hvbhub.hub.checkpointSigned.v1';
      const ofSubjects = STORED_TYPES.map(({ type, of }) => pushedType(type, of));
      expect(new Set(PUSHED_TYPES)).toEqual(new Set([...ofSubjects, ofLog]));
      const live = (type: string) => ({ sequence: 1, eventId: id, type, subject: `placement/${id}`, recordedAt: time });
      const faults = (type: string) => [
        errorsOf(schemaOfMessage('feedNote'), pushed(type)).length,
        errorsOf(schemaOfMessage('feedPush'), pushed(type)).length,
        errorsOf(schemaOfMessage('feedEntry'), live(type)).length,
      ];
      for (const type of PUSHED_TYPES) expect([type, ...faults(type)]).toEqual([type, 0, 0, 0]);
      const secrets = STORED_TYPES.map(({ type }) => type).filter((type) => !PUSHED_TYPES.includes(type));
      expect(secrets).toContain(wireType('placement.contactRestricted'));
      for (const type of secrets) expect([type, ...faults(type)]).toEqual([type, 1, 1, 1]);
      // A filter is told what is pushed in the same words.
      const isAsked = (type: string) => new RegExp(PUSHED_TYPE_FORM).test(type);
      expect([PUSHED_TYPES.every(isAsked), secrets.some(isAsked)]).toEqual([true, false]);
    });

    it('takes no data, no place in the log, no number 0, and nothing without a number', () => {
      const [type = ''] = PUSHED_TYPES;
      for (const name of ['feedNote', 'feedPush']) {
        const faultsOf = (event: object) => errorsOf(schemaOfMessage(name), event).map(({ keyword }) => keyword);
        expect(faultsOf(pushed(type, { previous: undefined }))).toEqual([]);
        expect(faultsOf(pushed(type, { sequence: undefined }))).toEqual(['required']);
        expect(faultsOf(pushed(type, { sequence: 0 }))).toEqual(['minimum']);
        expect(faultsOf({ ...pushed(type), position: '17' })).toEqual(['additionalProperties']);
        expect(faultsOf({ ...pushed(type), data: {} })).toEqual(['additionalProperties']);
      }
      const gone = (value: object) => errorsOf(schemaOfMessage('feedEntryGone'), value).length;
      expect([gone({ sequence: 7, gone: true }), gone({ sequence: 7 }), gone({ sequence: 7, gone: false })]).toEqual([
        ...[0, 1, 1],
      ]);
    });
  });
});
