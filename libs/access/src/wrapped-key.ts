/**
 * How a data key lies in a key store, whichever: wrapped by a master key, and bound to its stream and its owner. Layout 2:
 * version (1 byte, 2), id of the master (4), nonce (12), tag (16), ciphertext; layout 1 has no id, and is of one stream
 * whole.
 */
import { randomBytes } from 'node:crypto';
import { SealBroken, WHOLE_STREAM, type KeyOwner, type StreamKey, type StreamName } from '#contracts';
import { MASTER_ID_BYTES, type Master, type Masters } from './masters.js';
import { KEY_BYTES, open, seal, streamKeyFrom } from './seal.js';

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

/** A new random key. */
export function newKey({ current }: Masters, place: WrappedPlace): NewKey {
  const dataKey = randomBytes(KEY_BYTES);
  const sealed = seal(current.key, dataKey, wrapContext(place));
  const wrapped = Buffer.concat([Uint8Array.of(LAYOUT_WITH_MASTER), current.id, sealed.subarray(1)]);
  return { key: streamKeyFrom(dataKey), wrapped };
}

/**
 * The key as it was wrapped; null where it was destroyed. Throws `SealBroken` where it was altered, or wrapped for another
 * place or by a master that is not given.
 */
export function unwrapped(masters: Masters, place: WrappedPlace, wrapped: Uint8Array | null): StreamKey | 'erased' {
  if (wrapped === null) return 'erased';
  return streamKeyFrom(
    wrapped[0] === LAYOUT_WITH_MASTER ? byId(masters, place, wrapped) : byTrial(masters, place, wrapped),
  );
}

function byId({ all }: Masters, place: WrappedPlace, wrapped: Uint8Array): Uint8Array {
  const id = wrapped.subarray(1, HEAD_BYTES);
  const master = all.find((one) => Buffer.compare(one.id, id) === 0);
  if (master === undefined) throw new SealBroken('a key is wrapped with a master key that is not given');
  return open(master.key, Buffer.concat([SEAL_LAYOUT, wrapped.subarray(HEAD_BYTES)]), wrapContext(place));
}

/** Layout 1 does not tell its master: the one that opens it is. */
function byTrial({ all }: Masters, { stream, owner }: WrappedPlace, wrapped: Uint8Array): Uint8Array {
  if (owner !== WHOLE_STREAM) throw new SealBroken('a key of layout 1 stands in the row of a controller');
  for (const { key } of all) {
    const opened = openedBy(key, stream, wrapped);
    if (opened) return opened;
  }
  throw new SealBroken('a wrapped key does not open under any master key given');
}

function openedBy(master: Master['key'], stream: WrappedPlace['stream'], wrapped: Uint8Array): Uint8Array | undefined {
  try {
    return open(master, wrapped, `key of ${stream}`);
  } catch {
    return undefined;
  }
}

/** A wrapped key cannot be moved to another row. */
const wrapContext = ({ stream, owner }: WrappedPlace): string => `key of ${stream} for ${owner}`;
