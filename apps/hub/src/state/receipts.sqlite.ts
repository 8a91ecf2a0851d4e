/** The last word on what waited, kept until its party has had time to fetch it. */
import { type EntrySealer } from '#access';
import { type Instant, type PartyId } from '#domain';
import { type Receipt } from '../receive/receipt.js';
import { daysBefore, type HubState } from './hub-state.sqlite.js';

/** Days that a receipt can be fetched. */
export const RECEIPT_DAYS = 90;
export const RECEIPTS_PER_PAGE_MAX = 500;

export interface FinalReceipt extends Receipt {
  /** The receipt's place among its party's, growing. */
  readonly sequence: number;
  readonly givenAt: Instant;
}

export interface Receipts {
  /** Keeps a receipt; called within a transaction of the state. */
  keep(party: PartyId, givenAt: Instant, receipt: Receipt): void;
  /** The party's receipts after a sequence number, at most `limit`. */
  after(party: PartyId, sequence: number, limit: number): readonly FinalReceipt[];
  /** Destroys what is older than `RECEIPT_DAYS`; gives how many. */
  sweep(now: Instant): number;
}

interface Row {
  readonly sequence: number;
  readonly given_at: Instant;
  readonly wrapped_key: Buffer;
  readonly sealed: Buffer;
}

export function receipts({ db }: HubState, sealer: EntrySealer): Receipts {
  const insert = db.prepare('INSERT INTO receipt (party, given_at, wrapped_key, sealed) VALUES (?, ?, ?, ?)');
  const page = db.prepare<[string, number, number], Row>(
    'SELECT sequence, given_at, wrapped_key, sealed FROM receipt WHERE party = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const old = db.prepare<[string]>('DELETE FROM receipt WHERE given_at < ?');
  return {
    keep: (party, givenAt, receipt) => {
      const { wrappedKey, sealed } = sealer.seal(Buffer.from(JSON.stringify(receipt)), contextOf(party));
      insert.run(party, givenAt, wrappedKey, sealed);
    },
    after: (party, sequence, limit) =>
      page.all(party, sequence, Math.min(limit, RECEIPTS_PER_PAGE_MAX)).map((row) => {
        const plain = sealer.open({ wrappedKey: row.wrapped_key, sealed: row.sealed }, contextOf(party));
        const receipt = JSON.parse(Buffer.from(plain).toString()) as Receipt;
        return { sequence: row.sequence, givenAt: row.given_at, ...receipt };
      }),
    sweep: (now) => old.run(daysBefore(now, RECEIPT_DAYS)).changes,
  };
}

const contextOf = (party: PartyId): string => `receipt of ${party}`;
