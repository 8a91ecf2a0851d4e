/** One batch of records as it lies on a broker, in the format that Kafka has had since 0.11: checked, decompressed, taken apart. */
import { crc32c } from './crc32c.js';
import { cursorOn, EndsEarly, take, varint, type Cursor } from './cursor.js';
import { decompressorOf, NotDecompressed, TooMuchDecompressed } from './decompress.js';
import { type ReadEntry } from './read-entry.js';
import { keyIn, offsetIn, readRecord, type BatchStart } from './read-record.js';
import { type UnreadableReason } from '../broker.port.js';

/** Of a batch before its first record. */
export const BATCH_HEAD_BYTES = 61;
export const MAGIC_AT = 16;
/** From here on the checksum counts. */
const CHECKED_FROM = 21;
const CODEC = 0x07;
const IS_STAMPED_BY_BROKER = 0x08;
const IS_TRANSACTIONAL = 0x10;
const IS_CONTROL = 0x20;
const ABORTS = 0;

export interface BatchHead extends BatchStart {
  /** Its last place, whether a record is left there or not. */
  readonly last: number;
  readonly count: number;
  readonly codec: number;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly producerId: bigint;
}

/** How much may still be made of one answer of the broker; the rest comes with the next. */
export interface Budget {
  records: number;
  decompressedBytes: number;
}

/** A transaction that was taken back: what its producer wrote from there on, until it ended. */
export interface Aborted {
  readonly producerId: bigint;
  readonly firstOffset: number;
}

/** The head of a batch whose length has been checked. */
export function batchHead(batch: Buffer): BatchHead {
  const attributes = batch.readInt16BE(21);
  const base = Number(batch.readBigInt64BE(0));
  return {
    base,
    last: base + batch.readInt32BE(23),
    timestampMs: Number(batch.readBigInt64BE(27)),
    stampedMs: (attributes & IS_STAMPED_BY_BROKER) === 0 ? undefined : Number(batch.readBigInt64BE(35)),
    count: batch.readInt32BE(57),
    codec: attributes & CODEC,
    isTransactional: (attributes & IS_TRANSACTIONAL) !== 0,
    isControl: (attributes & IS_CONTROL) !== 0,
    producerId: batch.readBigInt64BE(43),
  };
}

export const hasRightChecksum = (batch: Buffer): boolean =>
  crc32c(batch.subarray(CHECKED_FROM)) === batch.readUInt32BE(17);

/** True for the end of a transaction that was taken back. */
export function isAbort(batch: Buffer): boolean {
  try {
    const record = nextRecord(cursorOn(batch.subarray(BATCH_HEAD_BYTES)));
    return record !== null && keyIn(record)?.readInt16BE(2) === ABORTS;
  } catch (error) {
    if (!(error instanceof EndsEarly || error instanceof RangeError)) throw error;
    return false;
  }
}

/**
 * The records from an offset on. All of its places are told of: what does not hold a record as nothing, what cannot be
 * read as unreadable; unless the budget ends, and then up to there.
 */
export async function recordsOf(
  batch: Buffer,
  head: BatchHead,
  from: number,
  budget: Budget,
): Promise<readonly ReadEntry[]> {
  const records = await plainRecords(batch, head, budget);
  if (typeof records === 'string') {
    const { timestampMs, last } = head;
    const firstOffset = Math.max(from, head.base);
    return [{ kind: 'unreadable', firstOffset, offset: last, timestampMs, reason: records, bytes: batch }];
  }
  return readAll(cursorOn(records), head, from, budget);
}

async function plainRecords(batch: Buffer, { codec }: BatchHead, budget: Budget): Promise<Buffer | UnreadableReason> {
  const records = batch.subarray(BATCH_HEAD_BYTES);
  if (codec === 0 || records.length === 0) return records;
  const decompress = decompressorOf(codec);
  if (!decompress) return 'UnknownCompression';
  try {
    const decompressed = await decompress(records);
    budget.decompressedBytes -= decompressed.length;
    return decompressed;
  } catch (error) {
    if (error instanceof TooMuchDecompressed) return 'TooMuchDecompressed';
    if (error instanceof NotDecompressed) return 'NotDecompressed';
    throw error;
  }
}

function readAll(cursor: Cursor, head: BatchHead, from: number, budget: Budget): readonly ReadEntry[] {
  const entries: ReadEntry[] = [];
  let next = head.base;
  for (let index = 0; index < head.count && budget.records > 0; index++) {
    const rest = cursor.bytes.subarray(cursor.at);
    const record = nextRecord(cursor);
    const offset = record && offsetIn(record, head, index);
    if (!isBetween(next, offset, head.last) || record === null) {
      return [...entries, ...restOf(rest, head, Math.max(from, next))];
    }
    next = offset + 1;
    if (offset < from) continue;
    budget.records -= 1;
    entries.push(readRecord(record, head, index));
  }
  return budget.records > 0 ? [...entries, ...emptyEnd(head, next)] : entries;
}

/** Places behind the last record that hold none, as where some were compacted away. */
const emptyEnd = ({ last }: BatchHead, next: number): readonly ReadEntry[] =>
  next > last ? [] : [{ kind: 'nothing', offset: last }];

const isBetween = (first: number, offset: number | null, last: number): offset is number =>
  offset !== null && offset >= first && offset <= last;

/** What follows what cannot be told apart. */
function restOf(bytes: Buffer, { last, timestampMs }: BatchHead, firstOffset: number): readonly ReadEntry[] {
  if (firstOffset > last) return [];
  return [{ kind: 'unreadable', firstOffset, offset: last, timestampMs, reason: 'Malformed', bytes }];
}

/** The bytes of the next record; null where its length is none. */
function nextRecord(cursor: Cursor): Buffer | null {
  try {
    return take(cursor, varint(cursor));
  } catch (error) {
    if (!(error instanceof EndsEarly)) throw error;
    return null;
  }
}
