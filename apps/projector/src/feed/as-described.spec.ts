/** What is pushed of an entry, over Kafka and live, against the description that suppliers build from. */
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { asyncApi } from '#contracts';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { type Position } from '#event-log';
import { signedHeaders } from '../webhooks/signature.js';
import { linesOf } from './tell-live.js';
import { thinRecords } from './thin-event.js';

const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7' as Uuid;
const at = '2026-01-15T08:00:00.000Z' as Instant;
const position = '17' as Position;
const type = 'se.hvbhub.placement.contactRestricted.v1';
const subject = { kind: 'placement', id } as const;

interface Described {
  readonly headers: object;
  readonly payload: { readonly schema: object };
}
const { messages } = (asyncApi() as { readonly components: { readonly messages: Readonly<Record<string, Described>> } })
  .components;

function faults(schema: object, value: unknown): readonly unknown[] {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  return ajv.validate(schema, value) ? [] : (ajv.errors ?? []).map(({ keyword, params }) => [keyword, params]);
}

describe('what is pushed', () => {
  it('over Kafka is as the description has it, record and headers', () => {
    const event = { eventId: id, type, recordedAt: at, body: Buffer.from('{}'), revision: 3, position } as const;
    const told = { subject, traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
    const entries = [9, null].map((previous) => ({ party: 'region-20' as PartyId, sequence: 10, previous }));
    const { headers, payload } = messages['feedNote']!;
    const records = thinRecords({ ...event, stream: `case-${id}` }, told, entries);
    expect(records).toHaveLength(2);
    for (const record of records) {
      expect(faults(payload.schema, JSON.parse(Buffer.from(record.value).toString()))).toEqual([]);
      expect(faults(headers, record.headers)).toEqual([]);
      expect(faults(headers, { ...record.headers, sequence: '0' })).toEqual([['pattern', expect.anything()]]);
    }
  });

  it('live is as the description has it, what is gone too, and a page’s position would not be', () => {
    const entry = { position, eventId: id, type: 'se.hvbhub.placement.changed.v1', subject: `placement/${id}` };
    const items = [
      { sequence: 1, ...entry, recordedAt: at },
      { sequence: 2, previous: 1, ...entry, recordedAt: at },
      { sequence: 3, gone: true },
    ] as const;
    const told = linesOf(items)
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => JSON.parse(line.slice('data: '.length)) as object);
    const [of, gone] = [messages['feedEntry']!.payload.schema, messages['feedEntryGone']!.payload.schema];
    expect(told.map((one) => [faults(of, one).length, faults(gone, one).length === 0])).toEqual([
      [0, false],
      [0, false],
      [expect.any(Number), true],
    ]);
    expect(faults(of, items[0])).toEqual([['additionalProperties', { additionalProperty: 'position' }]]);
  });

  it('to a webhook has the headers that the description names, with one signature or two', () => {
    const { headers } = messages['feedPush']!;
    const [one, two] = [1, 2].map((n) => `whsec_${Buffer.alloc(32, n).toString('base64')}`) as [string, string];
    const signed = (secrets: readonly string[]) =>
      signedHeaders({ id: `${id}_1`, timestamp: 1_768_464_000, body: Buffer.from('{}') }, secrets);
    expect([faults(headers, signed([one])), faults(headers, signed([one, two]))]).toEqual([[], []]);
    expect(faults(headers, signed([one, two, one]))).toHaveLength(1);
    expect(faults(headers, signed([]))).toHaveLength(1);
  });
});
