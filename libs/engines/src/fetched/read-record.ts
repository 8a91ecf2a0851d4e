/** One record of a batch whose checksum is right: what its sender has put in it. */
import { cursorOn, EndsEarly, int8, left, take, varbytes, varint, varlong, type Cursor } from './cursor.js';
import { type ReadEntry } from './read-entry.js';

/** Headers of one record: an event in binary mode has some fifteen, and carriers add theirs. */
export const HEADERS_MAX = 1_000;
/** Bytes of all names and values of one record's headers. */
export const HEADER_BYTES_MAX = 64 * 1024;

/** Where the batch begins, and what its places and times are counted from. */
export interface BatchStart {
  readonly base: number;
  readonly timestampMs: number;
  /** Milliseconds that the broker has stamped all of them with; undefined where each has its sender's. */
  readonly stampedMs: number | undefined;
}

interface Head {
  readonly offset: number;
  readonly timestampMs: number;
}

/** The record in exactly these bytes. A place where it is not one: `Malformed`, or `TooManyHeaders`. */
export function readRecord(bytes: Buffer, start: BatchStart, index: number): ReadEntry {
  const cursor = cursorOn(bytes);
  // Should not even its place be told, it is the next in the order of the batch.
  let head: Head = { offset: start.base + index, timestampMs: start.timestampMs };
  try {
    head = headOf(cursor, start);
    const key = varbytes(cursor);
    const value = varbytes(cursor);
    const headers = headersOf(cursor);
    if (headers === 'too many') return unreadable(head, 'TooManyHeaders', value ?? Buffer.alloc(0));
    if (left(cursor) > 0) return unreadable(head, 'Malformed', bytes);
    return { kind: 'record', ...head, key, value, headers };
  } catch (error) {
    if (!(error instanceof EndsEarly)) throw error;
    return unreadable(head, 'Malformed', bytes);
  }
}

/** The place that a record says it has. */
export function offsetIn(bytes: Buffer, start: BatchStart, index: number): number {
  try {
    return headOf(cursorOn(bytes), start).offset;
  } catch (error) {
    if (!(error instanceof EndsEarly)) throw error;
    return start.base + index;
  }
}

/** The key that a record has, if it has one. */
export function keyIn(bytes: Buffer): Buffer | null {
  const cursor = cursorOn(bytes);
  headOf(cursor, { base: 0, timestampMs: 0, stampedMs: 0 });
  return varbytes(cursor);
}

function headOf(cursor: Cursor, { base, timestampMs, stampedMs }: BatchStart): Head {
  int8(cursor);
  const delta = varlong(cursor);
  return { timestampMs: stampedMs ?? timestampMs + Number(delta), offset: base + varint(cursor) };
}

function headersOf(cursor: Cursor): ReadonlyMap<string, readonly Buffer[]> | 'too many' {
  const count = varint(cursor);
  if (count < 0) throw new EndsEarly('a number of headers below none');
  if (count > HEADERS_MAX) return 'too many';
  const headers = new Map<string, Buffer[]>();
  const until = cursor.at + HEADER_BYTES_MAX;
  for (let index = 0; index < count; index++) {
    const name = take(cursor, varint(cursor)).toString('utf8');
    const value = varbytes(cursor);
    if (cursor.at > until) return 'too many';
    if (value === null) continue;
    const before = headers.get(name);
    if (before) before.push(value);
    else headers.set(name, [value]);
  }
  return headers;
}

const unreadable = (head: Head, reason: 'Malformed' | 'TooManyHeaders', bytes: Buffer): ReadEntry => ({
  ...{ kind: 'unreadable', ...head, firstOffset: head.offset },
  ...{ reason, bytes },
});
