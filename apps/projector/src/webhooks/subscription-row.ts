/** How a subscription lies in a store: its address and secrets under a seal of their own, the rest as text with a checksum. */
import { LRUCache } from 'lru-cache';
import { type EntrySealer, type WrappedTable } from '#access';
import { SealBroken } from '#contracts';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { rowCrc } from '#follow';
import { SUBSCRIPTIONS_MAX, type Delivery, type Subscription } from './subscription.js';
import { SubscriptionDamaged } from './subscriptions.port.js';

/** A row, in SQLite and PostgreSQL alike. */
export interface SubscriptionRow {
  readonly id: Uuid;
  readonly party: PartyId;
  /** What is neither address nor secret, as JSON. */
  readonly said: string;
  readonly wrapped_key: Uint8Array;
  readonly sealed: Uint8Array;
  readonly crc: number;
}

/** A delivery as a row. */
export interface DeliveryRow extends Omit<Delivery, 'lastFailure' | 'nextAt'> {
  readonly next_at: Instant;
  readonly failed_at: Instant | null;
  readonly why: string | null;
}

export const deliveryOf = ({ next_at: nextAt, failed_at: at, why, ...delivery }: DeliveryRow): Delivery => ({
  ...delivery,
  ...{ nextAt, lastFailure: at === null || why === null ? null : { at, why } },
});

const contextOf = (id: Uuid): string => `subscription ${id}`;

export function rowOf(sealer: EntrySealer, { id, party, url, secrets, ...rest }: Subscription): SubscriptionRow {
  const said = JSON.stringify(rest);
  const { wrappedKey, sealed } = sealer.seal(Buffer.from(JSON.stringify({ url, secrets })), contextOf(id));
  return { id, party, said, wrapped_key: wrappedKey, sealed, crc: rowCrc([id, party, said]) };
}

/** The row as it becomes: sealed anew only where what is sealed is another. */
export function rowChanged(
  sealer: EntrySealer,
  row: SubscriptionRow,
  { before, after }: { readonly before: Subscription; readonly after: Subscription },
): SubscriptionRow {
  if (before.url !== after.url || before.secrets !== after.secrets) return rowOf(sealer, after);
  const { id, party, url: _url, secrets: _secrets, ...rest } = after;
  const said = JSON.stringify(rest);
  return { ...row, said, crc: rowCrc([id, party, said]) };
}

/** Subscriptions opened last. */
const OPENED_MAX = SUBSCRIPTIONS_MAX;

/** Opens rows, and remembers what it has opened: all are looked at several times a second, and a token takes its time. */
export function subscriptionOpener(sealer: EntrySealer): (row: SubscriptionRow) => Subscription {
  const known = new LRUCache<Uuid, { readonly row: SubscriptionRow; readonly opened: Subscription }>({
    max: OPENED_MAX,
  });
  return (row) => {
    const before = known.get(row.id);
    if (before && isSame(before.row, row)) return before.opened;
    const opened = subscriptionOf(sealer, row);
    known.set(row.id, { row, opened });
    return opened;
  };
}

const isSame = (a: SubscriptionRow, b: SubscriptionRow): boolean =>
  a.said === b.said && a.party === b.party && a.crc === b.crc && Buffer.compare(a.sealed, b.sealed) === 0;

/** Throws `SubscriptionDamaged` where any of it is not what was written. */
export function subscriptionOf(sealer: EntrySealer, row: SubscriptionRow): Subscription {
  const { id, party, said, wrapped_key: wrappedKey, sealed, crc } = row;
  if (crc !== rowCrc([id, party, said])) throw new SubscriptionDamaged(id);
  try {
    const opened = Buffer.from(sealer.open({ wrappedKey, sealed }, contextOf(id))).toString();
    return {
      ...{ id, party },
      ...(JSON.parse(said) as Omit<Subscription, 'id' | 'party' | 'url' | 'secrets'>),
      ...(JSON.parse(opened) as Pick<Subscription, 'url' | 'secrets'>),
    };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new SubscriptionDamaged(id, { cause: error });
  }
}

/** Its keys, to be wrapped anew. */
export const subscriptionTable = (sealer: EntrySealer): WrappedTable<{ readonly id: Uuid }> => ({
  ...{ what: 'subscriptions', table: 'subscription', column: 'wrapped_key', beside: [] },
  by: [{ name: 'id', type: 'text' }],
  anew: ({ id }, wrapped) => sealer.wrappedAnew(wrapped, contextOf(id)),
  head: () => sealer.head(),
});
