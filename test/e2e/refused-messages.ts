/** Messages that the hub refuses, and how. */
import { gzipSync } from 'node:zlib';
import { MEDIA_TYPES } from '#contracts';
import { aCase, aLine, PLACING_PARTY, REGION } from '../support/case-builder.js';
import { eventsOf, type WireEvent } from '../support/wire-events.js';

export const [registered, started, proposed, cost] = eventsOf(
  aCase()
    .emergency({}, { at: '2025-08-01' })
    .started('2025-08-02')
    .proposed('2025-08-05')
    .cost('K1', 100, '2025-08-05'),
) as [WireEvent, WireEvent, WireEvent, WireEvent];

export const json = (value: unknown): string => JSON.stringify(value);
const withData = (event: WireEvent, data: object): string => json({ ...event, data: { ...event.data, ...data } });
export const structured = { 'content-type': MEDIA_TYPES.structured };
const binary = (event: WireEvent, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'ce-specversion': '1.0',
  'ce-id': event.id,
  'ce-source': event.source,
  'ce-type': event.type,
  'ce-subject': event.subject,
  'ce-time': event.time,
  ...more,
});
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

export interface Sent {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}
/** What is sent, and how it is refused: status, code, pointer. */
export type Row = readonly [what: string, sent: Sent, status: number, code: string, pointer?: string];

/** Put aside in quarantine, each once. */
export const KEPT: readonly Row[] = [
  ['malformed JSON', { body: '{"specversion":"1.0",' }, 400, 'MalformedJson'],
  ['invalid UTF-8', { body: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]) }, 400, 'InvalidUtf8'],
  ['deep nesting', { body: deep(10_000) }, 400, 'TooDeep'],
  ['deep nesting within an event', { body: withData(started, JSON.parse(deep(40)) as object) }, 400, 'TooDeep'],
  [
    '__proto__',
    { body: json(started).replace('"data":{', '"data":{"__proto__":{"x":1},') },
    400,
    'ForbiddenKey',
    '/data',
  ],
  [
    '1e400',
    { body: withData(cost, {}).replace('"amountOre":100', '"amountOre":1e400') },
    400,
    'NumberOutOfRange',
    '/data/amountOre',
  ],
  ['10 MB in one event', { body: json({ ...started, note: 'x'.repeat(10_000_000) }) }, 413, 'TooLarge'],
  ['a wrong type', { body: withData(registered, { goals: 'ett' }) }, 400, 'WrongType', '/data/goals'],
  ['an unknown field', { body: withData(started, { colour: 'red' }) }, 400, 'UnknownField', '/data/colour'],
  ['an unknown attribute', { body: json({ ...started, colour: 'red' }) }, 400, 'UnknownField', '/colour'],
  ['2026-02-30', { body: withData(started, { startedOn: '2026-02-30' }) }, 400, 'InvalidValue', '/data/startedOn'],
  [
    'shares that do not sum to 1000 (A-098)',
    { body: withData(proposed, { lines: [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 399 })] }) },
    422,
    'SharesDoNotSum',
    '/data/lines/0/shares',
  ],
  ['negative öre', { body: withData(cost, { amountOre: -1 }) }, 400, 'InvalidValue', '/data/amountOre'],
  ['another’s source', { body: json({ ...started, source: `/party/${REGION}` }) }, 403, 'WrongSource', '/source'],
  [
    'a bad ce- header',
    { body: json(started.data), headers: binary(started, { 'ce-id': '%zz' }) },
    400,
    'InvalidEnvelope',
    '/id',
  ],
  [
    'an unknown ce- header',
    { body: json(started.data), headers: binary(started, { 'ce-colour': 'red' }) },
    400,
    'UnknownField',
    '/colour',
  ],
  [
    'a ce- header with no value',
    { body: json(started.data), headers: binary(started, { 'ce-subject': '' }) },
    400,
    'InvalidEnvelope',
    '/subject',
  ],
  ['binary mode with half a body', { body: '{"startedOn"', headers: binary(started) }, 400, 'MalformedJson'],
];

/** Refused before there was anything to put aside. */
export const TURNED_AWAY: readonly Row[] = [
  [
    'gzip',
    { body: gzipSync(json(started)), headers: { ...structured, 'content-encoding': 'gzip' } },
    415,
    'EncodingNotSupported',
  ],
  [
    'a wrong content type',
    { body: json(started), headers: { 'content-type': 'application/json' } },
    415,
    'UnsupportedMediaType',
  ],
  ['no content type', { body: Buffer.from(json(started)), headers: {} }, 415, 'UnsupportedMediaType'],
  [
    'UTF-16',
    {
      body: Buffer.from(json(started), 'utf16le'),
      headers: { 'content-type': `${MEDIA_TYPES.structured}; charset=utf-16` },
    },
    415,
    'EncodingNotSupported',
  ],
  ['more than 10 MiB', { body: 'x'.repeat(10 * 1024 * 1024 + 1) }, 413, 'TooLarge'],
];
