/** Every leaf's record of the log: C2SP tlog-tiles entry bundles one after the other, each record after its length. */
import { EMPTY, grown, leafHash, rootOf, type Hash } from '#proof';

const LENGTH_BYTES = 2;
const LENGTH_MAX = 0xff_ff;

/** A `RangeError` is a defect: a record longer than an entry can be. */
export function entryOf(record: Uint8Array): Uint8Array {
  if (record.length > LENGTH_MAX) throw new RangeError(`a record of ${record.length} bytes is no entry`);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(record.length);
  return Buffer.concat([length, record]);
}

/** The records; null where the bytes do not end with one. */
export function recordsIn(entries: Uint8Array): readonly Uint8Array[] | null {
  const bytes = Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + LENGTH_BYTES > bytes.length) return null;
    const from = at + LENGTH_BYTES;
    at = from + bytes.readUInt16BE(at);
    if (at > bytes.length) return null;
    records.push(bytes.subarray(from, at));
  }
  return records;
}

/** The roots of the tree at these sizes, none larger than the number of records. */
export function rootsAt(records: readonly Uint8Array[], sizes: readonly number[]): ReadonlyMap<number, Hash> {
  const roots = new Map<number, Hash>();
  let edge = EMPTY;
  for (const size of [...new Set(sizes)].sort((a, b) => a - b)) {
    edge = grown(edge, records.slice(edge.size, size).map(leafHash), () => undefined);
    roots.set(size, rootOf(edge));
  }
  return roots;
}
