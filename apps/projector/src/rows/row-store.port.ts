/** Where the list rows are kept, with how far they go, and how they are asked: one port, one file per technology. */
import { type StreamName } from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import { type Position } from '#event-log';
import { type Asker } from '../lists/known-to-table.js';
import { type ListName, type ReadingName, type StreamRows } from '../lists/lists.js';
import { type Narrowing } from '../lists/words.js';
import { type RowKey } from './row-key.js';

/** The checkpoint's name in the store. */
export const ROWS_FOLLOWER = 'rows';

/** The rows of a stream, ready to be written. */
export interface FoldedStream {
  readonly stream: StreamName;
  readonly rows: StreamRows;
  readonly key: RowKey;
}

/** What is asked of a list: each word that is given narrows it. Days are `YYYY-MM-DD`. */
export interface ListQuestion extends Readonly<Partial<Record<Narrowing, string>>> {
  readonly asOf: string;
  /** The day by which it is settled who may see what. */
  readonly today: string;
  /** Only what this party may see today; left out for one who sees all. */
  readonly reader?: string;
  readonly limit: number;
  /** Only what waits for the reader, or only what does not: `true`, `false`. Asked where there is one. */
  readonly mine?: string;
  /** The cursor of the last row of the page before. */
  readonly after?: string;
}

/** A row with its place in the list: `cursor` is what the next page begins after. */
export interface ListRow {
  readonly cursor: string;
  /** Of a placement's row its uuid. */
  readonly caseId: Uuid | null;
  /** By column, as documented of the tables: dates and JSON are text. */
  readonly row: Readonly<Record<string, unknown>>;
  /** The authority whose it is, and whom it is about, as far as either is known. */
  readonly keeper: PartyId | null;
  readonly person: Uuid | null;
  /** Dates that tell a birth date, to be opened with the stream's key: what is asked of them is answered after opening. */
  readonly sealed: Uint8Array | null;
}

/** The rows of a page, in the list's order: by bytes, in every store the same. Fault: the store does not answer. */
export type ReadRows = (question: ListQuestion) => Promise<readonly ListRow[]>;

/** By list or what the worklist reads, each in the order that its entry says. */
export type RowQueries = { readonly [R in ReadingName]: ReadRows };

/** Of which cases the counted are read: those whose principal `reader` is today; left out for one who sees all. */
export type CountedQuestion = Pick<ListQuestion, 'today' | 'reader' | 'limit' | 'after'>;

/** A page of what is counted of each case, in the order of their uuids. Fault: the store does not answer. */
export type ReadCounted = (question: CountedQuestion) => Promise<readonly ListRow[]>;

/** Whether a thing is known to somebody who asks after it. */
export interface KnownQuestion {
  readonly thing: string;
  /** The names under which whoever asks may be known. */
  readonly askers: readonly Asker[];
}

/** By one statement, which looks each name up whether it is there or not. Fault: the store does not answer. */
export type AskKnown = (question: KnownQuestion) => Promise<boolean>;

/** How many rows a list counts on a day (`YYYY-MM-DD`), by word; zero of a word that none has. */
export type RowCounts = { readonly [L in ListName]?: ReadonlyMap<string, number> };
export type CountRows = (day: string) => Promise<RowCounts>;

/**
 * What every store of rows must do; `test/contract/row-store.contract.ts` holds it to it. A stream's rows are replaced
 * whole, all or nothing. Both writes throw `CheckpointMoved` and write nothing where the checkpoint is not `before`:
 * another has written, or the rows were made anew. Fault: the store does not answer; it may be asked again.
 */
export interface RowStore {
  readonly queries: RowQueries;
  /** What the statistics are made of. */
  readonly counted: ReadCounted;
  readonly isKnown: AskKnown;
  /** Of every list that is counted, by an index of its own. */
  readonly count: CountRows;
  /** Throws `FileUnusable` where what is stored is not what was written. Reads everything, where the store does not check by itself. */
  check(): Promise<void>;
  /** Up to where the rows hold everything; null before the first commit. */
  checkpoint(): Promise<Position | null>;
  /** The cases that an agreement of these parties may judge: who placed is one of them, or a nämnd of one; in order. */
  casesPlacedBy(parties: readonly PartyId[]): Promise<readonly Uuid[]>;
  /**
   * The SIPs and discharges that an agreement of these parties may judge: who opened it, or whom it concerns, is one of them,
   * or a nämnd or unit of one; in order.
   */
  streamsJudgedFor(parties: readonly PartyId[]): Promise<readonly StreamName[]>;
  /** Writes the first streams of a batch that is too large for one transaction; the checkpoint moves with the last. */
  writeAhead(before: Position | null, streams: readonly FoldedStream[]): Promise<void>;
  /** Writes the streams and moves the checkpoint from `before` to `next`: both or neither. */
  commit(step: CheckpointStep, streams: readonly FoldedStream[]): Promise<void>;
  /**
   * Every row of every table in the order of its key, a line of text each: two stores that hold the same give the same
   * bytes. Of what is sealed only that it is so: two seals of one text differ.
   */
  dump(): AsyncIterable<string>;
  close(): Promise<void>;
}

export interface CheckpointStep {
  readonly before: Position | null;
  readonly next: Position;
}
