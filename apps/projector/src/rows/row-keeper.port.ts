/** What keeps the list rows up to date and answers from them, and what it is made of. */
import { type EventLog, type Position } from '#event-log';
import { type Follower, type FollowerState, type RebuildProgress, type TellAside } from '#follow';
import { type FoldDeps } from './fold.js';
import { type PastQuestion, type PastRows, type PastWork } from './past-rows.js';
import { type RowSources, type WhereRows } from './row-sources.js';
import {
  type AskKnown,
  type CountedQuestion,
  type CountRows,
  type ListQuestion,
  type ListRow,
  type RowQueries,
} from './row-store.port.js';

export interface DatedRows {
  readonly position: Position;
  readonly rows: readonly ListRow[];
}

export interface RowKeeper {
  readonly queries: () => RowQueries;
  /**
   * A page of a list, with the position up to which these rows hold everything: no earlier than the log's head when it was
   * asked for. Throws `RowsIncomplete` while they hold less than the log did when they were opened, `GroundsBehind` where they
   * stay behind the head, and `OfAnotherLog`. Fault: `LogUnavailable`.
   */
  readonly list: (name: keyof RowQueries, question: ListQuestion) => Promise<DatedRows>;
  /** A page of what is counted of each case, as `list` gives a page of a list. */
  readonly counted: (question: CountedQuestion) => Promise<DatedRows>;
  /**
   * Whether a thing is known to somebody: at once where it is. Else as of the log's head when it was asked: throws and faults
   * as `list`.
   */
  readonly isKnown: AskKnown;
  readonly count: CountRows;
  /** Up to where the rows that the queries read hold everything. */
  readonly position: () => Promise<Position>;
  /** True once the rows hold everything up to `position`; false when `timeoutMs` passes first. */
  readonly caughtUp: (position: Position, timeoutMs: number) => Promise<boolean>;
  readonly ready: () => boolean;
  /** Whether it follows, or stands by while another process does. */
  readonly state: () => FollowerState;
  readonly lag: Follower['lag'];
  /**
   * Builds all rows anew beside the live ones, which answer meanwhile, and swaps; resolves with the position of the new
   * ones. Throws while another rebuild is under way; on any failure the live rows stay.
   */
  readonly rebuild: (onProgress?: (progress: RebuildProgress) => void) => Promise<Position>;
  /** The live rows as text, as `RowStore.dump` gives them. */
  readonly dump: () => AsyncIterable<string>;
  /**
   * A list as it was known, made from the log beside the live rows, which go on: as `pastRowsApart`, where worker threads can
   * open log and keys, else on this thread.
   */
  readonly past: (question: PastQuestion, work: PastWork) => Promise<PastRows>;
  readonly stop: () => Promise<void>;
}

export interface RowKeeperOptions {
  /** Where the rows are kept. */
  readonly rows: WhereRows;
  readonly log: EventLog;
  readonly fold: FoldDeps;
  /**
   * Where worker threads find log and keys: the follower and a rebuild run there. Null where they cannot (specs): then
   * the follower runs on this thread, and nothing can be rebuilt beside.
   */
  readonly sources: RowSources | null;
  readonly onDefect: (error: Error) => void;
  /** Told when rows in a file were put aside, and are made anew. */
  readonly onAside?: TellAside;
}
