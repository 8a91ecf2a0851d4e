/** The leaf of an event: a record of a few hundred bytes that commits to all that the log keeps of it, byte for byte (decision A12). */
import { hash } from 'node:crypto';
import { type RecordedEvent } from '#event-log';

/** What a leaf tells; the event's place in the tree is its own index, never its position in a log. */
export type LeafOf = Pick<RecordedEvent, 'stream' | 'revision' | 'type' | 'eventId' | 'recordedAt' | 'body'>;

/** The same of an event whose body is told by its SHA-256. */
export interface LeafSaid {
  readonly stream: string;
  /** From 0, without a hole. */
  readonly revision: number;
  readonly type: string;
  readonly eventId: string;
  readonly recordedAt: string;
  /** Base64. */
  readonly bodySha256: string;
}

const FORM = 'hvb-leaf/v1';
const LINES = 7;

/**
 * `hvb-leaf/v1`, stream, revision, type, event id, instant and base64 of the body's SHA-256, each on a line of its own.
 * A `RangeError` is a defect of the log: a part holds a newline, so that the record could be read as another event's.
 */
export const leafRecord = ({ body, ...head }: LeafOf): Uint8Array =>
  leafRecordOf({ ...head, bodySha256: bodyHash(body) });

/** Base64 of SHA-256 of a body. */
export const bodyHash = (body: Uint8Array): string => hash('sha256', body, 'base64');

/** The same where the body is told by its hash alone. */
export function leafRecordOf(leaf: LeafSaid): Uint8Array {
  const { stream, revision, type, eventId, recordedAt, bodySha256 } = leaf;
  const lines = [FORM, stream, revision, type, eventId, recordedAt, bodySha256];
  const record = `${lines.join('\n')}\n`;
  if (record.split('\n').length !== LINES + 1)
    throw new RangeError(`an event of ${stream} holds a newline in its head`);
  return Buffer.from(record);
}

/** Which stream a record is of; undefined where it is none of ours. */
export function streamOfRecord(record: Uint8Array): string | undefined {
  const lines = Buffer.from(record).toString('utf8').split('\n');
  return lines.length === LINES + 1 && lines[0] === FORM ? lines[1] : undefined;
}
