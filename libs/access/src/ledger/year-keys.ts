/** The keys under which each authority's staff of a year are sealed (decision A6), as a store keeps them: wrapped. */
import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { KeysUnavailable, type StreamKey } from '#contracts';
import { type Controller, type Instant } from '#domain/facts';
import { type Masters } from '../masters.js';
import { KEY_BYTES, streamKeyFrom } from '../seal.js';
import { type WrappedTable } from '../wrap-anew.js';
import { headOf, newKey, unwrapped, wrappedAnew, type NewKey, type WrappedPlace } from '../wrapped-key.js';
import { LEDGER_YEARS, LedgerDamaged, LedgerUnavailable } from './ledger.port.js';
import { yearOf } from './ledger-row.js';

/** Keys in memory: five years of 400 authorities and more. */
const CACHED_KEYS_MAX = 5_000;

export interface YearPlace {
  readonly controller: Controller;
  readonly year: number;
}

const placeOf = ({ controller, year }: YearPlace): WrappedPlace => ({ stream: `ledger-${year}`, owner: controller });

interface Cached {
  readonly wrapped: Uint8Array;
  readonly key: StreamKey;
}

/** Unwraps what a store holds, and remembers for as long as the same bytes are stored. */
export class YearKeys {
  private readonly cache = new LRUCache<string, Cached>({ max: CACHED_KEYS_MAX });
  constructor(private readonly masters: Masters) {}

  /** A new random key of a year, to be stored before anything is sealed with it. Fault: `LedgerUnavailable`, where its master is not at hand. */
  made(place: YearPlace): NewKey {
    try {
      return newKey(this.masters, placeOf(place));
    } catch (error) {
      throw ledgerFaultOf(error);
    }
  }

  /**
   * A key that is in memory, to seal with and not to open: where another process has destroyed it meanwhile, what it seals
   * is erased from the start.
   */
  atHand(place: YearPlace): StreamKey | undefined {
    return this.cache.get(nameOf(place))?.key;
  }

  /** The key that a store holds so; null where it was destroyed. Throws `LedgerDamaged` where it is not what was stored; fault: `LedgerUnavailable`. */
  key(place: YearPlace, wrapped: Uint8Array | null): StreamKey | 'erased' {
    const name = nameOf(place);
    const cached = this.cache.get(name);
    if (wrapped !== null && cached !== undefined && Buffer.compare(cached.wrapped, wrapped) === 0) return cached.key;
    const key = this.opened(place, wrapped);
    if (wrapped === null || key === 'erased') this.cache.delete(name);
    else this.cache.set(name, { wrapped, key });
    return key;
  }

  private opened(place: YearPlace, wrapped: Uint8Array | null): StreamKey | 'erased' {
    try {
      return unwrapped(this.masters, placeOf(place), wrapped);
    } catch (error) {
      if (error instanceof KeysUnavailable) throw ledgerFaultOf(error);
      throw new LedgerDamaged(`the key of ${place.year} of ${place.controller} does not open`, { cause: error });
    }
  }

  forget(): void {
    this.cache.clear();
  }
}

/** A master that is not at hand is a ledger that is not. */
const ledgerFaultOf = (error: unknown): unknown =>
  error instanceof KeysUnavailable
    ? new LedgerUnavailable('the master key of the ledger is not at hand', { cause: error })
    : error;

/** The table of years' keys, in SQLite and PostgreSQL alike. */
export const yearKeyTable = (masters: Masters): WrappedTable<YearPlace> => ({
  ...{ what: 'ledger', table: 'year_key', column: 'wrapped', beside: [] },
  by: [
    { name: 'controller', type: 'text' },
    { name: 'year', type: 'integer' },
  ],
  anew: ({ controller, year }, wrapped) => wrappedAnew(masters, placeOf({ controller, year }), wrapped),
  head: () => headOf(masters.current),
});

/** No controller's name holds a blank. */
export const nameOf = ({ controller, year }: YearPlace): string => `${year} ${controller}`;

/**
 * What seals who asked: the year's key, or where that is destroyed a key that nobody keeps. So an entry that is written
 * late is written all the same, and erased from the start.
 */
export const sealingKey = (key: StreamKey | 'erased'): StreamKey =>
  key === 'erased' ? streamKeyFrom(randomBytes(KEY_BYTES)) : key;

/**
 * The last year of which every entry is older than `ledgerYears` whole years at `now`: of 2026 from the first day of 2032
 * with five. Throws a `RangeError` for what is no whole number, or fewer than `LEDGER_YEARS`.
 */
export function lastErasedYear(now: Instant, ledgerYears: number): number {
  if (!Number.isSafeInteger(ledgerYears) || ledgerYears < LEDGER_YEARS)
    throw new RangeError(`the ledger is kept at least ${LEDGER_YEARS} whole years`);
  return yearOf(now) - ledgerYears - 1;
}
