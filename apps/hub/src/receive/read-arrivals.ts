/** A request's bytes to the events in it, each read or refused by its form. */
import {
  BATCH_BYTES_MAX,
  BATCH_EVENTS_MAX,
  EVENT_BYTES_MAX,
  fromBinaryHeaders,
  isRepeatable,
  JSON_DEPTH_MAX,
  parseJson,
  problem,
  readMessage,
  readMode,
  TRACEPARENT,
  withTrace,
  type ParsedJson,
  type Problem,
  type ReadMessage,
} from '#contracts';

import { type Uuid } from '#domain';

/** By name in small letters; a header that came more than once is a list. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** One event as it came. */
export interface Arrival {
  readonly read: ReadMessage;
  /** As sent, if there is one that can be repeated to its sender: a person number is not, though it was sent as an id. */
  readonly id: string | null;
  readonly subject: string | null;
  /** The event in structured JSON, for whoever must keep it. */
  readonly bytes: () => Uint8Array;
  /** Under which it is put aside if it is refused, where the very same may be handed in again; else a new id is made. */
  readonly refusedAs?: Uuid;
}

/** `content`: the bytes as they came, where they were read as events and could not be; else there is nothing to keep. */
export type ReadArrivals =
  | { readonly ok: true; readonly arrivals: readonly Arrival[] }
  | { readonly ok: false; readonly problem: Problem; readonly content: Uint8Array | null };

const BATCH_FORM = `lista / list, 0–${BATCH_EVENTS_MAX} element / items`;
const ECHOED_CHARS_MAX = 128;
/** A batch is a list around its events. */
const BATCH_DEPTH_MAX = JSON_DEPTH_MAX + 1;

/**
 * The events of a request in any of the three CloudEvents modes. A `traceparent` header of the request becomes the event's
 * where it has none of its own. Refuses the request whole where it cannot be told how many events there are; what is wrong
 * with one event is said of that event alone. A batch of nothing is a batch, as CloudEvents has it.
 */
export function readArrivals(headers: Headers, body: Uint8Array): ReadArrivals {
  const mode = readMode(headers);
  if (!mode.ok) return { ok: false, problem: mode.problem, content: null };
  const carrier: Carrier = { body, traceparent: onlyOne(headers[TRACEPARENT]) };
  switch (mode.mode) {
    case 'structured':
      return one(parseJson(body, EVENT_BYTES_MAX), carrier);
    case 'binary':
      return one(fromBinaryHeaders(headers, body), carrier);
    case 'batch':
      return batch(parseJson(body, BATCH_BYTES_MAX, BATCH_DEPTH_MAX), carrier);
  }
}

/** What brought the events. */
interface Carrier {
  readonly body: Uint8Array;
  readonly traceparent: string | undefined;
}

/** A header that comes twice says nothing. */
const onlyOne = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

function one(parsed: ParsedJson, { body, traceparent }: Carrier): ReadArrivals {
  return parsed.ok
    ? { ok: true, arrivals: [arrivalOf(withTrace(parsed.value, traceparent))] }
    : { ok: false, problem: parsed.problem, content: body };
}

function batch(parsed: ParsedJson, { body, traceparent }: Carrier): ReadArrivals {
  if (!parsed.ok) return { ok: false, problem: parsed.problem, content: body };
  const { value } = parsed;
  const refused = Array.isArray(value)
    ? refusalOfCount(value.length)
    : problem('WrongType', { pointer: '', expected: BATCH_FORM });
  if (refused) return { ok: false, problem: refused, content: body };
  const events = value as readonly unknown[];
  return { ok: true, arrivals: events.map((event) => arrivalOf(withTrace(event, traceparent))) };
}

function refusalOfCount(events: number): Problem | undefined {
  return events > BATCH_EVENTS_MAX ? problem('TooManyEvents', { expected: BATCH_FORM }) : undefined;
}

/** An event as it came, once it is JSON. */
export function arrivalOf(value: unknown): Arrival {
  const { id, subject } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    read: readMessage(value),
    id: echoed(id),
    subject: echoed(subject),
    bytes: () => Buffer.from(JSON.stringify(value)),
  };
}

function echoed(value: unknown): string | null {
  return typeof value === 'string' && value.length <= ECHOED_CHARS_MAX && isRepeatable(value) ? value : null;
}
