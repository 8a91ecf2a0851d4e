/** How a stream's key lies in a key store, whichever: wrapped by the master key, and bound to its stream. */
import { randomBytes, type KeyObject } from 'node:crypto';
import { type StreamKey, type StreamName } from '#contracts';
import { KEY_BYTES, open, seal, streamKeyFrom } from './seal.js';

const FITS_CONTEXT = 'master key fits';

/** The master key given is not the one that this store's keys are wrapped with: a restore that forgot it, most likely. */
export class MasterKeyDoesNotFit extends Error {
  override readonly name = 'MasterKeyDoesNotFit';
}

export interface NewKey {
  readonly key: StreamKey;
  readonly wrapped: Uint8Array;
}

/** A new random key for a stream. */
export function newKey(master: KeyObject, stream: StreamName): NewKey {
  const dataKey = randomBytes(KEY_BYTES);
  return { key: streamKeyFrom(dataKey), wrapped: seal(master, dataKey, wrapContext(stream)) };
}

/** The key as it was wrapped; null where it was destroyed. Throws `SealBroken` where it was altered, or wrapped for another stream. */
export function unwrapped(master: KeyObject, stream: StreamName, wrapped: Uint8Array | null): StreamKey | 'erased' {
  return wrapped === null ? 'erased' : streamKeyFrom(open(master, wrapped, wrapContext(stream)));
}

/** What a store keeps to know its master key again. */
export function fitOf(master: KeyObject): Uint8Array {
  return seal(master, new Uint8Array(0), FITS_CONTEXT);
}

/** Throws `MasterKeyDoesNotFit`. */
export function checkFit(master: KeyObject, stored: Uint8Array | undefined): void {
  try {
    open(master, stored ?? new Uint8Array(0), FITS_CONTEXT);
  } catch (error) {
    throw new MasterKeyDoesNotFit('the keys in this store are wrapped with another master key', { cause: error });
  }
}

/** A wrapped key cannot be moved to another stream's row. */
const wrapContext = (stream: StreamName): string => `key of ${stream}`;
