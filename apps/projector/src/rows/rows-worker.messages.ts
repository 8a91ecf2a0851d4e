/** What the thread that keeps the list rows and the one that asks of them say to each other: plain values. */
import { type Position } from '#event-log';
import { type FollowerState, type Rest } from '#follow';
import { type RowSources, type WhereRows } from './row-sources.js';

export interface RowsWorkerData {
  readonly rows: WhereRows;
  readonly sources: RowSources;
  /** Absent: as `REST`. */
  readonly rest?: Rest;
}

/** What is said of a case meanwhile is folded once, and others have the processor; lists lag by so much at most. */
export const REST: Rest = { perWork: 7, msMax: 1_000 };

/** What the worker says: how far the rows are, how it fares, and that it has read everything up to a position of a log of which only the other thread knows when there is more. */
export type FromRowsWorker =
  | { readonly kind: 'applied'; readonly position: Position }
  | { readonly kind: 'state'; readonly state: PlainState }
  | { readonly kind: 'waits'; readonly after: Position };

/** What the worker is told: that there is more to read, that somebody waits for a position, or to end. */
export type ToRowsWorker =
  { readonly kind: 'more' } | { readonly kind: 'wanted'; readonly position: Position } | { readonly kind: 'stop' };

/** A state without its error, which would lose its class on the way between threads. */
export type PlainState =
  | { readonly kind: Exclude<FollowerState['kind'], 'retrying' | 'defect'> }
  | { readonly kind: 'retrying'; readonly error: PlainError; readonly attempts: number }
  | { readonly kind: 'defect'; readonly error: PlainError; readonly after: Position };

export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}
