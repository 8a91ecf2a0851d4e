/** What the ledger gives back: entries as they stand, whoever asked named or erased. */
import { type Controller, type Instant, type Uuid } from '#domain/facts';
import { type AccessEntry, type AccessItem, type Outcome, type ReviewEntry } from './ledger-entry.js';
import { type Purpose } from '../purposes.js';
import { type AskingParty, type StaffId } from './staff-id.js';

/** Who asked, as the ledger tells it. Absent what was not told, or is not this authority's to see. */
export interface RecordedAsker {
  readonly party: AskingParty;
  readonly unit?: string;
  readonly person?: StaffId | 'erased';
  readonly machine?: true;
  /** It named no user, though its party has users named. */
  readonly unattended?: true;
  readonly shownTo?: StaffId;
}

interface RecordedShared {
  readonly controller: Controller;
  /** From 1, without a gap. */
  readonly seq: number;
  readonly who: RecordedAsker;
}

export interface RecordedItem extends AccessItem {
  /** Whose it is, where it is another authority's: this one's staff have read it. */
  readonly of?: Controller;
}

export interface RecordedAccess
  extends
    RecordedShared,
    Pick<
      AccessEntry,
      'is' | 'request' | 'purpose' | 'door' | 'asked' | 'readAt' | 'hubTime' | 'position' | 'codeVersion'
    > {
  /** The authority that read this one's data; its staff are not told here (decision A5). Absent where that is itself. */
  readonly receiver?: Controller;
  readonly items: readonly RecordedItem[];
  readonly outcome: Outcome;
}

export interface RecordedReview extends RecordedShared, Omit<ReviewEntry, 'controller' | 'who'> {}

export type Recorded = RecordedAccess | RecordedReview;

/** A line of a registerutdrag: which unit, and when. No one else's data, and no staff. */
export interface PersonAccess {
  readonly seq: number;
  readonly readAt: Instant;
  readonly hubTime?: Instant;
  readonly party: AskingParty;
  readonly unit?: string;
  readonly purpose: Purpose;
  readonly outcome: Outcome;
  /** The request, by which the authority finds the entry. */
  readonly request: Uuid;
}
