/** What the ledger is told: each read of personal data, and each review of such reads (HSLF-FS 2016:40 4:9; lag 2001:454 10 §). */
import {
  type Controller,
  type DisclosureClass,
  type Instant,
  type StatuteRef,
  type Subject,
  type Uuid,
} from '#domain/facts';
import { type Position } from '#event-log';
import { type DoorName } from '../doors.data.js';
import { type Purpose } from '../purposes.js';
import { type AskingParty, type StaffId } from './staff-id.js';

/**
 * What came of it. `disclosed`: all that was asked; `reduced`: some of it withheld; `thin`: only that something was said;
 * `denied`: nothing; `searched`: looked for, found or not; `counted`: in numbers of many, without persons; `revealed`: a
 * number or name shown by itself; `delivered`: sent to where the receiver fetches it; `emergency`: read outside one's
 * grounds, with a reason.
 */
export const OUTCOMES = [
  ...(['disclosed', 'reduced', 'thin', 'denied', 'searched', 'counted', 'revealed', 'delivered', 'emergency'] as const),
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a review found of an entry: in order; not in order until somebody had told why; nobody could; or it was handed on. */
export const REVIEW_FINDINGS = ['inOrder', 'explained', 'unexplained', 'reported'] as const;
export type ReviewFinding = (typeof REVIEW_FINDINGS)[number];

/** Who asked: a person, whom only an opaque id names, or a machine that nobody watched. */
export type Asker = {
  readonly party: AskingParty;
  /** A party's id (`region-20.bup`) or a word (`bup`), kept in the open; any other name is sealed, as one person's may be. */
  readonly unit?: string;
} & (
  | { readonly person: StaffId }
  /** `shownTo`: whom it says that it shows the answer to, its own word. */
  /** `unattended`: its party has users named, and it named none (decision A6). */
  | { readonly machine: true; readonly shownTo?: StaffId; readonly unattended?: true }
);

/** The ground by which something was shown, with its statute. */
export interface EntryGround {
  /** Its word: `principalRole`, `consent`, … */
  readonly kind: string;
  readonly statute: StatuteRef;
  /** The decision or consent that it rests on, where it rests on one. */
  readonly groundId?: Uuid;
}

/** Whom an extract is for. What may be told to a guardian may be told to the person, too. */
export const EXTRACT_TO = ['self', 'guardian'] as const;
export type ExtractTo = (typeof EXTRACT_TO)[number];

/** What was read of one subject. */
export interface AccessItem {
  readonly subject: Subject;
  /** Whom it is about; null where that is not known, as of an id that never was. */
  readonly person: Uuid | null;
  readonly classes: readonly DisclosureClass[];
  /** Null where nothing was shown, or to the authority whose own it is. */
  readonly ground: EntryGround | null;
  /** How many pointers were withheld. */
  readonly withheld: number;
  /** To whom an extract may tell of it: a report of concern, or what is kept from a guardian, to the person alone (OSL 12:3, decision B13). */
  readonly extractTo: ExtractTo;
}

/** What was asked after by a name that is no subject's: a consent by its uuid, an event by its position. */
export type AskedAfter = { readonly consent: Uuid } | { readonly event: Position };

/** One request, of one authority's data. Times: real time; in simulation the hub's own beside it (decision B22). */
export interface AccessEntry {
  readonly is: 'access';
  /** Names the request: all entries of one request have the same. */
  readonly request: Uuid;
  /** Whose data it is; of a denial the asker's own authority (decision A7). */
  readonly controller: Controller;
  /** The asker's authority, where it is another. */
  readonly receiver?: Controller;
  readonly who: Asker;
  readonly purpose: Purpose;
  readonly door: DoorName;
  /** At most `ITEMS_MAX`. */
  readonly items: readonly AccessItem[];
  /** Of a denial: as it was asked, whether there is such a thing or not; whose it is, is told to them alone (decision A7). */
  readonly asked?: AskedAfter;
  readonly outcome: Outcome;
  readonly readAt: Instant;
  readonly hubTime?: Instant;
  /** Up to where the grounds were read when it was decided. */
  readonly position: Position;
  readonly codeVersion: string;
}

/** A systematic check of entries, by chance or on suspicion, with what was found (HSLF-FS 2016:40 4:9). */
export interface ReviewEntry {
  readonly is: 'review';
  /** Names the review. */
  readonly request: Uuid;
  readonly controller: Controller;
  readonly who: Asker;
  readonly readAt: Instant;
  readonly hubTime?: Instant;
  /** Drawn by chance from a period with a seed, so that the draw can be done again; else looked at on suspicion. */
  readonly drawn: { readonly from: Instant; readonly to: Instant; readonly seed: string } | null;
  /** Each entry that was looked at, by its number. At most `ITEMS_MAX`. */
  readonly found: readonly { readonly seq: number; readonly finding: ReviewFinding }[];
  readonly codeVersion: string;
}

export type LedgerEntry = AccessEntry | ReviewEntry;

/** Items of one entry at most: a page of a list. */
export const ITEMS_MAX = 1_000;
