/** A request's bytes to the events in it, each read or refused by its form. */
import {
  BATCH_BYTES_MAX,
  BATCH_EVENTS_MAX,
  batchSlices,
  fromBinaryHeaders,
  isRepeatable,
  parseJson,
  problem,
  readMessage,
  readMode,
  TRACEPARENT,
  unreadableText,
  withTrace,
  type BatchSlice,
  type ParsedJson,
  type Problem,
  type ProblemCode,
  type ReadMessage,
} from '#contracts';
import { type Uuid } from '#domain';
import { type Slices } from '#http';

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

/** What of one event of a batch is said of that event alone, though it was not parsed. */
const OF_ONE_EVENT: ReadonlySet<ProblemCode> = new Set(['TooLarge', 'TooManyValues']);

/**
 * The events of a request in any of the three CloudEvents modes. A `traceparent` header of the request becomes the event's
 * where it has none of its own. Refuses the request whole where it cannot be told how many events there are; what is wrong
 * with one event is said of that event alone. A batch of nothing is a batch, as CloudEvents has it. A batch is read in
 * `slices`, its events counted before any of them is parsed.
 */
export async function readArrivals(
  headers: Headers,
  body: Uint8Array,
  slices: Pick<Slices, 'rest'>,
): Promise<ReadArrivals> {
  const mode = readMode(headers);
  if (!mode.ok) return { ok: false, problem: mode.problem, content: null };
  const carrier: Carrier = { body, traceparent: onlyOne(headers[TRACEPARENT]) };
  switch (mode.mode) {
    case 'structured':
      return one(parseJson(body), carrier);
    case 'binary':
      return one(fromBinaryHeaders(headers, body), carrier);
    case 'batch':
      return batch(carrier, slices);
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

async function batch(carrier: Carrier, slices: Pick<Slices, 'rest'>): Promise<ReadArrivals> {
  const { body } = carrier;
  const found = await slicesOf(body, slices);
  if ('code' in found) return { ok: false, problem: found, content: body };
  const arrivals: Arrival[] = [];
  for (const [index, { start, end }] of found.entries()) {
    await slices.rest();
    const arrival = oneOfBatch(carrier, body.subarray(start, end), index);
    if ('code' in arrival) return { ok: false, problem: arrival, content: body };
    arrivals.push(arrival);
  }
  return { ok: true, arrivals };
}

/** Where the events stand, or why there are none to be read. */
async function slicesOf(body: Uint8Array, slices: Pick<Slices, 'rest'>): Promise<readonly BatchSlice[] | Problem> {
  if (body.byteLength > BATCH_BYTES_MAX) return problem('TooLarge', { expected: `≤ ${BATCH_BYTES_MAX} bytes` });
  const unreadable = unreadableText(body);
  if (unreadable !== undefined) return unreadable;
  const looking = batchSlices(body, BATCH_EVENTS_MAX);
  let look = looking.next();
  for (; look.done !== true; look = looking.next()) await slices.rest();
  const found = look.value;
  if (found === 'malformed') return problem('MalformedJson');
  if (found === 'other') return noList(body);
  return found.length > BATCH_EVENTS_MAX ? problem('TooManyEvents', { expected: BATCH_FORM }) : found;
}

function noList(body: Uint8Array): Problem {
  const parsed = parseJson(body);
  return parsed.ok ? problem('WrongType', { pointer: '', expected: BATCH_FORM }) : parsed.problem;
}

function oneOfBatch({ traceparent }: Carrier, bytes: Uint8Array, index: number): Arrival | Problem {
  const parsed = parseJson(bytes);
  if (parsed.ok) return arrivalOf(withTrace(parsed.value, traceparent));
  const { code, pointer } = parsed.problem;
  if (OF_ONE_EVENT.has(code)) return { read: parsed, id: null, subject: null, bytes: () => bytes };
  return pointer === undefined ? parsed.problem : { ...parsed.problem, pointer: `/${index}${pointer}` };
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
