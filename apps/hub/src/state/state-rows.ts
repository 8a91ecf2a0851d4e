/** The rows of the hub's own state as every store has them, and what they hold, opened. */
import { type EntrySealer, type SealedEntry } from '#access';
import { type StreamName } from '#contracts';
import { type Day, type Instant, type PartyId, type Uuid } from '#domain';
import { type Quarantined, type QuarantinedHead } from './quarantine.port.js';
import { type FinalReceipt, type UntoldReceipt } from './receipts.port.js';
import { openReceipt, openRefused, openWaiting } from './sealed-entries.js';
import { type Waiting, type WaitingHead } from './waiting-room.port.js';

interface SealedRow {
  readonly wrapped_key: Buffer;
  readonly sealed: Buffer;
}

const sealedOf = ({ wrapped_key, sealed }: SealedRow): SealedEntry => ({ wrappedKey: wrapped_key, sealed });

export interface RefusedHeadRow {
  readonly quarantine_id: Uuid;
  readonly sequence: number;
  readonly kept_at: Instant;
  readonly code: string;
}

export interface RefusedRow extends RefusedHeadRow, SealedRow {}

export const REFUSED_HEAD = 'quarantine_id, sequence, kept_at, code';
export const REFUSED = `${REFUSED_HEAD}, wrapped_key, sealed`;

export const refusedHeadOf = ({ quarantine_id, sequence, kept_at, code }: RefusedHeadRow): QuarantinedHead => ({
  quarantineId: quarantine_id,
  sequence,
  keptAt: kept_at,
  code,
});

/** Throws `StateDamaged`, as do the others below. */
export function quarantinedOf(sealer: EntrySealer, row: RefusedRow): Quarantined {
  return { ...refusedHeadOf(row), ...openRefused(sealer, row.quarantine_id, sealedOf(row)) };
}

export interface ReceiptRow extends SealedRow {
  readonly sequence: number;
  readonly party: PartyId;
  readonly given_at: Instant;
}

export const RECEIPT = 'sequence, party, given_at, wrapped_key, sealed';

export function finalReceiptOf(sealer: EntrySealer, row: ReceiptRow): FinalReceipt {
  const { sequence, party, given_at: givenAt } = row;
  return { ...{ sequence, givenAt }, ...openReceipt(sealer, party, sealedOf(row)) };
}

export function untoldReceiptOf(sealer: EntrySealer, row: ReceiptRow): UntoldReceipt {
  const { sequence, party, given_at: givenAt } = row;
  return { sequence, party, givenAt, receipt: openReceipt(sealer, party, sealedOf(row)) };
}

export interface WaitingRow extends SealedRow {
  readonly sequence: number;
  readonly party: PartyId;
  readonly stream: StreamName;
  readonly subject: string;
  readonly source: string;
  readonly message_id: string;
  readonly until: Day;
  readonly edition: number;
}

/** In the order they came; of what came before its time was kept nothing is told. */
export const OLDEST_WAITING = 'SELECT kept_at FROM waiting WHERE kept_at IS NOT NULL ORDER BY sequence LIMIT 1';

/** What of a message that waits stands in the open. */
export type WaitingHeadRow = Pick<WaitingRow, 'subject' | 'source' | 'message_id' | 'until'> & {
  readonly kept_at: Instant | null;
};

/** Of one party, in the order they came. */
export const WAITING_HEADS =
  'SELECT subject, source, message_id, until, kept_at FROM waiting WHERE party = $1 ORDER BY sequence';

export const waitingHeadOf = ({
  subject,
  source,
  message_id: id,
  until,
  kept_at: keptAt,
}: WaitingHeadRow): WaitingHead => ({
  ...{ subject, source, id, until, keptAt },
});

export function waitingOf(sealer: EntrySealer, row: WaitingRow): Waiting {
  const { sequence, edition, party, stream, subject, source, until } = row;
  const head = { sequence, edition, party, stream, subject, source, id: row.message_id, until };
  return { ...head, event: openWaiting(sealer, sealedOf(row), head) };
}
