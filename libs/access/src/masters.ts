/** The master keys that a key store is opened with: one that wraps, and those of before, which only unwrap. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { open, seal } from './seal.js';

/** Bytes of a master key's id. */
export const MASTER_ID_BYTES = 4;
const ID_CONTEXT = 'hvb-hub master key id v1';
const FITS_CONTEXT = 'master key fits';

/** The master keys given are not those that this store's keys are wrapped with: a restore that forgot one, most likely. */
export class MasterKeyDoesNotFit extends Error {
  override readonly name = 'MasterKeyDoesNotFit';
}

export interface Master {
  /** Four bytes made of the key: tells masters apart, and tells nothing of them. */
  readonly id: Uint8Array;
  readonly key: KeyObject;
}

export interface Masters {
  /** New keys are wrapped with it. */
  readonly current: Master;
  /** Every one that is accepted, the current one first. */
  readonly all: readonly Master[];
}

/** What a store remembers of a master, to know it again; its id four zeros where that is from before masters had ids. */
export interface Fit {
  readonly id: Uint8Array;
  readonly fits: Uint8Array;
}

/** `current`, `former`: 32 bytes each. While keys are wrapped anew, both masters are accepted. */
export function mastersOf(current: Uint8Array, former?: Uint8Array): Masters {
  const first = masterOf(current);
  return { current: first, all: former === undefined ? [first] : [first, masterOf(former)] };
}

function masterOf(bytes: Uint8Array): Master {
  const key = createSecretKey(bytes);
  return { id: createHmac('sha256', key).update(ID_CONTEXT).digest().subarray(0, MASTER_ID_BYTES), key };
}

/**
 * What a store that remembers these masters is to remember further: the current one, if it is new to it. Throws
 * `MasterKeyDoesNotFit` where one that it remembers is not given.
 */
export function newToStore({ current, all }: Masters, remembered: readonly Fit[]): readonly Fit[] {
  for (const fit of remembered) {
    if (!all.some((master) => fitsMaster(master, fit)))
      throw new MasterKeyDoesNotFit('the keys in this store are wrapped with another master key');
  }
  const { id, key } = current;
  if (remembered.some((fit) => Buffer.compare(fit.id, id) === 0)) return [];
  return [{ id, fits: seal(key, new Uint8Array(0), FITS_CONTEXT) }];
}

function fitsMaster({ key }: Master, { fits }: Fit): boolean {
  try {
    open(key, fits, FITS_CONTEXT);
    return true;
  } catch {
    return false;
  }
}

/** Whether all that a store remembers is of this one master key, 32 bytes. */
export function fitsAll(masterKey: Uint8Array, remembered: readonly Fit[]): boolean {
  try {
    newToStore(mastersOf(masterKey), remembered);
    return true;
  } catch {
    return false;
  }
}
