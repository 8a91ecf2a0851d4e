/** CloudEvents' Kafka binding: an event from a record's headers and value, in structured or in binary mode. */
import { isUtf8 } from 'node:buffer';
import { TRACEPARENT, withTrace } from './adopted-trace.js';
import { isUtf8 as isUtf8Charset, MEDIA_TYPES } from './media-types.js';
import { type ParsedJson, parseJson } from './parse-json.js';
import { pointerToken } from './pointer.js';
import { problem, type ProblemCode, type ProblemFacts } from './problems.js';

/** A record as a broker gives it. `value` null: a tombstone. A header that came more than once has more than one value. */
export interface KafkaRecord {
  readonly value: Uint8Array | null;
  readonly headers: ReadonlyMap<string, readonly Uint8Array[]>;
}

const PREFIX = 'ce_';
const CONTENT_TYPE = 'content-type';
/** Any CloudEvents media type: the event stands in the value, whole. */
const EVENT_FORMAT = 'application/cloudevents';
const EXPECTED = `${CONTENT_TYPE}: ${MEDIA_TYPES.structured}, or ${MEDIA_TYPES.binary} with ${PREFIX}* headers`;

/**
 * The event of a record, as JSON. Header values are plain UTF-8, not percent-encoded. A `traceparent` header of the record
 * becomes the event's where it has none of its own. Refuses what `parseJson` refuses; `UnsupportedMediaType` for what is
 * no CloudEvent in JSON, batches included, which the binding does not know; `EncodingNotSupported` for another character
 * set; `EmptyMessage` for a record without a value; `InvalidEnvelope` for a header that comes twice or is no UTF-8.
 */
export function readKafkaRecord({ value, headers }: KafkaRecord): ParsedJson {
  if (value === null || value.byteLength === 0) return refused('EmptyMessage');
  const contentType = oneText(headers.get(CONTENT_TYPE));
  if (contentType === undefined) return refused('InvalidEnvelope', { pointer: '/datacontenttype', expected: 'UTF-8' });
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  if (!isUtf8Charset(parameters)) return refused('EncodingNotSupported', { expected: 'charset=utf-8' });
  const event = isStructured(type) ? structured(type, value) : binary(contentType, headers, value);
  return event.ok ? { ok: true, value: withTrace(event.value, oneText(headers.get(TRACEPARENT))) } : event;
}

const isStructured = (type: string): boolean => type.trim().startsWith(EVENT_FORMAT);

function structured(type: string, value: Uint8Array): ParsedJson {
  if (type.trim() !== MEDIA_TYPES.structured) return refused('UnsupportedMediaType', { expected: EXPECTED });
  return parseJson(value);
}

function binary(contentType: string, headers: KafkaRecord['headers'], value: Uint8Array): ParsedJson {
  const attributes: [string, unknown][] = [];
  for (const [header, values] of headers) {
    if (!header.startsWith(PREFIX)) continue;
    const attribute = header.slice(PREFIX.length);
    const text = oneText(values);
    if (text === undefined || attribute === 'data') {
      return refused('InvalidEnvelope', { pointer: `/${pointerToken(attribute)}`, expected: `${PREFIX}*` });
    }
    attributes.push([attribute, text]);
  }
  if (attributes.length === 0) return refused('UnsupportedMediaType', { expected: EXPECTED });
  if (contentType !== '') attributes.push(['datacontenttype', contentType]);
  const data = parseJson(value);
  return data.ok ? { ok: true, value: Object.fromEntries([...attributes, ['data', data.value]]) } : data;
}

/** The text of a header, `''` where there is none; undefined where it comes twice or is no UTF-8. */
function oneText(values: readonly Uint8Array[] = []): string | undefined {
  const [value, again] = values;
  if (value === undefined) return '';
  return again === undefined && isUtf8(value) ? Buffer.from(value).toString('utf8') : undefined;
}

function refused(code: ProblemCode, facts: ProblemFacts = {}): ParsedJson {
  return { ok: false, problem: problem(code, facts) };
}
