/** The log: an append-only sequence of events in streams. One port, one file per technology. */
import { type Brand, type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { type LogId } from './log-identity.js';

/** A place in the whole log. Opaque: made, compared and read only by the log that gave it. */
export type Position = Brand<'Position'>;

/** An event before it has a place. `body` is stored and returned byte for byte (at most 256 KiB × 4). */
export interface EventToAppend {
  readonly eventId: Uuid;
  readonly type: string;
  /** Stamped by the hub's clock, never by the store; never goes back within a stream. */
  readonly recordedAt: Instant;
  readonly body: Uint8Array;
}

export interface RecordedEvent extends EventToAppend {
  readonly stream: StreamName;
  /** Place in its stream, from 0. */
  readonly revision: number;
  readonly position: Position;
}

/** A bounded page of the whole log, in order. */
export interface Page {
  readonly events: readonly RecordedEvent[];
  /** Read on from here: the last place looked at, whether or not its event matched the prefix. */
  readonly next: Position;
  readonly atEnd: boolean;
}

export interface Appended {
  /** Revision and position of the last event appended. */
  readonly revision: number;
  readonly position: Position;
}

/** The revision that a stream without events has. */
export const NO_STREAM = -1;

/**
 * What every log must do; `test/contract/event-log.contract.ts` holds it to it.
 * Faults: `AppendConflict` (the stream is not at the expected revision; nothing was written),
 * `LogUnavailable` (not now; the outcome of an append is resolved by reading before it is thrown).
 *
 * What a server forces, and a caller must stand of any log: an append that ended with `LogUnavailable` was not found,
 * but in EventStoreDB may be on its way to the disk still, so that whoever repeats it reads the stream again first.
 * A `RangeError` is a defect of the caller: a body over the bound, time going back within a stream, an append larger
 * than the server is set to take, a position that this log never gave.
 */
export interface EventLog {
  /** Appends all or none, and resolves only when they are on disk. */
  append(stream: StreamName, events: readonly EventToAppend[], expectedRevision: number): Promise<Appended>;
  /** A stream's events in order, up to a position of the log where given; empty for a stream never written. */
  readStream(
    stream: StreamName,
    options?: { readonly upTo?: Position; readonly fromRevision?: number },
  ): Promise<readonly RecordedEvent[]>;
  /** The next events after a position, at most `limit`, of streams whose name begins with `prefix` where given. */
  readAll(after: Position, options: { readonly limit: number; readonly prefix?: string }): Promise<Page>;
  /** The event at a position; undefined where there is none, as before everything or past the end. */
  eventAt(position: Position): Promise<RecordedEvent | undefined>;
  /** Resolves when something has been appended after `after`, or when `signal` aborts. Waits on while a server is away. */
  waitForMore(after: Position, signal: AbortSignal): Promise<void>;
  /** The position of the last event; `start` of an empty log. */
  head(): Promise<Position>;
  /** The last position before the first event that was recorded later than `instant`. */
  positionAt(instant: Instant): Promise<Position>;
  /**
   * Which log it is; the same at every opening, and of no other log. Null of one that is known by its first event and has
   * none yet. Fault: `LogUnavailable`.
   */
  identity(): Promise<LogId | null>;
  /** Before everything. */
  readonly start: Position;
  /** Milliseconds within which `head` comes to a position that an append has given, here or in another process; 0 for at once. */
  readonly shownLateMsMax: number;
  /** Negative, zero or positive, as for `sort`. */
  compare(a: Position, b: Position): number;
  /** A position as a client sent it; undefined where the text is none of this log's. */
  parsePosition(text: string): Position | undefined;
  close(): Promise<void>;
}

/** The stream is not at the expected revision. Nothing was written. */
export class AppendConflict extends Error {
  override readonly name = 'AppendConflict';
  constructor(
    readonly stream: StreamName,
    readonly expectedRevision: number,
    readonly actualRevision: number,
  ) {
    super(`${stream} is at revision ${actualRevision}, not ${expectedRevision}`);
  }
}

/** The log does not answer now: try again later. `disk` full or server away. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/**
 * A defect, never to be read past: what is stored is not what was written.
 * `position` is the first bad one; null where the damage lies above the rows, so that no place can be named.
 */
export class CorruptEvent extends Error {
  override readonly name = 'CorruptEvent';
  constructor(
    readonly position: Position | null,
    readonly reason: string,
  ) {
    super(`the log is damaged at ${position === null ? 'an unknown position' : `position ${position}`}: ${reason}`);
  }
}
