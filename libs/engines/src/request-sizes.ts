/** How many records go in one request to a broker. */
import { type OutgoingRecord } from './broker.port.js';

/** Bytes of one request: all of it may be for one partition, and what a broker takes for one can be set as low as an event. */
const REQUEST_BYTES_MAX = 256 * 1024;
/** Of a record beside its key, value and headers, amply. */
const OVERHEAD_BYTES = 64;
const RECORDS_PER_REQUEST_MAX = 1_000;

/** Requests in order, each within its bounds; a record that is larger than a request may be goes alone. */
export function* requestsOf(records: readonly OutgoingRecord[]): Iterable<readonly OutgoingRecord[]> {
  let request: OutgoingRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = bytesOf(record);
    const full = bytes + size > REQUEST_BYTES_MAX || request.length === RECORDS_PER_REQUEST_MAX;
    if (full && request.length > 0) {
      yield request;
      request = [];
      bytes = 0;
    }
    request.push(record);
    bytes += size;
  }
  if (request.length > 0) yield request;
}

function bytesOf({ key, value, headers }: OutgoingRecord): number {
  const inHeaders = Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  return value.byteLength + key.length + inHeaders + OVERHEAD_BYTES;
}
