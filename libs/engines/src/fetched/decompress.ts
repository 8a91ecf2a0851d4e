/** What a sender may have compressed a batch with, taken apart within bounds: some bytes can stand for very many. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { decompressFrame } from 'lz4-napi';
import { uncompress } from 'snappy';
import { ZSTDDecoder } from 'zstddec';

/** Bytes of one batch: sixteen times what clients put in one at most. */
export const DECOMPRESSED_BYTES_MAX = 16 * 1024 * 1024;

/** More than `DECOMPRESSED_BYTES_MAX` would come of it. */
export class TooMuchDecompressed extends Error {
  override readonly name = 'TooMuchDecompressed';
}

/** It is not what it says it is. */
export class NotDecompressed extends Error {
  override readonly name = 'NotDecompressed';
}

/** By the number that a batch names its codec with. */
const DECOMPRESSORS: Readonly<Record<number, (bytes: Buffer) => Promise<Buffer>>> = {
  1: gzip,
  2: snappy,
  3: lz4,
  4: zstd,
};

/** Undefined for a codec that is none. */
export function decompressorOf(codec: number): ((bytes: Buffer) => Promise<Buffer>) | undefined {
  const decompress = DECOMPRESSORS[codec];
  return (
    decompress &&
    (async (bytes) => {
      try {
        return await decompress(bytes);
      } catch (error) {
        if (error instanceof TooMuchDecompressed) throw error;
        throw new NotDecompressed('a batch cannot be decompressed', { cause: error });
      }
    })
  );
}

async function gzip(bytes: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: DECOMPRESSED_BYTES_MAX });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuchDecompressed('gzip');
    throw error;
  }
}

const XERIAL = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const XERIAL_HEAD_BYTES = 16;

/** As one block, or as Java writes it: blocks behind their lengths. */
async function snappy(bytes: Buffer): Promise<Buffer> {
  const blocks = XERIAL.equals(bytes.subarray(0, XERIAL.length)) ? xerialBlocks(bytes) : [bytes];
  bounded(blocks.reduce((sum, block) => sum + snappyLength(block), 0));
  return Buffer.concat(await Promise.all(blocks.map(async (block) => (await uncompress(block)) as Buffer)));
}

function xerialBlocks(bytes: Buffer): readonly Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = XERIAL_HEAD_BYTES; at < bytes.length;) {
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new RangeError('a block ends early');
    blocks.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return blocks;
}

/** How much a block says that it stands for, in its first bytes. */
function snappyLength(block: Buffer): number {
  let length = 0;
  for (const [place, byte] of block.subarray(0, 5).entries()) {
    length += (byte & 0x7f) * 2 ** (7 * place);
    if (byte < 0x80) return length;
  }
  throw new RangeError('a block has no length');
}

async function lz4(bytes: Buffer): Promise<Buffer> {
  bounded(lz4LengthMax(bytes));
  return decompressFrame(bytes);
}

const LZ4_MAGIC = 0x184d2204;
/** By three bits of a frame's descriptor: bytes that a block stands for at most. */
const LZ4_BLOCK_BYTES: Readonly<Record<number, number>> = { 4: 1 << 16, 5: 1 << 18, 6: 1 << 20, 7: 1 << 22 };
const LZ4_IS_STORED = 0x80000000;

/** How much a frame can stand for, by its blocks. */
function lz4LengthMax(bytes: Buffer): number {
  if (bytes.readUInt32LE(0) !== LZ4_MAGIC) throw new RangeError('no frame');
  const blockBytes = LZ4_BLOCK_BYTES[(bytes.readUInt8(5) >> 4) & 7];
  if (blockBytes === undefined) throw new RangeError('no size of blocks');
  const has = (flag: number, size: number): number => ((bytes.readUInt8(4) & flag) === 0 ? 0 : size);
  const [checksumBytes, endBytes] = [has(16, 4), 4 + has(4, 4)];
  let at = 7 + has(8, 8) + has(1, 4);
  let length = 0;
  for (let head = bytes.readUInt32LE(at); head !== 0; head = bytes.readUInt32LE(at)) {
    const size = head % LZ4_IS_STORED;
    length += head >= LZ4_IS_STORED ? size : blockBytes;
    at += 4 + size + checksumBytes;
  }
  // Nothing may follow it: another frame would have lengths of its own.
  if (at + endBytes !== bytes.length) throw new RangeError('more than a frame');
  return length;
}

const decoder = new ZSTDDecoder();

async function zstd(bytes: Buffer): Promise<Buffer> {
  await decoder.init();
  // It has room for so much and says nothing where that is too little, or where it cannot read on.
  const decompressed = decoder.decode(bytes, DECOMPRESSED_BYTES_MAX);
  if (decompressed.length === 0) throw new TypeError('no frame, or one that is too large');
  return Buffer.from(decompressed.buffer, decompressed.byteOffset, decompressed.length);
}

function bounded(length: number): void {
  if (length > DECOMPRESSED_BYTES_MAX) throw new TooMuchDecompressed(`${length} bytes`);
}
