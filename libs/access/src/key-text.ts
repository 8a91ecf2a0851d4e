/** A master key as it is written: 64 hexadecimal digits, in a file or a variable. */
import { randomBytes } from 'node:crypto';
import { FileUnusable } from '#event-log';
import { readIfThere } from './own-file.js';
import { KEY_BYTES } from './seal.js';

const MASTER_KEY_TEXT = /^[0-9a-f]{64}$/;

/** The master key is not 64 hexadecimal digits: the hub does not start with half a key. */
export class MasterKeyUnreadable extends Error {
  override readonly name = 'MasterKeyUnreadable';
}

/** A new random master key as it stands in its file: 64 hexadecimal digits and a line's end. */
export const newMasterKeyText = (): string => textOfKey(randomBytes(KEY_BYTES));

/** 32 bytes as they stand in a file. */
export const textOfKey = (key: Uint8Array): string => `${Buffer.from(key).toString('hex')}\n`;

/** 32 bytes. Throws `MasterKeyUnreadable`. */
export function keyFrom(given: string): Uint8Array {
  const key = keyIn(given);
  if (key === undefined) throw new MasterKeyUnreadable('the master key must be 64 hexadecimal digits');
  return key;
}

/** The master key in `file`; undefined where there is none. Makes nothing. Throws `FileUnusable` where it is not 64 hexadecimal digits. */
export function readMasterKey(file: string): Uint8Array | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const key = keyIn(text);
  if (key === undefined) throw new FileUnusable(file, 'damaged', 'it is not 64 hexadecimal digits');
  return key;
}

function keyIn(given: string): Uint8Array | undefined {
  const text = given.trim().toLowerCase();
  return MASTER_KEY_TEXT.test(text) ? Buffer.from(text, 'hex') : undefined;
}
