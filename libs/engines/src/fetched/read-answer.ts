/** A broker's answer to a fetch, in the versions that the client speaks. Where it breaks off, what came before still counts. */
import { cursorOn, EndsEarly, int16, int32, int64, left, take, type Cursor } from './cursor.js';
import { type Aborted, type Budget } from './read-batch.js';
import { type ReadEntry } from './read-entry.js';
import { readRecordSet } from './read-record-set.js';

export interface AskedPlace {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
}

export interface AnsweredPartition {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: bigint;
  readonly lastStableOffset: bigint;
  /** A broker that it is better asked of; −1 for this one. */
  readonly preferredReadReplica: number;
  readonly entries: readonly ReadEntry[];
}

export interface FetchAnswer {
  readonly throttleMs: number;
  readonly errorCode: number;
  readonly sessionId: number;
  readonly partitions: readonly AnsweredPartition[];
}

/** The oldest version that tells records as batches. */
export const FETCH_VERSION_MIN = 4;
/** Records made of one answer at most, and bytes after which nothing more is decompressed. */
const RECORDS_MAX = 20_000;
const DECOMPRESSED_BYTES = 32 * 1024 * 1024;

/** In versions 4 to 11. `asked`: what was asked for, in the order of the request, which is the answer's. */
export async function readAnswer(bytes: Buffer, version: number, asked: readonly AskedPlace[]): Promise<FetchAnswer> {
  const budget: Budget = { records: RECORDS_MAX, decompressedBytes: DECOMPRESSED_BYTES };
  const partitions: AnsweredPartition[] = [];
  const cursor = cursorOn(bytes);
  let head = { throttleMs: 0, errorCode: 0, sessionId: 0 };
  try {
    head = headOf(cursor, version);
    for (let topics = int32(cursor); topics > 0; topics--) {
      const topic = take(cursor, int16(cursor)).toString('utf8');
      for (let count = int32(cursor); count > 0; count--) {
        partitions.push(await partitionOf(cursor, version, { topic, asked, budget }));
      }
    }
  } catch (error) {
    if (!(error instanceof EndsEarly)) throw error;
    const place = asked[partitions.length];
    if (place) partitions.push(cutShort(place, cursor.bytes.subarray(cursor.at)));
  }
  return { ...head, partitions };
}

function headOf(cursor: Cursor, version: number): Omit<FetchAnswer, 'partitions'> {
  const throttleMs = int32(cursor);
  if (version < 7) return { throttleMs, errorCode: 0, sessionId: 0 };
  return { throttleMs, errorCode: int16(cursor), sessionId: int32(cursor) };
}

interface Within {
  readonly topic: string;
  readonly asked: readonly AskedPlace[];
  readonly budget: Budget;
}

async function partitionOf(
  cursor: Cursor,
  version: number,
  { topic, asked, budget }: Within,
): Promise<AnsweredPartition> {
  const partition = int32(cursor);
  const errorCode = int16(cursor);
  const highWatermark = int64(cursor);
  const lastStableOffset = int64(cursor);
  if (version >= 5) int64(cursor);
  const aborted = abortedOf(cursor);
  const preferredReadReplica = version < 11 ? -1 : int32(cursor);
  const bytes = recordsOf(cursor);
  const from = asked.find((one) => one.topic === topic && one.partition === partition)?.from ?? 0;
  const entries = await readRecordSet({ bytes, from, end: Number(highWatermark), aborted }, budget);
  return { topic, partition, errorCode, highWatermark, lastStableOffset, preferredReadReplica, entries };
}

function abortedOf(cursor: Cursor): readonly Aborted[] {
  const aborted: Aborted[] = [];
  for (let count = int32(cursor); count > 0; count--) {
    aborted.push({ producerId: int64(cursor), firstOffset: Number(int64(cursor)) });
  }
  return aborted.sort((one, other) => one.firstOffset - other.firstOffset);
}

/** As many as there are, where there are fewer than are said: the last batch is then cut short. */
function recordsOf(cursor: Cursor): Buffer {
  const length = Math.max(0, int32(cursor));
  if (length > 0 && left(cursor) === 0) throw new EndsEarly('no byte of the records is there');
  return take(cursor, Math.min(length, left(cursor)));
}

const cutShort = ({ topic, partition, from }: AskedPlace, bytes: Buffer): AnsweredPartition => ({
  ...{ topic, partition, errorCode: 0, highWatermark: BigInt(from), lastStableOffset: BigInt(from) },
  preferredReadReplica: -1,
  entries: [{ kind: 'unreadable', firstOffset: from, offset: from, timestampMs: 0, reason: 'CutShort', bytes }],
});
