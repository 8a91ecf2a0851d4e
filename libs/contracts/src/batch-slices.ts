/** Where the events of a batch stand in its bytes, found without parsing it, a stretch at a time. */

/** One event of a batch, from its first byte to after its last; what stands there may be anything. */
export interface BatchSlice {
  readonly start: number;
  readonly end: number;
}

/** How far the bytes are looked at without a pause: some tenths of a millisecond. */
export const STRETCH_BYTES = 64 * 1024;

/** What a byte is outside strings: spaces and all else are 0. */
const KINDS = { quote: 1, comma: 2, opening: 3, closing: 4 } as const;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LIST = 0x5b;
const END_OF_LIST = 0x5d;
const KIND_OF = new Uint8Array(256);
KIND_OF[QUOTE] = KINDS.quote;
KIND_OF[0x2c] = KINDS.comma;
KIND_OF[LIST] = KIND_OF[0x7b] = KINDS.opening;
KIND_OF[END_OF_LIST] = KIND_OF[0x7d] = KINDS.closing;
const SPACES = new Set([0x20, 0x0a, 0x0d, 0x09]);

interface Look {
  at: number;
  depth: number;
  isInString: boolean;
  /** Where the element at hand begins. */
  start: number;
  readonly slices: BatchSlice[];
}

/**
 * The elements of a JSON list, or `malformed` for a list that does not end, or goes on after its end, and `other` for what is
 * no list, JSON or not. Yields after every `STRETCH_BYTES`, so that others may have their turn, and ends when there are more
 * than `max` elements. That each element is one JSON text is for whoever parses it to say.
 */
export function* batchSlices(
  bytes: Uint8Array,
  max: number,
): Generator<undefined, readonly BatchSlice[] | 'malformed' | 'other'> {
  const first = firstNot(SPACES, bytes);
  if (bytes[first] !== LIST) return 'other';
  const look: Look = { at: first, depth: 0, isInString: false, start: first + 1, slices: [] };
  for (let until = first + STRETCH_BYTES; look.at < bytes.length; until += STRETCH_BYTES) {
    const isEnded = goOn(bytes, look, Math.min(until, bytes.length));
    if (isEnded) return elementsOf(bytes, look);
    if (look.slices.length > max) return look.slices;
    yield;
  }
  return 'malformed';
}

/** Looks at the bytes up to `until`; true where the list has ended. */
function goOn(bytes: Uint8Array, look: Look, until: number): boolean {
  for (; look.at < until; look.at++) {
    const byte = bytes[look.at] ?? 0;
    if (look.isInString) {
      if (byte === BACKSLASH) look.at++;
      else if (byte === QUOTE) look.isInString = false;
    } else if (KIND_OF[byte] !== 0 && turn(look, KIND_OF[byte])) return true;
  }
  return false;
}

/** What a byte changes; true where it ends the list. */
function turn(look: Look, kind: number | undefined): boolean {
  if (kind === KINDS.quote) look.isInString = true;
  else if (kind === KINDS.opening) look.depth++;
  else if (kind === KINDS.closing) return --look.depth === 0;
  else if (look.depth === 1) {
    look.slices.push({ start: look.start, end: look.at });
    look.start = look.at + 1;
  }
  return false;
}

function elementsOf(bytes: Uint8Array, { at, start, slices }: Look): readonly BatchSlice[] | 'malformed' {
  if (bytes[at] !== END_OF_LIST || firstNot(SPACES, bytes, at + 1) < bytes.length) return 'malformed';
  const isEmpty = slices.length === 0 && firstNot(SPACES, bytes, start) === at;
  return isEmpty ? [] : [...slices, { start, end: at }];
}

function firstNot(kinds: ReadonlySet<number>, bytes: Uint8Array, from = 0): number {
  let at = from;
  while (at < bytes.length && kinds.has(bytes[at] ?? 0)) at++;
  return at;
}
