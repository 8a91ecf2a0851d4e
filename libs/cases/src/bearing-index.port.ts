/** Which streams bear on what: had again from the log if it is lost, so that nobody reads the log to begin. */
import { type BearingName, type StreamCategory, type StreamName } from '#domain';
import { type Position } from '#event-log';

/**
 * That a stream bears on whatever has a name, and where it first said so. Never taken back: by it streams are found, and
 * what they say as of a position is then read from them.
 */
export interface Bears {
  readonly bearer: StreamName;
  readonly bearsOn: BearingName;
  readonly position: Position;
}

/** What is asked after: whatever has one of the names; or whatever streams of a kind bear on. */
export type Borne = readonly BearingName[] | { readonly allOf: StreamCategory };

/** What a part of the log brings. */
export interface BearingBatch {
  readonly bears: readonly Bears[];
  /** Up to which the streams whose names begin with `prefix` have been read. */
  readonly prefix: string;
  readonly next: Position;
}

/**
 * An index that one process or many keep; each reads the log for itself, and what two of them bring is the same.
 * `test/contract/bearing-index.contract.ts` holds every adapter to it. Fault of the shared one: `DatabaseUnavailable`.
 */
export interface BearingIndex {
  /** How far the streams whose names begin so are in the index; null before the first batch. */
  checkpoint(prefix: string): Promise<Position | null>;
  /** Adds what is not there yet, and then moves the checkpoint: to `next`, also where another stands further on. */
  commit(batch: BearingBatch): Promise<void>;
  /** What bears on any of the names, or all that streams of a kind bear on, in the order in which it was added. */
  bearing(on: Borne): Promise<readonly Bears[]>;
  /** What a stream bears on. */
  namesOf(bearer: StreamName): Promise<readonly BearingName[]>;
  close(): Promise<void>;
}
