/** Plain files as one: POSIX ustar, of regular files alone, read by every `tar` there is. */

const BLOCK_BYTES = 512;
const NAME_BYTES_MAX = 100;
const SIZE_AT = 124;
const CHECKSUM_AT = 148;
const CHECKSUM_BYTES = 8;
const TYPE_AT = 156;
const REGULAR = '0';
/** Files of an archive at most: a bundle has fewer than twenty. */
export const FILES_MAX = 64;

/** It is no archive as it is written here: cut, changed, or with something in it that no bundle has. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

/** A file's name: no folder, nothing that leads out of one. */
const FILE_NAME = /^[a-z0-9][a-z0-9-]*\.[a-z]{2,6}$/;

const padded = (bytes: number): number => Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

/** Readable by all, of nobody, at no time: the same files make the same bytes. */
function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  header.write(name, 0);
  header.write(`${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
  header.write(`${octal(size, 11)}\0${octal(0, 11)}\0`, SIZE_AT);
  header.write(REGULAR, TYPE_AT);
  header.write('ustar\x0000', 257);
  header.write(checksumText(header), CHECKSUM_AT);
  return header;
}

/** The sum of all bytes, those of the checksum itself read as spaces. */
function checksumText(header: Uint8Array): string {
  const sum = header.reduce((before, byte, at) => before + (isInChecksum(at) ? 0x20 : byte), 0);
  return `${octal(sum, 6)}\0 `;
}

const isInChecksum = (at: number): boolean => at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM_BYTES;

/** The files in their order. A `RangeError` is a defect: a name that none may have. */
export function writeTar(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [name, bytes] of files) {
    if (!FILE_NAME.test(name) || name.length > NAME_BYTES_MAX) throw new RangeError(`${name} is no file of a bundle`);
    parts.push(headerOf(name, bytes.length), bytes, Buffer.alloc(padded(bytes.length) - bytes.length));
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK_BYTES)]);
}

/** The files of what `writeTar` wrote, byte for byte. Throws `ArchiveRefused` of everything else. */
export function readTar(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let at = 0;
  while (!isZero(archive.subarray(at, at + BLOCK_BYTES))) {
    const { name, size } = headerAt(archive, at);
    if (files.has(name) || files.size === FILES_MAX) throw new ArchiveRefused(`${name}: once too often`);
    const from = at + BLOCK_BYTES;
    at = from + padded(size);
    if (at > archive.length) throw new ArchiveRefused(`${name}: the archive ends within it`);
    if (archive.subarray(from + size, at).some((byte) => byte !== 0)) throw new ArchiveRefused(`${name}: not padded`);
    files.set(name, archive.subarray(from, from + size));
  }
  if (archive.length !== at + 2 * BLOCK_BYTES || !isZero(archive.subarray(at + BLOCK_BYTES)))
    throw new ArchiveRefused('the archive does not end where its files do');
  return files;
}

/** A whole block of nothing, with which an archive ends; what is no whole block is none. */
function isZero(block: Uint8Array): boolean {
  if (block.length !== BLOCK_BYTES) throw new ArchiveRefused('the archive is cut');
  return block.every((byte) => byte === 0);
}

function headerAt(archive: Uint8Array, at: number): { readonly name: string; readonly size: number } {
  const header = Buffer.from(archive.subarray(at, at + BLOCK_BYTES));
  const name = header.toString('latin1', 0, NAME_BYTES_MAX).replace(/\0+$/, '');
  const size = Number.parseInt(header.toString('latin1', SIZE_AT, SIZE_AT + 11), 8);
  // One way to write each: a header that differs in any byte is another's.
  const isOurs = FILE_NAME.test(name) && Number.isSafeInteger(size) && headerOf(name, size).equals(header);
  if (!isOurs) throw new ArchiveRefused(`at byte ${at} is no header of a file of a bundle`);
  return { name, size };
}
