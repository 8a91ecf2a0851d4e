/** The ledger of reads and disclosures: written before anything leaves, read by the authority whose data it is. */
import { type Controller, type Instant, type Uuid } from '#domain/facts';
import { type ExtractTo, type LedgerEntry } from './ledger-entry.js';
import { type PersonAccess, type Recorded, type RecordedAccess } from './recorded.js';

/** A fault: the ledger cannot be written or read now (disk full, server away, closed). Nothing may be answered; 503. */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';
}

/**
 * A defect: what is stored is not what was written; or the disk answers with an error, after which nobody knows what is on
 * it, and this process writes nothing more.
 */
export class LedgerDamaged extends Error {
  override readonly name = 'LedgerDamaged';
}

/** What a door needs of the ledger. */
export interface Ledger {
  /**
   * Resolves when all entries are durable; all or none are. Of one call no two may be of the same request and controller.
   * Where it rejects, an entry may stand all the same (decision B11): one without an answer, never the other way round.
   * Throws `UnfitForLedger`. Fault: `LedgerUnavailable`; defect: `LedgerDamaged`.
   */
  write(entries: readonly LedgerEntry[]): Promise<void>;
}

/** Entries of one answer at most. */
export const LEDGER_PAGE_MAX = 1_000;
/** Years that entries tell whose eyes it was, at least and unless a setting says more (HSLF-FS 2016:40 4:9). */
export const LEDGER_YEARS = 5;

/** The limit, where it is one. Throws a `RangeError`. */
export function boundedLimit(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > LEDGER_PAGE_MAX)
    throw new RangeError(`a limit of the ledger is 1 to ${LEDGER_PAGE_MAX}`);
  return limit;
}

/** From where to read on: entries of one controller are numbered from 1 without a gap. */
export interface LedgerPage {
  readonly controller: Controller;
  /** 0: from the beginning. */
  readonly after: number;
  /** 1 to `LEDGER_PAGE_MAX`. */
  readonly limit: number;
}

/** What an authority's entries hold of one person. */
export interface ReadsOf extends LedgerPage {
  readonly person: Uuid;
}

export interface OfPerson extends ReadsOf {
  /** A guardian is not told of what is kept from guardians (OSL 12:3, decision B13). */
  readonly extractTo: ExtractTo;
}

export interface PersonReads {
  readonly reads: readonly RecordedAccess[];
  /** After which number to read on; null: there are no more. */
  readonly next: number | null;
}

export interface PersonAccesses {
  readonly accesses: readonly PersonAccess[];
  /** After which number to read on; null: there are no more. */
  readonly next: number | null;
}

export interface Draw {
  readonly controller: Controller;
  /** Reads from here on … */
  readonly from: Instant;
  /** … until before here. */
  readonly to: Instant;
  /** 1 to `LEDGER_PAGE_MAX`. */
  readonly size: number;
  /** The same seed draws the same of the same entries. */
  readonly seed: string;
}

/** A place in the whole ledger, of all controllers; nothing is ever committed before one that was given. */
export type LedgerCursor = string;

/** An entry by its hash alone: SHA-256 of what is stored. Destroying a year's key does not change it. */
export interface LedgerLeaf {
  readonly cursor: LedgerCursor;
  readonly controller: Controller;
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** That somebody was answered as of what is not there, as it stands with the authority that asked. */
export interface Denial {
  readonly cursor: LedgerCursor;
  readonly entry: RecordedAccess;
}

/** A denial as it is told, what was asked after named, and the authorities whose data it was about: none, where there was nothing. */
export interface DenialTold {
  readonly denial: RecordedAccess;
  readonly controllers: readonly Controller[];
}

/** What is to be committed together: the entries, and that denials up to there have been told. */
export interface Telling {
  /** Up to where they had been when `told` was made; null: from the beginning. */
  readonly from: LedgerCursor | null;
  readonly to: LedgerCursor;
  readonly told: readonly DenialTold[];
}

/** The denials of the ledger, told afterwards to whose data they were about (decision A7). Faults and defects as of all. */
export interface DenialBook {
  /** Those after `after`, in an order that no later commit changes; not what others have been told of them. `limit`: 1 to `LEDGER_PAGE_MAX`. */
  denied(after: LedgerCursor | null, limit: number): Promise<readonly Denial[]>;
  /** Up to which they have been told; null before the first. */
  toldTo(): Promise<LedgerCursor | null>;
  /**
   * Writes an entry with the same request under each authority that is told, all or none, durable when it resolves. False,
   * and nothing written, where they have been told up to another place than `from`: by another process meanwhile. Throws
   * `UnfitForLedger` of an authority that is none, or that asked itself.
   */
  tell(telling: Telling): Promise<boolean>;
}

/** Whose staff of a year nobody can tell any more. */
export interface ErasedYear {
  readonly controller: Controller;
  readonly year: number;
}

/** The ledger at its home. `test/contract/ledger.contract.ts` holds every store to it. Fault of all: `LedgerUnavailable`; defect: `LedgerDamaged`. */
export interface LedgerStore extends Ledger, DenialBook {
  /** Entries of one controller in their order. */
  page(asked: LedgerPage): Promise<readonly Recorded[]>;
  /** An authority's entries of reads in which something of a person was shown, whole and in their order (decision B4). */
  readsOf(asked: ReadsOf): Promise<PersonReads>;
  /** The reads of one person's data, for a registerutdrag: units and times (HSLF-FS 2016:40 4:10). */
  ofPerson(asked: OfPerson): Promise<PersonAccesses>;
  /** Reads drawn by chance from a period, each as likely as any other, in their order; all where there are fewer (4:9). */
  draw(asked: Draw): Promise<readonly RecordedAccess[]>;
  /** Hashes of the whole ledger, in an order that no later commit changes; `after` null: from the beginning. */
  leaves(after: LedgerCursor | null, limit: number): Promise<readonly LedgerLeaf[]>;
  /**
   * Destroys the keys of years of which every entry is older than `ledgerYears` whole years at `now`: from then on who
   * asked in them is `erased`, and all else stays. Throws a `RangeError` for fewer than `LEDGER_YEARS`.
   */
  eraseStaff(now: Instant, ledgerYears: number): Promise<readonly ErasedYear[]>;
  /** Writes what waits, and takes no more. */
  close(): Promise<void>;
}
