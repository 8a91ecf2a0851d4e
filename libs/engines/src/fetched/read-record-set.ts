/** All batches that a broker has answered for one partition: whatever cannot be read is told of, and does not hide the rest. */
import { type UnreadableReason } from '../broker.port.js';
import {
  batchHead,
  BATCH_HEAD_BYTES,
  hasRightChecksum,
  isAbort,
  MAGIC_AT,
  recordsOf,
  type Aborted,
  type BatchHead,
  type Budget,
} from './read-batch.js';
import { type ReadEntry, type UnreadablePlace } from './read-entry.js';

export interface RecordSet {
  readonly bytes: Buffer;
  /** The offset that was asked for. */
  readonly from: number;
  /** The next that will be written: no place lies beyond. */
  readonly end: number;
  /** In the order of their first offsets. */
  readonly aborted: readonly Aborted[];
}

/** The format since Kafka 0.11. Records in the older ones have no headers, and so cannot be an event. */
const MAGIC = 2;
/** Of a batch before its length counts. */
const LENGTH_ENDS_AT = 12;
const HEAD_BYTES_MIN = MAGIC_AT + 1;

/** What is under way of a record set. */
interface Reading {
  readonly set: RecordSet;
  readonly budget: Budget;
  readonly entries: ReadEntry[];
  /** Transactions that began before the place that is read, and were taken back. */
  readonly aborting: Set<bigint>;
  untilAborted: readonly Aborted[];
  /** No place before it is to be told of any more. */
  next: number;
}

/** In their order, each place from `from` on once, up to where the bytes or the budget end. */
export async function readRecordSet(set: RecordSet, budget: Budget): Promise<readonly ReadEntry[]> {
  const reading: Reading = {
    ...{ set, budget, entries: [], aborting: new Set() },
    ...{ untilAborted: set.aborted, next: set.from },
  };
  for (let at = 0; at < set.bytes.length;) {
    if (isSpent(budget)) break;
    const rest = set.bytes.subarray(at);
    const length = lengthOf(rest);
    if (length === null) {
      // The end of an answer may be cut: what is whole comes first, and the rest with the next answer.
      if (reading.next === set.from) tell(reading, unread(reading, 'CutShort', rest));
      break;
    }
    const batch = rest.subarray(0, length);
    at += length;
    await readBatch(reading, batch, set.bytes.subarray(at));
  }
  return reading.entries;
}

const isSpent = ({ records, decompressedBytes }: Budget): boolean => records <= 0 || decompressedBytes <= 0;

/** Bytes of the batch that begins here; null where they are not all there. */
function lengthOf(rest: Buffer): number | null {
  if (rest.length < HEAD_BYTES_MIN) return null;
  const length = LENGTH_ENDS_AT + rest.readInt32BE(8);
  return length < HEAD_BYTES_MIN || length > rest.length ? null : length;
}

async function readBatch(reading: Reading, batch: Buffer, rest: Buffer): Promise<void> {
  const head = checkedHead(reading, batch);
  if (typeof head === 'string') {
    tell(reading, { ...unread(reading, head, batch), offset: lastCovered(reading, batch, rest) });
    return;
  }
  if (isTakenBack(reading, batch, head)) {
    tell(reading, { kind: 'nothing', offset: head.last });
    return;
  }
  tell(reading, ...(await recordsOf(batch, head, reading.next, reading.budget)));
}

/** What the batch says of itself, if it can be believed. */
function checkedHead({ set, next }: Reading, batch: Buffer): BatchHead | UnreadableReason {
  const magic = batch.readInt8(MAGIC_AT);
  if (magic !== MAGIC) return magic === 0 || magic === 1 ? 'OldFormat' : 'UnknownFormat';
  if (batch.length < BATCH_HEAD_BYTES) return 'CutShort';
  if (!hasRightChecksum(batch)) return 'WrongChecksum';
  const head = batchHead(batch);
  return isInPlace(head, next, set.end) && head.count >= 0 ? head : 'OutOfPlace';
}

/** True where it holds places that can be there, and one that is yet to be told of. */
const isInPlace = ({ base, last }: BatchHead, next: number, end: number): boolean =>
  base >= 0 && last >= base && last >= next && last < end;

/** As other clients have it: what a producer wrote from the first offset of what it took back, up to the end that says so. */
function isTakenBack(reading: Reading, batch: Buffer, head: BatchHead): boolean {
  while ((reading.untilAborted[0]?.firstOffset ?? Infinity) <= head.last) {
    const [first, ...others] = reading.untilAborted;
    if (first) reading.aborting.add(first.producerId);
    reading.untilAborted = others;
  }
  if (head.isControl) {
    if (isAbort(batch)) reading.aborting.delete(head.producerId);
    return true;
  }
  return head.isTransactional && reading.aborting.has(head.producerId);
}

const unread = ({ next }: Reading, reason: UnreadableReason, bytes: Buffer): UnreadablePlace => ({
  ...{ kind: 'unreadable', firstOffset: next, offset: next, timestampMs: 0 },
  ...{ reason, bytes },
});

function tell(reading: Reading, ...entries: readonly ReadEntry[]): void {
  reading.entries.push(...entries);
  const last = entries.at(-1);
  if (last) reading.next = Math.max(reading.next, last.offset + 1);
}

/**
 * The last place of a batch that cannot be read: by where the next one begins, else by what it says of itself where it
 * says it twice. Where neither can be had it is one place at a time, so that nothing that could be read is passed by.
 */
function lastCovered({ set, next }: Reading, batch: Buffer, rest: Buffer): number {
  const following = baseOf(rest);
  if (following !== null && following > next && following < set.end) return following - 1;
  if (batch.length < BATCH_HEAD_BYTES) return next;
  const head = batchHead(batch);
  const saysItTwice = head.count === head.last - head.base + 1;
  return saysItTwice && head.base <= next && isInPlace(head, next, set.end) ? head.last : next;
}

/** Where a batch that can be believed begins. */
function baseOf(rest: Buffer): number | null {
  const isOne = lengthOf(rest) !== null && rest.readInt8(MAGIC_AT) === MAGIC;
  return isOne ? Number(rest.readBigInt64BE(0)) : null;
}
