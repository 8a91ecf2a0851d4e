/** What is read of a partition: records, places that hold none for us, and places that could not be read. */
import { type UnreadableReason } from '../broker.port.js';

export interface ReadRecord {
  readonly kind: 'record';
  readonly offset: number;
  readonly timestampMs: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** A header that came more than once has more than one value; one whose value is null is none. */
  readonly headers: ReadonlyMap<string, readonly Buffer[]>;
}

/** The end of a transaction, what was taken back, what was compacted away: up to and including this offset, nothing. */
export interface NothingRead {
  readonly kind: 'nothing';
  readonly offset: number;
}

export interface UnreadablePlace {
  readonly kind: 'unreadable';
  readonly firstOffset: number;
  /** The last that is passed by with it. */
  readonly offset: number;
  readonly timestampMs: number;
  readonly reason: UnreadableReason;
  /** What there is of it. */
  readonly bytes: Buffer;
}

export type ReadEntry = ReadRecord | NothingRead | UnreadablePlace;
