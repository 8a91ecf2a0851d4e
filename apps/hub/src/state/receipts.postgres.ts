/** Final receipts, in the state that all hubs share. */
import { type EntrySealer, type SealedEntry } from '#access';
import { type Instant, type PartyId } from '#domain';
import { type Queries } from '#engines';
import { daysBefore } from './days-before.js';
import { RECEIPT_DAYS, RECEIPTS_PER_PAGE_MAX, type FinalReceiptOutbox, type Receipts } from './receipts.port.js';
import { type SharedState } from './shared-state.postgres.js';
import { finalReceiptOf, RECEIPT, untoldReceiptOf, type ReceiptRow } from './state-rows.js';

export interface ToGive {
  readonly party: PartyId;
  readonly givenAt: Instant;
  readonly sealed: SealedEntry;
}

/**
 * Keeps a receipt; to be called within a transaction that holds the party's lock, so that a party's receipts are committed
 * in the order of their numbers and nobody who reads on from a number passes one.
 */
export async function keepReceipt(tx: Queries, { party, givenAt, sealed }: ToGive): Promise<void> {
  await tx.query('INSERT INTO receipt (party, given_at, wrapped_key, sealed) VALUES ($1, $2, $3, $4)', [
    party,
    givenAt,
    sealed.wrappedKey,
    sealed.sealed,
  ]);
}

export function postgresReceipts(state: SharedState, sealer: EntrySealer): Receipts {
  return {
    after: async (party, sequence, limit) => {
      const rows = await state.query<ReceiptRow>(
        `SELECT ${RECEIPT} FROM receipt WHERE party = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
        [party, sequence, Math.min(limit, RECEIPTS_PER_PAGE_MAX)],
      );
      return rows.map((row) => finalReceiptOf(sealer, row));
    },
    // Passes by what another writes at the moment: the next day's sweep takes it.
    sweep: async (now) => {
      const gone = await state.query(
        `DELETE FROM receipt WHERE sequence IN
           (SELECT sequence FROM receipt WHERE given_at < $1 FOR UPDATE SKIP LOCKED) RETURNING sequence`,
        [daysBefore(now, RECEIPT_DAYS)],
      );
      return gone.length;
    },
  };
}

export function postgresOutbox(state: SharedState, sealer: EntrySealer): FinalReceiptOutbox {
  return {
    untold: async (limit, without = []) => {
      const rows = await state.query<ReceiptRow>(
        `SELECT ${RECEIPT} FROM receipt WHERE NOT told AND party <> ALL($2) ORDER BY sequence LIMIT $1`,
        [Math.min(limit, RECEIPTS_PER_PAGE_MAX), without],
      );
      return rows.map((row) => untoldReceiptOf(sealer, row));
    },
    told: async (sequences) => {
      if (sequences.length > 0)
        await state.query('UPDATE receipt SET told = true WHERE sequence = ANY($1)', [sequences]);
    },
  };
}
