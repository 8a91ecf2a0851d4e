/** What is due next, case by case, and which cases are to be judged anew: had again from the log if it is lost. */
import { type StreamName } from '#contracts';
import { isPartyName, legalPerson, type BearingName, type Day } from '#domain';
import { type Position } from '#event-log';
import { type Outlook } from '../judge/judge.js';

/** Names the checkpoint of the follower that keeps the index. */
export const DUE_FOLLOWER = 'due';

/** A stream to be judged anew. Queued again meanwhile, it has another ticket. */
export interface Queued {
  readonly stream: StreamName;
  readonly ticket: number;
}

/** What one batch of the log brings to the index. */
export interface DueBatch {
  /** The checkpoint that the follower left, and the one that it moves to. */
  readonly before: Position | null;
  readonly next: Position;
  readonly outlooks: readonly Outlook[];
  /** Names that something which moved bears on: the streams so named are queued, and the cases of kommuner so named. */
  readonly movedFor: readonly BearingName[];
}

/** A case is queued by the kommun that has placed it, whichever of its nämnder did; a stream by its own name. */
export const nameQueued = (name: BearingName): string => (isPartyName(name) ? legalPerson(name) : name);

export interface DueSizes {
  readonly due: number;
  readonly queued: number;
}

/** One index for all hubs over it, kept by one at a time. Fault of the shared one: `DatabaseUnavailable` of `#engines`. */
export interface DueIndex {
  checkpoint(): Promise<Position | null>;
  /**
   * Keeps the outlooks, queues those that leave something unsaid and what is named by what moved, and moves the
   * checkpoint: all or nothing. Throws `CheckpointMoved` of `#follow` where another has moved it.
   */
  commit(batch: DueBatch): Promise<void>;
  /** Keeps outlooks, each unless a later revision of its stream is known. */
  keep(outlooks: readonly Outlook[]): Promise<void>;
  /** Streams due on or before a day, the earliest first. */
  dueBy(day: Day, limit: number): Promise<readonly StreamName[]>;
  /** The first day after `day` on which anything is due. */
  firstDayAfter(day: Day): Promise<Day | null>;
  queued(limit: number): Promise<readonly Queued[]>;
  /** Takes streams out of the queue, each unless it was queued again since. */
  done(queued: readonly Queued[]): Promise<void>;
  sizes(): Promise<DueSizes>;
  close(): Promise<void>;
}
