/** Rows of the log and how they become events again: none is handed out before its checksum has been found right. */
import { type Instant, type Uuid } from '#domain/facts';
import { CorruptEvent, type RecordedEvent } from './event-log.port.js';
import { checksumOf } from './checksum.js';
import { type Names } from './names.sqlite.js';
import { positionOf } from './position.js';

/** All of a row but its body, of which only the length is read. */
export const HEAD_COLUMNS = 'position, stream_id, revision, type_id, event_id, recorded_at, crc, length(body)';
/**
 * The bodies of several rows as one blob: one buffer for a page costs a fifth less of the whole scan than one for each
 * event. Should they ever come in another order than the heads, no checksum would match.
 */
export const BODIES = "CAST(group_concat(CAST(body AS TEXT), '') AS BLOB)";

/** As better-sqlite3 gives it in raw mode, which is the fastest way to read: `HEAD_COLUMNS` in order. */
export type Head = [
  position: number,
  streamId: number,
  revision: number,
  typeId: number,
  eventId: string,
  recordedAt: string,
  crc: number,
  bytes: number,
];

export interface Row {
  readonly head: Head;
  readonly body: Buffer;
}

/** Gives each head its body out of `bodies`, where they stand one after the other. */
export function rowsOf(heads: readonly Head[], bodies: Buffer | null): Row[] {
  let end = 0;
  return heads.map((head) => {
    const begin = end;
    end += head[7];
    return { head, body: bodies?.subarray(begin, end) ?? NO_BYTES };
  });
}

const NO_BYTES = Buffer.alloc(0);

/** The event of a row. Throws `CorruptEvent` with its position where the row is not what was written. */
export function eventOf({ head, body }: Row, names: Names): RecordedEvent {
  const [place, streamId, revision, typeId, eventId, recordedAt, crc] = head;
  const stream = nameAt(place, () => names.stream(streamId));
  const type = nameAt(place, () => names.type(typeId));
  if (checksumOf({ place, stream, revision, type, eventId, recordedAt, body }) !== crc) {
    throw new CorruptEvent(positionOf(place), 'its checksum does not match');
  }
  return {
    eventId: eventId as Uuid,
    type,
    recordedAt: recordedAt as Instant,
    body,
    stream,
    revision,
    position: positionOf(place),
  };
}

function nameAt<T>(place: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CorruptEvent) || error.position !== null) throw error;
    throw new CorruptEvent(positionOf(place), error.reason);
  }
}
