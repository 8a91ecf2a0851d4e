/** The CRC-32 that each stored event carries: it covers the event, its stream and its place. */
import { crc32 } from 'node:zlib';

export interface Covered {
  readonly place: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly eventId: string;
  readonly recordedAt: string;
  readonly body: Uint8Array;
}

/** An unsigned 32-bit number. The head is covered as text, so that a row moved or renamed is found as well as one altered. */
export function checksumOf(event: Covered): number {
  const { place, stream, revision, type, eventId, recordedAt } = event;
  // The body first: zlib forgets the value so far when it is handed no bytes.
  return crc32(`${place} ${stream} ${revision} ${type} ${eventId} ${recordedAt}`, crc32(event.body));
}

/** The checksum of a landmark: the latest instant recorded up to a place. */
export function landmarkChecksum(place: number, latest: string): number {
  return crc32(`${place} ${latest}`);
}
