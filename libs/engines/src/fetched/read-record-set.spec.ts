import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { compressFrameSync } from 'lz4-napi';
import { compressSync } from 'snappy';
import { always } from '../../../../test/support/always.js';
import {
  batchBytes,
  varint,
  zstdRepeated,
  zstdStored,
  type BatchGiven,
} from '../../../../test/support/record-batches.js';
import { DECOMPRESSED_BYTES_MAX } from './decompress.js';
import { type Aborted, type Budget } from './read-batch.js';
import { type ReadEntry } from './read-entry.js';
import { HEADER_BYTES_MAX, HEADERS_MAX } from './read-record.js';
import { readRecordSet } from './read-record-set.js';

interface Asked {
  readonly from?: number;
  readonly aborted?: readonly Aborted[];
  readonly budget?: Partial<Budget>;
}

const read = (bytes: Buffer, { from = 0, aborted = [], budget = {} }: Asked = {}): Promise<readonly ReadEntry[]> =>
  readRecordSet({ bytes, from, end: 100, aborted }, { records: 1_000, decompressedBytes: 1_000_000, ...budget });

/** Each place in a word: `0 v0`, `3 –`, `1–4 WrongChecksum`. */
const told = async (bytes: Buffer, asked?: Asked): Promise<readonly string[]> =>
  (await read(bytes, asked)).map((entry) => {
    if (entry.kind === 'record') return `${entry.offset} ${entry.value?.toString() ?? 'null'}`;
    if (entry.kind === 'nothing') return `${entry.offset} –`;
    const { firstOffset, offset, reason } = entry;
    return `${firstOffset === offset ? offset : `${firstOffset}–${offset}`} ${reason}`;
  });

const two = (given: BatchGiven = {}): Buffer => batchBytes({ records: [{}, {}], ...given });
const after = batchBytes({ base: 2, records: [{ value: 'after' }] });

function spoiled(batch: Buffer, at: number, byte = 0xff): Buffer {
  const copy = Buffer.from(batch);
  copy[at] = (copy[at] ?? 0) ^ byte;
  return copy;
}

describe('what a broker answers for a partition', () => {
  it('is read record by record, with key, value, time and headers as they were sent', async () => {
    const headers = [
      ['a', '1'],
      ['__proto__', 'x'],
      ['a', '2'],
    ] as const;
    const [record] = await read(batchBytes({ base: 7, records: [{ key: 'k', headers, timestampDelta: 5n }] }));
    expect(record).toMatchObject({ kind: 'record', offset: 7, timestampMs: 1_700_000_000_005 });
    const { key, headers: seen } = record as Extract<ReadEntry, { kind: 'record' }>;
    expect(key?.toString()).toBe('k');
    expect([...seen].map(([name, values]) => [name, values.map(String)])).toEqual([
      ['a', ['1', '2']],
      ['__proto__', ['x']],
    ]);
  });

  it('takes a header without a value for no header, and a value of no bytes for one (T-01)', async () => {
    const [record] = await read(
      batchBytes({
        records: [
          {
            headers: [
              ['ce_traceparent', null],
              ['empty', ''],
            ],
          },
        ],
      }),
    );
    const { headers } = record as Extract<ReadEntry, { kind: 'record' }>;
    expect([...headers.keys()]).toEqual(['empty']);
  });

  it('keeps what has no key and no value apart from what has empty ones', async () => {
    const [none, empty] = await read(batchBytes({ records: [{ value: null }, { key: '', value: '' }] }));
    expect([none, empty]).toMatchObject([
      { key: null, value: null },
      { key: Buffer.alloc(0), value: Buffer.alloc(0) },
    ]);
  });

  it('begins at the place that was asked for, in the midst of a batch', async () => {
    expect(await told(Buffer.concat([two(), after]), { from: 1 })).toEqual(['1 v1', '2 after']);
  });

  it('stands any time that a sender has stamped', async () => {
    for (const timestampMs of [-1n, -(2n ** 63n), 2n ** 63n - 1n]) {
      const [record] = await read(batchBytes({ timestampMs, records: [{ timestampDelta: -1n }] }));
      expect(record).toMatchObject({ kind: 'record', timestampMs: Number(timestampMs) - 1 });
    }
  });

  it('passes what was compacted away, and an empty batch, without handing on anything', async () => {
    const holes = batchBytes({ records: [{ delta: 1 }, { delta: 3 }], lastDelta: 5 });
    expect(await told(Buffer.concat([holes, batchBytes({ base: 6, records: [], lastDelta: 3 })]))).toEqual([
      ...['1 v0', '3 v1', '5 –', '9 –'],
    ]);
  });
});

