/** The checksum that a row of a result carries: what is served, or judged by, is what was written. */
import { crc32 } from 'node:zlib';

/** Between two values; no text of a row holds it. */
const END = '\u0000';

/** A value as a row holds it. */
export type RowValue = string | number | bigint | Uint8Array | null;

/** Of a row's values in the order of their columns; an unsigned 32-bit number. Null and text differ, as do blob and text. */
export function rowCrc(values: readonly RowValue[]): number {
  let text = '';
  let crc = 0;
  for (const value of values) {
    if (value instanceof Uint8Array) crc = crc32(value, crc);
    else text += value === null ? `n${END}` : `${String(value)}${END}`;
  }
  return crc32(text, crc);
}
