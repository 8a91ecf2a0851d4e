/** Bytes to JSON, refusing what the eye would read otherwise than the parser: bad UTF-8, double keys, depth, infinities. */
import { isUtf8 } from 'node:buffer';
import { EVENT_BYTES_MAX, EVENT_VALUES_MAX, JSON_DEPTH_MAX } from './limits.js';
import { pointerToken } from './pointer.js';
import { problem, type Problem, type ProblemCode, type ProblemFacts } from './problems.js';

export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Reads JSON from bytes. Refuses `TooLarge`, `InvalidUtf8`, `TooDeep` and `TooManyValues` (before parsing), `MalformedJson`,
 * `DuplicateKey` (RFC 8259 leaves their meaning open), `ForbiddenKey` (`__proto__`, `constructor`, `prototype`),
 * `NumberOutOfRange` (`1e400`) and `MalformedJson` for half a surrogate pair.
 */
export function parseJson(
  bytes: Uint8Array,
  bytesMax: number = EVENT_BYTES_MAX,
  depthMax = JSON_DEPTH_MAX,
): ParsedJson {
  if (bytes.byteLength > bytesMax) return refused('TooLarge', { expected: `≤ ${bytesMax} bytes` });
  const unreadable = unreadableText(bytes);
  if (unreadable !== undefined) return { ok: false, problem: unreadable };
  const shape = shapeOf(bytes);
  if (shape.depth > depthMax) return refused('TooDeep', { expected: `djup / depth ≤ ${depthMax}` });
  if (shape.values > EVENT_VALUES_MAX)
    return refused('TooManyValues', { expected: `värden / values ≤ ${EVENT_VALUES_MAX}` });
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return refused('MalformedJson');
  }
  return checked(value, shape.members);
}

/** RFC 8259 8.1: none is to be added. The bytes are valid UTF-8, so that only its own mark can stand there. */
const BYTE_ORDER_MARK = {
  expected: 'JSON without a byte order mark (EF BB BF)',
  detail: 'Innehållet börjar med ett byte order mark (EF BB BF). Skicka UTF-8 utan det.',
  detail_en: 'The content begins with a byte order mark (EF BB BF). Send UTF-8 without it.',
} as const;

/** Why bytes are no text to be read as JSON, whatever it says; undefined where they are. */
export function unreadableText(bytes: Uint8Array): Problem | undefined {
  if (!isUtf8(bytes)) return problem('InvalidUtf8');
  return beginsWithMark(bytes) ? problem('MalformedJson', BYTE_ORDER_MARK) : undefined;
}

function beginsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

interface Shape {
  readonly depth: number;
  /** Members of all objects as written: colons outside strings. */
  readonly members: number;
  /** Values within others, or some more: commas outside strings, and one for each object or list. */
  readonly values: number;
}

/** Depth, members and values of JSON text, without trusting it: of malformed text it says something, and the parser refuses it. */
function shapeOf(bytes: Uint8Array): Shape {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (byte === COLON) members++;
    else if (byte === COMMA) values++;
    else if (OPENING.has(byte)) {
      values++;
      deepest = Math.max(deepest, ++depth);
    } else if (CLOSING.has(byte)) depth--;
  }
  return { depth: deepest, members, values };
}

/** Where the string that opens at `start` closes; past the last byte where it never does. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

function checked(value: unknown, membersWritten: number): ParsedJson {
  const seen = { members: 0 };
  const fault = findFault(value, seen);
  if (fault !== undefined) return refused(fault.code, { pointer: fault.pointer });
  return seen.members === membersWritten ? { ok: true, value } : refused('DuplicateKey');
}

interface Fault {
  readonly code: ProblemCode;
  readonly pointer: string;
}

/** The first thing that no message may hold. Counts members; recursion is bounded by the depth checked before. */
function findFault(value: unknown, seen: { members: number }): Fault | undefined {
  if (typeof value === 'string') return LONE_SURROGATE.test(value) ? { code: 'MalformedJson', pointer: '' } : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { code: 'NumberOutOfRange', pointer: '' };
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? faultInArray(value, seen) : faultInObject(value as Record<string, unknown>, seen);
}

function faultInArray(array: readonly unknown[], seen: { members: number }): Fault | undefined {
  for (const [index, element] of array.entries()) {
    const fault = findFault(element, seen);
    if (fault !== undefined) return { code: fault.code, pointer: `/${index}${fault.pointer}` };
  }
  return undefined;
}

function faultInObject(object: Readonly<Record<string, unknown>>, seen: { members: number }): Fault | undefined {
  for (const key of Object.keys(object)) {
    seen.members++;
    if (FORBIDDEN_KEYS.has(key)) return { code: 'ForbiddenKey', pointer: '' };
    if (LONE_SURROGATE.test(key)) return { code: 'MalformedJson', pointer: '' };
    const fault = findFault(object[key], seen);
    if (fault !== undefined) return { code: fault.code, pointer: `/${pointerToken(key)}${fault.pointer}` };
  }
  return undefined;
}

function refused(code: ProblemCode, facts: ProblemFacts = {}): ParsedJson {
  return { ok: false, problem: problem(code, facts) };
}
