/** What every log asks of an append before it writes any of it. */
import { type StreamName } from '#contracts';
import { AppendConflict, type EventToAppend } from './event-log.port.js';

/** Bytes: 256 KiB on the wire, times four for sealing and encoding. */
export const BODY_BYTES_MAX = 4 * 256 * 1024;
/** Events in one append: a fact and all that the hub says about it, with room to spare. */
export const EVENTS_PER_APPEND_MAX = 10_000;

/** The end of a stream: revision `NO_STREAM` and no instant where it was never written. */
export interface Tail {
  readonly revision: number;
  readonly recordedAt: string;
}

/** What is wrong with an append by itself, whatever the log holds. A `RangeError` is a defect of the caller. */
export function defectOf(events: readonly EventToAppend[], expectedRevision: number): RangeError | undefined {
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < -1) {
    return new RangeError(`no stream is at revision ${expectedRevision}`);
  }
  if (events.length === 0 || events.length > EVENTS_PER_APPEND_MAX) {
    return new RangeError(`an append holds 1 to ${EVENTS_PER_APPEND_MAX} events, not ${events.length}`);
  }
  const large = events.find((event) => event.body.byteLength > BODY_BYTES_MAX);
  return large && new RangeError(`a body holds at most ${BODY_BYTES_MAX} bytes, not ${large.body.byteLength}`);
}

/** Why the append cannot follow the stream's tail: another revision, or time going back (a defect of the hub). */
export function refusalOf(
  stream: StreamName,
  events: readonly EventToAppend[],
  expectedRevision: number,
  tail: Tail,
): Error | undefined {
  if (tail.revision !== expectedRevision) return new AppendConflict(stream, expectedRevision, tail.revision);
  let last = tail.recordedAt;
  for (const { recordedAt } of events) {
    if (recordedAt < last) return new RangeError(`${stream}: recordedAt ${recordedAt} goes back before ${last}`);
    last = recordedAt;
  }
  return undefined;
}
