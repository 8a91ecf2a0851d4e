/** How an event lies in EventStoreDB: the body byte for byte, and beside it, as metadata, what the log itself keeps. */
import { randomUUID } from 'node:crypto';
import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { checksumOf } from './checksum.js';
import { CorruptEvent, type EventToAppend, type RecordedEvent } from './event-log.port.js';
import { type Place, positionOf } from './position.esdb.js';

/** A body that the server must not interpret. */
export const CONTENT_TYPE = 'application/octet-stream';

/** An event as it goes over the wire. */
export interface Proposal {
  /** Made anew for each append, so that whoever finds it in the stream knows whose append it was. */
  readonly wireId: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as the server gives it. */
export interface StoredRecord {
  readonly wireId: string;
  readonly stream: string;
  readonly revision: number;
  readonly place: Place;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** The metadata, as JSON. `crc` covers stream, revision, type, the two others and the body. */
interface Kept {
  readonly eventId: Uuid;
  readonly recordedAt: Instant;
  readonly crc: number;
}

/**
 * The event's own id is kept as metadata and not as the server's: derived events get the same id on every hub, and the
 * server takes an append for written when it finds the ids there, without looking at the content.
 */
export function proposalOf(
  event: EventToAppend,
  at: { readonly stream: StreamName; readonly revision: number },
): Proposal {
  const { eventId, recordedAt, type } = event;
  // A copy: what the caller does with its bytes afterwards changes nothing here.
  const body = Uint8Array.from(event.body);
  const crc = checksumOf({ place: UNPLACED, ...at, type, eventId, recordedAt, body });
  const kept: Kept = { eventId, recordedAt, crc };
  return { wireId: randomUUID(), type, data: body, metadata: Buffer.from(JSON.stringify(kept)) };
}

/** Throws `CorruptEvent` where the record is not what was written. */
export function recordedOf(record: StoredRecord): RecordedEvent {
  const { revision, type, data: body } = record;
  const position = positionOf(record.place);
  const kept = keptIn(record.metadata);
  if (!kept) throw new CorruptEvent(position, 'its metadata is not this log\u2019s');
  const { eventId, recordedAt, crc } = kept;
  const stream = record.stream as StreamName;
  if (checksumOf({ place: UNPLACED, stream, revision, type, eventId, recordedAt, body }) !== crc) {
    throw new CorruptEvent(position, 'the checksum is wrong');
  }
  return { eventId, type, recordedAt, body, stream, revision, position };
}

/** The place is the server's to choose, after the checksum is made. */
const UNPLACED = 0;

function keptIn(metadata: Uint8Array): Kept | undefined {
  let kept: Partial<Record<keyof Kept, unknown>> | null;
  try {
    kept = JSON.parse(Buffer.from(metadata).toString()) as typeof kept;
  } catch {
    return undefined;
  }
  const { eventId, recordedAt, crc } = kept ?? {};
  const whole = typeof eventId === 'string' && typeof recordedAt === 'string' && typeof crc === 'number';
  return whole ? { eventId: eventId as Uuid, recordedAt: recordedAt as Instant, crc } : undefined;
}
