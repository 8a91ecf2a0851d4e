import fc from 'fast-check';
import { sampleEvent } from '../test/samples.js';
import { fromBinaryHeaders } from './binary-mode.js';
import { readKafkaRecord, type KafkaRecord } from './kafka-record.js';
import { EVENT_BYTES_MAX } from './limits.js';
import { MEDIA_TYPES } from './media-types.js';
import { readMessage } from './read-message.js';
import { always } from '../../../test/support/always.js';

const event = sampleEvent('placement.started');
const { data, datacontenttype: _said, ...attributes } = event as Readonly<Record<string, unknown>>;
const TRACE = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;

type Headers = Readonly<Record<string, string | Uint8Array | readonly string[]>>;

function record(value: string | Uint8Array | null, headers: Headers): KafkaRecord {
  const bytesOf = (one: string | Uint8Array): Uint8Array => (typeof one === 'string' ? Buffer.from(one) : one);
  const all = Object.entries(headers).map(([name, given]) => {
    const values = Array.isArray(given) ? (given as readonly string[]) : [given as string | Uint8Array];
    return [name, values.map(bytesOf)] as const;
  });
  return { value: value === null ? null : bytesOf(value), headers: new Map(all) };
}

const structured = (value: string | Uint8Array | null, more: Headers = {}): KafkaRecord =>
  record(value, { 'content-type': MEDIA_TYPES.structured, ...more });
const BINARY: Headers = {
  'content-type': MEDIA_TYPES.binary,
  ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)])),
};
const binary = (more: Headers = {}): KafkaRecord => record(JSON.stringify(data), { ...BINARY, ...more });

function refusal(given: KafkaRecord): unknown {
  const read = readKafkaRecord(given);
  return read.ok ? 'taken' : [read.problem.code, read.problem.pointer];
}

function taken(given: KafkaRecord): Record<string, unknown> {
  const read = readKafkaRecord(given);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value as Record<string, unknown>;
}

describe('a record in structured mode', () => {
  it('is the event that stands in its value', () => {
    expect(taken(structured(JSON.stringify(event)))).toEqual(event);
    const charset = { 'content-type': 'application/cloudevents+json; charset=UTF-8' };
    expect(taken(structured(JSON.stringify(event), charset))).toEqual(event);
  });

  it.each([
    ['application/cloudevents-batch+json', 'UnsupportedMediaType'],
    ['application/cloudevents+avro', 'UnsupportedMediaType'],
    ['application/cloudevents+json; charset=iso-8859-1', 'EncodingNotSupported'],
  ])('is refused as %s: %s', (contentType, code) => {
    expect(refusal(structured('[]', { 'content-type': contentType }))).toEqual([code, undefined]);
  });
});

describe('a record in binary mode', () => {
  it('is put together from its headers, which are plain UTF-8, and its value', () => {
    expect(taken(binary())).toEqual({ ...attributes, datacontenttype: MEDIA_TYPES.binary, data });
    const reason = 'Fel dag i % av fallen';
    expect(taken(binary({ ce_correctionreason: reason }))['correctionreason']).toBe(reason);
    expect(taken(binary({ ce_correctionreason: '%C3%A5' }))['correctionreason']).toBe('%C3%A5');
  });

  it('says the same as the same event in structured mode, and as over HTTP', () => {
    const readAs = (value: unknown): unknown => {
      const read = readMessage(value);
      return read.ok ? Buffer.from(read.message.content).toString() : read.problem;
    };
    const overHttp = fromBinaryHeaders(
      {
        'content-type': MEDIA_TYPES.binary,
        ...Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [`ce-${name}`, encodeURIComponent(String(value))]),
        ),
      },
      Buffer.from(JSON.stringify(data)),
    );
    if (!overHttp.ok) throw new Error('not read');
    expect(readAs(taken(binary()))).toBe(readAs(event));
    expect(readAs(taken(binary()))).toBe(readAs(overHttp.value));
  });

  it.each([
    ['a header twice', { ce_id: ['a', 'b'] }, ['InvalidEnvelope', '/id']],
    ['a header that is no UTF-8', { ce_id: Buffer.from([0xff]) }, ['InvalidEnvelope', '/id']],
    ['data in a header', { ce_data: '{}' }, ['InvalidEnvelope', '/data']],
    [
      'a content type that is no UTF-8',
      { 'content-type': Buffer.from([0xff]) },
      ['InvalidEnvelope', '/datacontenttype'],
    ],
  ] as const)('is refused with %s', (_what, more, refused) => {
    expect(refusal(binary(more))).toEqual(refused);
  });

  it('is told by its headers: JSON without them is no event', () => {
    expect(refusal(record(JSON.stringify(event), { 'content-type': MEDIA_TYPES.binary }))).toEqual([
      'UnsupportedMediaType',
      undefined,
    ]);
    expect(refusal(record(JSON.stringify(event), {}))).toEqual(['UnsupportedMediaType', undefined]);
  });
});

describe('any record', () => {
  it.each([
    ['a tombstone', null, 'EmptyMessage'],
    ['nothing', '', 'EmptyMessage'],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe]), 'InvalidUtf8'],
    ['half an object', '{"id":', 'MalformedJson'],
    ['more than an event may be', Buffer.alloc(EVENT_BYTES_MAX + 1, 0x20), 'TooLarge'],
    ['a depth without end', '['.repeat(10_000), 'TooDeep'],
    ['a key twice', '{"id":"1","id":"2"}', 'DuplicateKey'],
    ['__proto__', '{"__proto__":{}}', 'ForbiddenKey'],
  ] as const)('of %s is refused', (_what, value, code) => {
    expect(refusal(structured(value))).toEqual([code, code === 'ForbiddenKey' ? '' : undefined]);
  });

  it("gives its trace to an event that has none of its own, where it is W3C's", () => {
    const { traceparent: _own, ...untraced } = event;
    const text = JSON.stringify(untraced);
    expect(taken(structured(text, { traceparent: TRACE }))['traceparent']).toBe(TRACE);
    expect(taken(structured(text, { traceparent: 'nonsense' }))).toEqual(untraced);
    const own = { ...untraced, traceparent: TRACE.replace('1', '3') };
    expect(taken(structured(JSON.stringify(own), { traceparent: TRACE }))).toEqual(own);
    expect(taken(structured('[]', { traceparent: TRACE }))).toEqual([]);
  });

  it('is read or refused, whatever it holds', () => {
    const bytes = fc.uint8Array({ maxLength: 60 });
    const header = fc.constantFrom('content-type', 'ce_id', 'ce_type', 'traceparent', 'x');
    const contentType = fc.constantFrom(...Object.values(MEDIA_TYPES)).map((text) => Buffer.from(text));
    const headers = fc.array(fc.tuple(header, fc.array(fc.oneof(bytes, contentType), { maxLength: 2 })));
    always(
      fc.property(fc.option(bytes), headers, (value, all) => {
        const read = readKafkaRecord({ value, headers: new Map(all) });
        return read.ok || read.problem.code.length > 0;
      }),
    );
  });
});
