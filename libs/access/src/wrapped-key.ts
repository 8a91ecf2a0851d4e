/**
 * How a data key lies in a store, whichever: wrapped by a master key, and bound to what it is for. Layout 2: version (1
 * byte, 2), id of the master (4), nonce (12), tag (16), ciphertext; layout 1 (version 1, nonce, tag, ciphertext) does not
 * tell its master, and is read still.
 */
import { randomBytes } from 'node:crypto';
import { SealBroken, WHOLE_STREAM, type KeyOwner, type StreamKey, type StreamName } from '#contracts';
import { MASTER_ID_BYTES, type Master, type Masters } from './masters.js';
import { KEY_BYTES, streamKeyFrom } from './seal.js';

const LAYOUT_WITH_MASTER = 2;
const SEAL_LAYOUT = Uint8Array.of(1);
const HEAD_BYTES = 1 + MASTER_ID_BYTES;

/** What a year's staff in the ledger are sealed for: `ledger-2026`. */
export type LedgerYear = `ledger-${string}`;

/** Which key of which stream, or of which year of the ledger. */
export interface WrappedPlace {
  readonly stream: StreamName | LedgerYear;
  readonly owner: KeyOwner;
}

/** Which key of which stream. */
export interface KeyPlace extends WrappedPlace {
  readonly stream: StreamName;
}

export interface NewKey {
  readonly key: StreamKey;
  readonly wrapped: Uint8Array;
}

/** `dataKey` under the current master, in layout 2; the same context must be given to unwrap it. */
export function wrap({ current }: Masters, dataKey: Uint8Array, context: string): Uint8Array {
  return Buffer.concat([headOf(current), current.seal(dataKey, context).subarray(1)]);
}

/**
 * The data key. `contextBefore`: of layout 1, where that was another. Throws `SealBroken` where it was altered, or wrapped
 * for something else or by a master that is not given.
 */
export function unwrap(masters: Masters, wrapped: Uint8Array, context: string, contextBefore = context): Uint8Array {
  return wrapped[0] === LAYOUT_WITH_MASTER ? byId(masters, wrapped, context) : byTrial(masters, wrapped, contextBefore);
}

/** With which bytes begins what this master has wrapped in layout 2, and nothing that another has. */
export const headOf = ({ id }: Master): Buffer => Buffer.concat([Uint8Array.of(LAYOUT_WITH_MASTER), id]);

/** A new random key. */
export function newKey(masters: Masters, place: WrappedPlace): NewKey {
  const dataKey = randomBytes(KEY_BYTES);
  return { key: streamKeyFrom(dataKey), wrapped: wrap(masters, dataKey, wrapContext(place)) };
}

/**
 * The key as it was wrapped; null where it was destroyed. Throws `SealBroken` where it was altered, or wrapped for another
 * place or by a master that is not given.
 */
export function unwrapped(masters: Masters, place: WrappedPlace, wrapped: Uint8Array | null): StreamKey | 'erased' {
  return wrapped === null ? 'erased' : streamKeyFrom(dataKeyOf(masters, place, wrapped));
}

/** The same key, wrapped by the current master. Throws `SealBroken` as `unwrapped` does. */
export function wrappedAnew(masters: Masters, place: WrappedPlace, wrapped: Uint8Array): Uint8Array {
  return wrap(masters, dataKeyOf(masters, place, wrapped), wrapContext(place));
}

function dataKeyOf(masters: Masters, place: WrappedPlace, wrapped: Uint8Array): Uint8Array {
  if (wrapped[0] !== LAYOUT_WITH_MASTER && place.owner !== WHOLE_STREAM)
    throw new SealBroken('a key of layout 1 stands in the row of a controller');
  return unwrap(masters, wrapped, wrapContext(place), `key of ${place.stream}`);
}

function byId(masters: Masters, wrapped: Uint8Array, context: string): Uint8Array {
  const master = masters.ofId(wrapped.subarray(1, HEAD_BYTES));
  if (master === undefined) throw new SealBroken('a key is wrapped with a master key that is not given');
  return master.open(Buffer.concat([SEAL_LAYOUT, wrapped.subarray(HEAD_BYTES)]), context);
}

/** Layout 1 does not tell its master: the one that opens it is. */
function byTrial({ all }: Masters, wrapped: Uint8Array, context: string): Uint8Array {
  for (const master of all) {
    const opened = openedBy(master, wrapped, context);
    if (opened) return opened;
  }
  throw new SealBroken('a wrapped key does not open under any master key given');
}

function openedBy(master: Master, wrapped: Uint8Array, context: string): Uint8Array | undefined {
  try {
    return master.open(wrapped, context);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** A wrapped key cannot be moved to another row. */
const wrapContext = ({ stream, owner }: WrappedPlace): string => `key of ${stream} for ${owner}`;