describe('a compressed batch', () => {
  const xerial = (bytes: Buffer): Buffer => {
    const blocks = [bytes.subarray(0, 10), bytes.subarray(10)].map((part) => compressSync(part));
    const parts = blocks.flatMap((block) => [Buffer.from([0, 0, 0, block.length]), block]);
    return Buffer.concat([Buffer.from('\x82SNAPPY\0\0\0\0\x01\0\0\0\x01', 'latin1'), ...parts]);
  };
  it.each([
    ['gzip', 1, gzipSync],
    ['snappy, as one block', 2, (bytes: Buffer) => compressSync(bytes)],
    ['snappy, as Java writes it', 2, xerial],
    ['lz4', 3, (bytes: Buffer) => compressFrameSync(bytes)],
    ['zstd', 4, zstdStored],
  ] as const)('is read: %s', async (_name, codec, compress) => {
    expect(await told(two({ codec, compress }))).toEqual(['0 v0', '1 v1']);
  });

  it.each([1, 2, 3, 4])(
    'that is not what it says it is is passed by whole, and the next is read (%d)',
    async (codec) => {
      const junk = two({ codec, compress: () => Buffer.from('no such thing as this') });
      expect(await told(Buffer.concat([junk, after]))).toEqual(['0–1 NotDecompressed', '2 after']);
    },
  );

  it('is passed by where its compression is not known', async () => {
    expect(await told(Buffer.concat([two({ codec: 5 }), after]))).toEqual(['0–1 UnknownCompression', '2 after']);
  });

  const bomb = Buffer.alloc(DECOMPRESSED_BYTES_MAX + 1);
  it.each([
    ['gzip', 1, gzipSync(bomb)],
    ['snappy', 2, compressSync(bomb)],
    ['lz4', 3, compressFrameSync(bomb)],
  ] as const)('is never taken apart to more than is bounded: %s', async (_name, codec, bytes) => {
    const told1 = await told(Buffer.concat([two({ codec, compress: () => bytes }), after]));
    expect(told1).toEqual(['0–1 TooMuchDecompressed', '2 after']);
  });
});

describe('what cannot be read', () => {
  it('is a batch in zstd that stands for more than is bounded: its library does not say which of the two it is', async () => {
    const blocks = DECOMPRESSED_BYTES_MAX / (128 * 1024);
    const of = (count: number): Buffer => two({ codec: 4, compress: () => zstdRepeated(count) });
    expect(await told(Buffer.concat([of(blocks + 1), after]))).toEqual(['0–1 NotDecompressed', '2 after']);
    expect(await told(of(blocks), { budget: { decompressedBytes: 1e9 } })).toEqual(['0 Malformed', '1 Malformed']);
  });

  it('is told of where its checksum is wrong, and the next batch is read', async () => {
    const wrong = spoiled(two(), 65);
    const [place, next] = await read(Buffer.concat([wrong, after]));
    expect(place).toMatchObject({ firstOffset: 0, offset: 1, reason: 'WrongChecksum', bytes: wrong });
    expect(next).toMatchObject({ offset: 2 });
  });

  it.each([
    ['of another version', 3, 'UnknownFormat'],
    ['from before Kafka 0.11', 1, 'OldFormat'],
    ['from the first Kafka', 0, 'OldFormat'],
  ] as const)('is told of where its format is one %s, and the next batch is read', async (_name, magic, reason) => {
    const other = Buffer.from(two());
    other[16] = magic;
    expect(await told(Buffer.concat([other, after]))).toEqual([`0–1 ${reason}`, '2 after']);
    expect(await told(other)).toEqual([`0–1 ${reason}`]);
  });

  it('is one place at a time where nothing says how far it reaches', async () => {
    const other = spoiled(spoiled(two(), 16), 60);
    expect(await told(other)).toEqual(['0 UnknownFormat']);
    expect(await told(other, { from: 1 })).toEqual(['1 UnknownFormat']);
  });

  it('is told of where the first batch is cut short; the cut end of an answer is asked for again', async () => {
    expect(await told(two().subarray(0, 70))).toEqual(['0 CutShort']);
    expect(await told(two().subarray(0, 5), { from: 3 })).toEqual(['3 CutShort']);
    expect(await told(Buffer.concat([two(), after.subarray(0, 40)]))).toEqual(['0 v0', '1 v1']);
  });

  it.each([-5, 0, 2 ** 31 - 1])('is told of where a batch says that it is %d bytes long', async (length) => {
    const batch = Buffer.from(two());
    batch.writeInt32BE(length, 8);
    expect(await told(batch)).toEqual(['0 CutShort']);
  });

  it.each([-1, 98, 2 ** 52])('is told of where a batch says that it begins at %d', async (base) => {
    expect((await told(batchBytes({ base, records: [{}, {}, {}] })))[0]).toBe('0 OutOfPlace');
  });

  it('is a single record where the others of its batch can be read', async () => {
    const batch = batchBytes({ records: [{}, { saysHeaders: 5 }, {}] });
    expect(await told(batch)).toEqual(['0 v0', '1 Malformed', '2 v2']);
  });

  it('is the rest of a batch where its records cannot be told apart', async () => {
    expect(await told(batchBytes({ records: [{}, { delta: 9 }, {}], lastDelta: 2 }))).toEqual([
      '0 v0',
      '1–2 Malformed',
    ]);
    const compress = (bytes: Buffer): Buffer => Buffer.concat([bytes, varint(1_000)]);
    expect(await told(batchBytes({ records: [{}], compress, count: 2, lastDelta: 1 }))).toEqual([
      '0 v0',
      '1 Malformed',
    ]);
  });

  it('is a record with more headers than are taken, at once and with its value (T-02)', async () => {
    const some = (count: number) => Array.from({ length: count }, (_, index) => [`h${index}`, ''] as const);
    expect(await told(batchBytes({ records: [{ headers: some(HEADERS_MAX) }] }))).toEqual(['0 v0']);
    const [place] = await read(batchBytes({ records: [{ headers: some(HEADERS_MAX + 1) }] }));
    expect(place).toMatchObject({ kind: 'unreadable', reason: 'TooManyHeaders', bytes: Buffer.from('v0') });
    const large = (bytes: number): Promise<readonly string[]> =>
      told(batchBytes({ records: [{ headers: [['h', 'x'.repeat(bytes)]] }] }));
    expect(await large(HEADER_BYTES_MAX - 10)).toEqual(['0 v0']);
    expect(await large(HEADER_BYTES_MAX)).toEqual(['0 TooManyHeaders']);
  });
});

