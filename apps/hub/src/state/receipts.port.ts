/** The last word on what waited, kept until its party has had time to fetch it, and until it has been told where it is told. */
import { type Instant, type PartyId } from '#domain';
import { type Receipt } from '../receipt/receipt.js';

/** Days that a receipt can be fetched. */
export const RECEIPT_DAYS = 90;
export const RECEIPTS_PER_PAGE_MAX = 500;

export interface FinalReceipt extends Receipt {
  /** The receipt's place among its party's, growing. */
  readonly sequence: number;
  readonly givenAt: Instant;
}

/** Final receipts come into being when a message leaves the waiting room (`WaitingRoom.leave`). Fault: `StateUnavailable`. */
export interface Receipts {
  /** The party's receipts after a sequence number, at most `limit`. What is given later stands after all that a page has shown. */
  after(party: PartyId, sequence: number, limit: number): Promise<readonly FinalReceipt[]>;
  /** Destroys what is older than `RECEIPT_DAYS`; gives how many. */
  sweep(now: Instant): Promise<number>;
}

/** A final receipt that no one has been told of yet. */
export interface UntoldReceipt {
  readonly sequence: number;
  readonly party: PartyId;
  readonly receipt: Receipt;
  readonly givenAt: Instant;
}

/**
 * Final receipts on their way to whom they are told without asking. Each is marked by itself, not by a cursor: who tells
 * first and marks after tells every one at least once, whichever hub gave it and in whatever order they were written.
 * Fault: `StateUnavailable`.
 */
export interface FinalReceiptOutbox {
  /** Receipts that have not been marked as told, the oldest first, at most `limit`; none of the parties in `without`. */
  untold(limit: number, without?: readonly PartyId[]): Promise<readonly UntoldReceipt[]>;
  /** Marks receipts as told, durably. */
  told(sequences: readonly number[]): Promise<void>;
}
