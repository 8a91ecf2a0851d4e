/** Batches of records as they lie on a broker, byte for byte, and answers around them: made by hand, so that they can be spoiled. */
import { crc32c } from '../../libs/engines/src/fetched/crc32c.js';

export interface RecordGiven {
  /** From the first place of the batch; its own number where left out. */
  readonly delta?: number;
  readonly key?: string | null;
  readonly value?: string | null;
  readonly headers?: readonly (readonly [name: string | null, value: string | null])[];
  /** The number of headers that it says it has. */
  readonly saysHeaders?: number;
  readonly timestampDelta?: bigint;
}

export interface BatchGiven {
  readonly base?: number;
  readonly records?: readonly RecordGiven[];
  /** Of the last place; that of the last record where left out. */
  readonly lastDelta?: number;
  readonly codec?: number;
  readonly compress?: (bytes: Buffer) => Buffer;
  readonly attributes?: number;
  readonly timestampMs?: bigint;
  readonly producerId?: bigint;
  readonly count?: number;
}

export function varint(value: number | bigint): Buffer {
  let left = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const bytes: number[] = [];
  do {
    const byte = Number(left & 0x7fn);
    left >>= 7n;
    bytes.push(left === 0n ? byte : byte | 0x80);
  } while (left !== 0n);
  return Buffer.from(bytes);
}

const varbytes = (text: string | null): Buffer =>
  text === null ? varint(-1) : Buffer.concat([varint(Buffer.byteLength(text)), Buffer.from(text)]);

export function recordBytes(given: RecordGiven, index: number): Buffer {
  const { delta = index, key = null, value = `v${index}`, headers = [], timestampDelta = 0n } = given;
  const body = Buffer.concat([
    Buffer.from([0]),
    ...[varint(timestampDelta), varint(delta), varbytes(key), varbytes(value)],
    varint(given.saysHeaders ?? headers.length),
    ...headers.flatMap(([name, one]) => [varbytes(name), varbytes(one)]),
  ]);
  return Buffer.concat([varint(body.length), body]);
}

const PLAIN: Required<Omit<BatchGiven, 'lastDelta' | 'count'>> = {
  ...{ base: 0, records: [{}], codec: 0, compress: (bytes: Buffer) => bytes, attributes: 0 },
  ...{ timestampMs: 1_700_000_000_000n, producerId: -1n },
};

/** A whole batch with its right checksum. */
export function batchBytes(given: BatchGiven): Buffer {
  const all = { ...PLAIN, ...given };
  const { records, count = records.length, lastDelta = lastOf(records) } = all;
  const checked = Buffer.concat([
    ...[int(2, BigInt(all.attributes | all.codec)), int(4, BigInt(lastDelta))],
    ...[int(8, all.timestampMs), int(8, 1_700_000_000_999n), int(8, all.producerId)],
    ...[int(2, -1n), int(4, -1n), int(4, BigInt(count))],
    all.compress(Buffer.concat(records.map(recordBytes))),
  ]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32c(checked));
  const head = [int(8, BigInt(all.base)), int(4, BigInt(checked.length + 9)), int(4, 0n), int(1, 2n)];
  return Buffer.concat([...head, sum, checked]);
}

const lastOf = (records: readonly RecordGiven[]): number => records.at(-1)?.delta ?? records.length - 1;

const ZSTD_HEAD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50]);

/** Bytes as Zstandard (RFC 8878) keeps what it cannot make smaller. */
export function zstdStored(bytes: Buffer): Buffer {
  return Buffer.concat([ZSTD_HEAD, zstdBlock(bytes.length, 0, true), bytes]);
}

/** So many blocks of 128 KiB, each in four bytes. */
export function zstdRepeated(blocks: number): Buffer {
  const each = Array.from({ length: blocks }, (_, index) => zstdBlock(128 * 1024, 1, index === blocks - 1));
  return Buffer.concat([ZSTD_HEAD, ...each.flatMap((block) => [block, Buffer.from([0])])]);
}

function zstdBlock(size: number, kind: 0 | 1, isLast: boolean): Buffer {
  const head = Buffer.alloc(3);
  head.writeUIntLE((size << 3) | (kind << 1) | (isLast ? 1 : 0), 0, 3);
  return head;
}

export interface PartitionGiven {
  readonly topic?: string;
  readonly partition?: number;
  readonly errorCode?: number;
  readonly end?: number;
  readonly records?: Buffer;
  readonly aborted?: readonly (readonly [producerId: bigint, firstOffset: number])[];
}

/** An answer to a fetch of version 11, each partition under a topic of its own. */
export function answerBytes(partitions: readonly PartitionGiven[]): Buffer {
  return Buffer.concat([
    ...[int(4, 0n), int(2, 0n), int(4, 0n), int(4, BigInt(partitions.length))],
    ...partitions.map((given) => {
      const { topic = 't', partition = 0, end = 100, records = Buffer.alloc(0), aborted = [] } = given;
      return Buffer.concat([
        ...[int(2, BigInt(Buffer.byteLength(topic))), Buffer.from(topic), int(4, 1n), int(4, BigInt(partition))],
        ...[int(2, BigInt(given.errorCode ?? 0)), int(8, BigInt(end)), int(8, BigInt(end)), int(8, 0n)],
        int(4, BigInt(aborted.length)),
        ...aborted.flatMap(([producerId, first]) => [int(8, producerId), int(8, BigInt(first))]),
        ...[int(4, -1n), int(4, BigInt(records.length)), records],
      ]);
    }),
  ]);
}

function int(bytes: 1 | 2 | 4 | 8, value: bigint): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(BigInt.asIntN(64, value));
  return buffer.subarray(8 - bytes);
}
