/** Final receipts, in the hub's own file. */
import { type EntrySealer, type SealedEntry } from '#access';
import { type Instant, type PartyId } from '#domain';
import { daysBefore } from './days-before.js';
import { RECEIPT_DAYS, RECEIPTS_PER_PAGE_MAX, type FinalReceiptOutbox, type Receipts } from './receipts.port.js';
import { type StateFile } from './state-file.sqlite.js';
import { finalReceiptOf, RECEIPT, untoldReceiptOf, type ReceiptRow } from './state-rows.js';

/** Keeps a receipt; to be called within a transaction of the file. */
export function keepReceipt({ db }: StateFile): (party: PartyId, givenAt: Instant, sealed: SealedEntry) => void {
  const insert = db.prepare('INSERT INTO receipt (party, given_at, wrapped_key, sealed) VALUES (?, ?, ?, ?)');
  return (party, givenAt, { wrappedKey, sealed }) => {
    insert.run(party, givenAt, wrappedKey, sealed);
  };
}

export function sqliteReceipts(file: StateFile, sealer: EntrySealer): Receipts {
  const page = file.db.prepare<[string, number, number], ReceiptRow>(
    `SELECT ${RECEIPT} FROM receipt WHERE party = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
  );
  const old = file.db.prepare<[string]>('DELETE FROM receipt WHERE given_at < ?');
  return {
    after: (party, sequence, limit) =>
      file.read(() =>
        page.all(party, sequence, Math.min(limit, RECEIPTS_PER_PAGE_MAX)).map((row) => finalReceiptOf(sealer, row)),
      ),
    sweep: (now) => file.write(() => old.run(daysBefore(now, RECEIPT_DAYS)).changes),
  };
}

export function sqliteOutbox(file: StateFile, sealer: EntrySealer): FinalReceiptOutbox {
  const untold = file.db.prepare<[string, number], ReceiptRow>(
    `SELECT ${RECEIPT} FROM receipt WHERE told = 0 AND party NOT IN (SELECT value FROM json_each(?)) ORDER BY sequence LIMIT ?`,
  );
  const mark = file.db.prepare<[number]>('UPDATE receipt SET told = 1 WHERE sequence = ?');
  return {
    untold: (limit, without = []) =>
      file.read(() =>
        untold
          .all(JSON.stringify(without), Math.min(limit, RECEIPTS_PER_PAGE_MAX))
          .map((row) => untoldReceiptOf(sealer, row)),
      ),
    told: (sequences) =>
      file.write(() => {
        for (const sequence of sequences) mark.run(sequence);
      }),
  };
}
