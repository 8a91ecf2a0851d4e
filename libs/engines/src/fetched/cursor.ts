/** Reads a broker's binary forms from bytes that may end too early, or lie about what follows. */

/** `at`: the next byte to be read. */
export interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

/** There are fewer bytes than what was read says; or a length is none. */
export class EndsEarly extends Error {
  override readonly name = 'EndsEarly';
}

const VARINT_BYTES_MAX = 5;
const VARLONG_BYTES_MAX = 10;

export const cursorOn = (bytes: Buffer): Cursor => ({ bytes, at: 0 });

export const left = ({ bytes, at }: Cursor): number => bytes.length - at;

/** The next bytes, not copied. */
export function take(cursor: Cursor, length: number): Buffer {
  const from = cursor.at;
  step(cursor, length);
  return cursor.bytes.subarray(from, cursor.at);
}

export function int8(cursor: Cursor): number {
  return cursor.bytes.readInt8(step(cursor, 1));
}

export function int16(cursor: Cursor): number {
  return cursor.bytes.readInt16BE(step(cursor, 2));
}

export function int32(cursor: Cursor): number {
  return cursor.bytes.readInt32BE(step(cursor, 4));
}

export function int64(cursor: Cursor): bigint {
  return cursor.bytes.readBigInt64BE(step(cursor, 8));
}

/** A whole number of 32 bits, in zigzag and of variable length. */
export function varint(cursor: Cursor): number {
  let value = 0;
  for (let place = 0; place < VARINT_BYTES_MAX; place++) {
    const byte = uint8(cursor);
    value |= (byte & 0x7f) << (7 * place);
    if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
  }
  throw new EndsEarly('a number does not end');
}

/** A whole number of 64 bits, in zigzag and of variable length. */
export function varlong(cursor: Cursor): bigint {
  let value = 0n;
  for (let place = 0; place < VARLONG_BYTES_MAX; place++) {
    const byte = uint8(cursor);
    value |= BigInt(byte & 0x7f) << BigInt(7 * place);
    if (byte < 0x80) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
  }
  throw new EndsEarly('a number does not end');
}

/** Bytes behind their length; null where that is −1. */
export function varbytes(cursor: Cursor): Buffer | null {
  const length = varint(cursor);
  return length === -1 ? null : take(cursor, length);
}

function uint8(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at];
  if (byte === undefined) throw new EndsEarly('the bytes end');
  cursor.at += 1;
  return byte;
}

/** Goes on; gives where it stood. */
function step(cursor: Cursor, length: number): number {
  const { at } = cursor;
  if (length < 0 || length > left(cursor)) throw new EndsEarly(`${length} bytes are said, ${left(cursor)} are there`);
  cursor.at += length;
  return at;
}
