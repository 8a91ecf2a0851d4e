/** Seals what lies outside the log for a while (a waiting message, a refused one, a receipt), each with a key of its own. */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { mastersOf, type MasterKeys } from './masters.js';
import { KEY_BYTES, open, seal } from './seal.js';
import { headOf, unwrap, wrap } from './wrapped-key.js';

/** Keys of entries opened last, unwrapped, in memory: what waits is opened at each message of its stream, and a token takes its time. */
const CACHED_KEYS_MAX = 2_000;

/** A sealed entry. Who destroys `wrappedKey` has destroyed the entry, wherever copies of `sealed` still lie. */
export interface SealedEntry {
  /** The entry's own key, wrapped by a master key. */
  readonly wrappedKey: Uint8Array;
  readonly sealed: Uint8Array;
}

export interface EntrySealer {
  /** `context` is authenticated with the entry: what was sealed as one thing does not open as another. */
  seal(plain: Uint8Array, context: string): SealedEntry;
  /** Throws `SealBroken` where the entry was altered, or key or context are others. Fault: the master's. */
  open(entry: SealedEntry, context: string): Uint8Array;
  /** The entry's key, wrapped by the current master. Throws `SealBroken` as `open` does. */
  wrappedAnew(wrappedKey: Uint8Array, context: string): Uint8Array;
  /** With which bytes begins a key that the current master has wrapped. */
  head(): Buffer;
}

/** A sealer under the master key, 32 bytes, or under several of which one wraps. */
export function entrySealer(masterKey: MasterKeys): EntrySealer {
  const masters = mastersOf(masterKey);
  const keyOf = (wrappedKey: Uint8Array, context: string) => unwrap(masters, wrappedKey, wrapContext(context));
  const known = new LRUCache<string, KeyObject>({ max: CACHED_KEYS_MAX });
  const keyToOpen = (wrappedKey: Uint8Array, context: string): KeyObject => {
    const name = `${Buffer.from(wrappedKey).toString('base64')} ${context}`;
    const key = known.get(name) ?? createSecretKey(keyOf(wrappedKey, context));
    known.set(name, key);
    return key;
  };
  return {
    seal: (plain, context) => {
      const key = randomBytes(KEY_BYTES);
      return {
        wrappedKey: wrap(masters, key, wrapContext(context)),
        sealed: seal(createSecretKey(key), plain, context),
      };
    },
    open: ({ wrappedKey, sealed }, context) => open(keyToOpen(wrappedKey, context), sealed, context),
    wrappedAnew: (wrappedKey, context) => wrap(masters, keyOf(wrappedKey, context), wrapContext(context)),
    head: () => headOf(masters.current),
  };
}

const wrapContext = (context: string): string => `entry key of ${context}`;
