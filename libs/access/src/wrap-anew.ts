/** Wrapping stored keys anew under another master, batch by batch, while the store is read and written. */
import { setTimeout as wait } from 'node:timers/promises';
import { headOf, wrappedAnew, type WrappedPlace } from './wrapped-key.js';
import { type Masters } from './masters.js';

/** Keys of one batch, unless told otherwise. */
export const KEYS_PER_BATCH = 500;
/** Keys of one batch at most: a transaction that others wait for. */
export const KEYS_PER_BATCH_MAX = 5_000;
/** How long to wait for what another process is just wrapping, and how often at most in a row. */
const HELD_WAIT_MS = 50;
const HELD_WAITS_MAX = 1_200;

/** What the wrapped keys of a store are for. */
export type Wrappings = 'keys' | 'ledger' | 'waiting' | 'quarantine' | 'receipts' | 'subscriptions';

/** The wrapped keys of one table. */
export interface WrappedKeys {
  readonly what: Wrappings;
  /**
   * Wraps anew at most `limit` keys that another than the current master has wrapped, and gives how many; durable when it
   * resolves. Goes on behind the last batch, and begins again from the first key when it has come to the end. Any number of
   * processes may do so at once. Throws `SealBroken` at a key that no master given opens. Faults: the store's.
   */
  wrapAnew(limit: number): Promise<number>;
  /** How many keys another than the current master has wrapped. */
  byOthers(): Promise<number>;
}

/** A store in which keys lie wrapped. */
export interface WrappedStore {
  readonly keys: readonly WrappedKeys[];
  /** Remembers no master but the current one; leaves all as it is, and gives false, where another has wrapped a key that lies here. */
  forgetOthers(): Promise<boolean>;
  close(): Promise<void>;
}

/** A table of wrapped keys, whichever database it is in. */
export interface WrappedTable<Row extends object = never> {
  readonly what: Wrappings;
  readonly table: string;
  readonly column: 'wrapped' | 'wrapped_key';
  /** Of its primary key, in its order. */
  readonly by: readonly { readonly name: string; readonly type: 'text' | 'bigint' | 'integer' }[];
  /** Further columns that `anew` reads. */
  readonly beside: readonly string[];
  /** The row's key, wrapped by the current master. Throws `SealBroken`. */
  anew(row: Row, wrapped: Uint8Array): Uint8Array;
  /** With which bytes begins what the current master has wrapped. */
  head(): Buffer;
}

/** The table of streams' keys, in SQLite and PostgreSQL alike. */
export const streamKeyTable = (masters: Masters): WrappedTable<WrappedPlace> => ({
  ...{ what: 'keys', table: 'stream_key', column: 'wrapped', beside: [] },
  by: [
    { name: 'stream', type: 'text' },
    { name: 'owner', type: 'text' },
  ],
  anew: ({ stream, owner }, wrapped) => wrappedAnew(masters, { stream, owner }, wrapped),
  head: () => headOf(masters.current),
});

export interface WrapAnewOptions {
  /** Keys of one batch, from 1 to `KEYS_PER_BATCH_MAX`. */
  readonly batch?: number;
  /** Told after each batch how many keys of which kind were wrapped in it. */
  readonly onBatch?: (what: Wrappings, wrapped: number) => void;
}

/**
 * Wraps anew all keys of a store that another than the current master has wrapped, until none is left, and gives how many
 * this process has. Broken off anywhere, it goes on from there when it is asked again. Throws `SealBroken`, a `RangeError`
 * for a batch of no size, and an error where another process has held a key for a minute. Faults: the store's.
 */
export async function wrapAllAnew(
  { keys }: WrappedStore,
  { batch = KEYS_PER_BATCH, onBatch = () => undefined }: WrapAnewOptions = {},
): Promise<number> {
  if (!Number.isSafeInteger(batch) || batch < 1 || batch > KEYS_PER_BATCH_MAX)
    throw new RangeError(`a batch is of 1 to ${KEYS_PER_BATCH_MAX} keys`);
  let total = 0;
  for (const one of keys) total += await wrapKindAnew(one, batch, onBatch);
  return total;
}

async function wrapKindAnew(
  one: WrappedKeys,
  batch: number,
  onBatch: NonNullable<WrapAnewOptions['onBatch']>,
): Promise<number> {
  let [total, waits] = [0, 0];
  for (;;) {
    const wrapped = await one.wrapAnew(batch);
    if (wrapped > 0) {
      onBatch(one.what, wrapped);
      [total, waits] = [total + wrapped, 0];
    } else {
      if ((await one.byOthers()) === 0) return total;
      if (waits === HELD_WAITS_MAX)
        throw new Error(`${one.what}: another process holds keys that are to be wrapped anew`);
      waits += 1;
      await wait(HELD_WAIT_MS);
    }
  }
}
