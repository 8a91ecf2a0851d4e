/** Rows of the log and how they become events again: none is handed out before its checksum has been found right. */
import { type Instant, type Uuid } from '#domain/facts';
import { CorruptEvent, type RecordedEvent } from './event-log.port.js';
import { checksumOf } from './checksum.js';
import { type Names } from './names.sqlite.js';
import { positionOf } from './position.js';

export const EVENT_COLUMNS = 'position, stream_id, revision, type_id, event_id, recorded_at, crc, body';

/** As better-sqlite3 gives it in raw mode, which is the fastest way to read: `EVENT_COLUMNS` in order. */
export type Row = [
  position: number,
  streamId: number,
  revision: number,
  typeId: number,
  eventId: string,
  recordedAt: string,
  crc: number,
  body: Buffer,
];

/** The event of a row. Throws `CorruptEvent` with its position where the row is not what was written. */
export function eventOf(row: Row, names: Names): RecordedEvent {
  const [place, streamId, revision, typeId, eventId, recordedAt, crc, body] = row;
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