describe('a transaction', () => {
  const transactional = 0x10;
  const [commits, aborts] = ['\0\0\0\x01', '\0\0\0\0'];
  const of = (producer: bigint, base: number): Buffer =>
    batchBytes({ base, producerId: producer, attributes: transactional });
  const end = (producer: bigint, base: number, key: string): Buffer =>
    batchBytes({ base, producerId: producer, attributes: transactional | 0x20, records: [{ key }] });

  it('that was taken back hands on nothing; one that was not is read, in between', async () => {
    const bytes = Buffer.concat([of(1n, 0), of(2n, 1), end(1n, 2, aborts), of(1n, 3), end(1n, 4, commits), of(2n, 5)]);
    const aborted = [{ producerId: 1n, firstOffset: 0 }];
    expect(await told(bytes, { aborted })).toEqual(['0 –', '1 v0', '2 –', '3 v0', '4 –', '5 v0']);
  });

  it('that was taken back is left out where several began before the place that is asked for', async () => {
    const aborted = [
      { producerId: 1n, firstOffset: 0 },
      { producerId: 2n, firstOffset: 1 },
    ];
    expect(await told(Buffer.concat([of(2n, 2), of(1n, 3)]), { from: 2, aborted })).toEqual(['2 –', '3 –']);
  });
});

describe('one answer', () => {
  it('gives no more records than are asked for at once; the rest comes with the next', async () => {
    const batch = batchBytes({ records: Array.from({ length: 9 }, () => ({})) });
    expect(await told(batch, { budget: { records: 3 } })).toEqual(['0 v0', '1 v1', '2 v2']);
    expect(await told(batch, { from: 3, budget: { records: 3 } })).toEqual(['3 v3', '4 v4', '5 v5']);
  });

  it('takes apart no further batch once enough has come of the others', async () => {
    const packed = (base: number): Buffer => two({ base, codec: 1, compress: gzipSync });
    const both = Buffer.concat([packed(0), packed(2)]);
    expect(await told(both, { budget: { decompressedBytes: 1 } })).toEqual(['0 v0', '1 v1']);
  });
});

describe('any bytes', () => {
  const batch = Buffer.concat([two(), after]);
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.tuple(fc.nat(batch.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, byte]) => spoiled(batch, at, byte)),
    fc.nat(batch.length).map((length) => batch.subarray(0, length)),
  );

  it('are read without a throw, places growing, and wherever there is anything the partition goes on', async () => {
    await always(
      fc.asyncProperty(anyBytes, fc.nat(3), async (bytes, from) => {
        const entries = await read(bytes, { from });
        let next = from;
        for (const entry of entries) {
          expect(entry.offset).toBeGreaterThanOrEqual(next);
          if (entry.kind === 'unreadable') expect(entry.firstOffset).toBeGreaterThanOrEqual(next);
          next = entry.offset + 1;
        }
        if (bytes.length > 0) expect(entries).not.toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });
});
