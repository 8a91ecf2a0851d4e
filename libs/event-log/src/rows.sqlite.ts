/** Rows of the log and how they become events again: none is handed out before its checksum has been found right. */
import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { CorruptEvent, type RecordedEvent } from './event-log.port.js';
import { checksumOf } from './checksum.js';
import { type TypeNames } from './names.sqlite.js';
import { positionOf } from './position.js';

/**
 * All of a row but its body, of which only the length is read. The stream's name is looked up by SQLite: names kept in
 * memory would grow with the log, and asked for one by one they would cost more than all the rest.
 */
const HEAD_COLUMNS = 'position, name, revision, type_id, event_id, recorded_at, crc, length(body)';
export const HEADS = `SELECT ${HEAD_COLUMNS} FROM event LEFT JOIN stream ON stream.id = stream_id`;
/**
 * The bodies of several rows as one blob: one buffer for a page costs a fifth less of the whole scan than one for each
 * event. Should they ever come in another order than the heads, no checksum would match.
 */
export const BODIES = "CAST(group_concat(CAST(body AS TEXT), '') AS BLOB)";

/** As better-sqlite3 gives it in raw mode, which is the fastest way to read: `HEAD_COLUMNS` in order. */
export type Head = [
  position: number,
  stream: unknown,
  revision: number,
  typeId: number,
  eventId: unknown,
  recordedAt: unknown,
  crc: number,
  bytes: number,
];

/** Rows as they are read: heads, and their bodies one after the other. */
export interface Rows {
  readonly heads: readonly Head[];
  readonly bodies: Buffer;
}

/**
 * The events of rows. Throws `CorruptEvent` at the first that is not what was written.
 * A plain loop: this is what a replay spends its time on.
 */
export function eventsOf({ heads, bodies }: Rows, types: TypeNames): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  let begin = 0;
  for (const head of heads) {
    const end = begin + head[7];
    events.push(eventOf(head, bodies.subarray(begin, end), types));
    begin = end;
  }
  return events;
}

function eventOf(head: Head, body: Buffer, types: TypeNames): RecordedEvent {
  const place = head[0];
  const revision = head[2];
  const eventId = textAt(place, head[4]) as Uuid;
  const recordedAt = textAt(place, head[5]) as Instant;
  const stream = textAt(place, head[1]) as StreamName;
  const type = types(head[3], place);
  const position = positionOf(place);
  if (checksumOf({ place, stream, revision, type, eventId, recordedAt, body }) !== head[6]) {
    throw new CorruptEvent(position, 'its checksum does not match');
  }
  return { eventId, type, recordedAt, body, stream, revision, position };
}

/** A damaged row may say that a text is a blob of the same bytes, which no checksum over the text would notice. */
function textAt(place: number, value: unknown): string {
  if (typeof value !== 'string') throw new CorruptEvent(positionOf(place), 'a text in it is none');
  return value;
}
