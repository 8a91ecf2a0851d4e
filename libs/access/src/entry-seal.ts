/** Seals what lies outside the log for a while (a waiting message, a refused one, a receipt), each with a key of its own. */
import { createSecretKey, randomBytes } from 'node:crypto';
import { KEY_BYTES, open, seal } from './seal.js';

/** A sealed entry. Who destroys `wrappedKey` has destroyed the entry, wherever copies of `sealed` still lie. */
export interface SealedEntry {
  /** The entry's own key, wrapped by the master key. */
  readonly wrappedKey: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface EntrySealer {
  /** `context` is authenticated with the entry: what was sealed as one thing does not open as another. */
  seal(plain: Uint8Array, context: string): SealedEntry;
  /** Throws `SealBroken` where the entry was altered, or key or context are others. */
  open(entry: SealedEntry, context: string): Uint8Array;
}

/** A sealer under the master key, 32 bytes. */
export function entrySealer(masterKey: Uint8Array): EntrySealer {
  const master = createSecretKey(masterKey);
  return {
    seal: (plain, context) => {
      const key = randomBytes(KEY_BYTES);
      return {
        wrappedKey: seal(master, key, wrapContext(context)),
        sealed: seal(createSecretKey(key), plain, context),
      };
    },
    open: ({ wrappedKey, sealed }, context) =>
      open(createSecretKey(open(master, wrappedKey, wrapContext(context))), sealed, context),
  };
}

const wrapContext = (context: string): string => `entry key of ${context}`;
