/** The master keys that a key store is opened with: one that wraps, and those of before or after, which only unwrap. */
import { createHmac, createSecretKey } from 'node:crypto';
import { SealBroken } from '#contracts';
import { open, seal } from './seal.js';

/** Bytes of a master key's id. */
export const MASTER_ID_BYTES = 4;
/** Of what was wrapped before masters had ids. */
const NO_ID = new Uint8Array(MASTER_ID_BYTES);
const ID_CONTEXT = 'hvb-hub master key id v1';
const FITS_CONTEXT = 'master key fits';
/** Not nothing: there are tokens that seal no empty text. */
const FITS_TEXT = Uint8Array.of(1);

/** The master keys given are not those that this store's keys are wrapped with: a restore that forgot one, most likely. */
export class MasterKeyDoesNotFit extends Error {
  override readonly name = 'MasterKeyDoesNotFit';
}

/**
 * A master key, wherever it is: in memory, or in a token that it never leaves. Both calls answer at once, in the thread that
 * asks: they are made within transactions. Fault: `KeysUnavailable`, of a master that is not at hand now; never a plain key.
 */
export interface Master {
  /** Four bytes, the same whenever the key is: tells masters apart, and tells nothing of them. */
  readonly id: Uint8Array;
  /** Seals a byte or more in layout 1 of `seal`: version, nonce, tag, ciphertext. */
  seal(plain: Uint8Array, context: string): Uint8Array;
  /** Throws `SealBroken` where a bit was changed, or key or context are others, and only then. */
  open(sealed: Uint8Array, context: string): Uint8Array;
}

export interface Masters {
  /** New keys are wrapped with it. */
  readonly current: Master;
  /** Every one that is accepted, the current one first. */
  readonly all: readonly Master[];
  /** The one of this id; undefined where it is not accepted. */
  ofId(id: Uint8Array): Master | undefined;
}

/** What a store remembers of a master, to know it again; its id four zeros where that is from before masters had ids. */
export interface Fit {
  readonly id: Uint8Array;
  readonly fits: Uint8Array;
}

/** How a store is told its masters: 32 bytes of the one that there is, or all of them. */
export type MasterKeys = Uint8Array | Masters;

/** `current`, `second`: 32 bytes each. While keys are wrapped anew, both masters are accepted. */
export function mastersOf(current: MasterKeys, second?: Uint8Array): Masters {
  if (!(current instanceof Uint8Array)) return current;
  const first = masterOf(current);
  return mastersIn(second === undefined ? [first] : [first, masterOf(second)]);
}

/** Those masters and no others; the first of them wraps. */
export function mastersIn(all: readonly [Master, ...Master[]]): Masters {
  return { current: all[0], all, ofId: (id) => all.find((one) => isSameId(one.id, id)) };
}

/** Those of `first`, whose current one wraps, and those of `others` beside them; each told as it is when it is asked for. */
export function mastersBeside(first: Masters, others: Masters): Masters {
  return {
    get current() {
      return first.current;
    },
    get all() {
      return [...first.all, ...others.all];
    },
    ofId: (id) => first.ofId(id) ?? others.ofId(id),
  };
}

/** A master of 32 bytes in memory. */
export function masterOf(bytes: Uint8Array): Master {
  const key = createSecretKey(bytes);
  return {
    id: createHmac('sha256', key).update(ID_CONTEXT).digest().subarray(0, MASTER_ID_BYTES),
    seal: (plain, context) => seal(key, plain, context),
    open: (sealed, context) => open(key, sealed, context),
  };
}

/** Whether both ids are of one master. */
export const isSameId = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/**
 * What a store that remembers these masters is to remember further: the current one, if it is new to it. Throws
 * `MasterKeyDoesNotFit` where one that it remembers is not given.
 */
export function newToStore({ current, all }: Masters, remembered: readonly Fit[]): readonly Fit[] {
  for (const fit of remembered) {
    if (!all.some((master) => fitsMaster(master, fit)))
      throw new MasterKeyDoesNotFit('the keys in this store are wrapped with another master key');
  }
  if (remembered.some((fit) => isSameId(fit.id, current.id))) return [];
  return [{ id: current.id, fits: current.seal(FITS_TEXT, FITS_CONTEXT) }];
}

/** Whether a store remembers this master by that, whatever id it gave it. Fault: the master's. */
export function fitsMaster(master: Master, { id, fits }: Fit): boolean {
  // Of masters that have ids only one is tried: a token is asked for nothing that it does not have.
  if (!isSameId(id, NO_ID) && !isSameId(id, master.id)) return false;
  try {
    master.open(fits, FITS_CONTEXT);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

/** Whether all that a store remembers is of these masters. Fault: a master's. */
export function fitsAll(masters: MasterKeys, remembered: readonly Fit[]): boolean {
  try {
    newToStore(mastersOf(masters), remembered);
    return true;
  } catch (error) {
    if (error instanceof MasterKeyDoesNotFit) return false;
    throw error;
  }
}
