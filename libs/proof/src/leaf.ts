/** The leaf of an event: a record of a few hundred bytes that commits to all that the log keeps of it, byte for byte (decision A12). */
import { hash } from 'node:crypto';
import { type RecordedEvent } from '#event-log';

/** What a leaf tells; the event's place in the tree is its own index, never its position in a log. */
export type LeafOf = Pick<RecordedEvent, 'stream' | 'revision' | 'type' | 'eventId' | 'recordedAt' | 'body'>;

const LINES = 7;

/**
 * `hvb-leaf/v1`, stream, revision, type, event id, instant and base64 of the body's SHA-256, each on a line of its own.
 * A `RangeError` is a defect of the log: a part holds a newline, so that the record could be read as another event's.
 */
export function leafRecord({ stream, revision, type, eventId, recordedAt, body }: LeafOf): Uint8Array {
  const lines = ['hvb-leaf/v1', stream, revision, type, eventId, recordedAt, hash('sha256', body, 'base64')];
  const record = `${lines.join('\n')}\n`;
  if (record.split('\n').length !== LINES + 1)
    throw new RangeError(`an event of ${stream} holds a newline in its head`);
  return Buffer.from(record);
}
