/** The master key: 32 bytes that wrap every stream's key. Whoever has it and the key store can open everything. */
import { randomBytes } from 'node:crypto';
import { FileUnusable } from '#event-log';
import { readIfThere, readOrMakeOwnFile } from './own-file.js';
import { KEY_BYTES } from './seal.js';

const MASTER_KEY_TEXT = /^[0-9a-f]{64}$/;

/** The master key is not 64 hexadecimal digits: the hub does not start with half a key. */
export class MasterKeyUnreadable extends Error {
  override readonly name = 'MasterKeyUnreadable';
}

/**
 * The master key from `given` (64 hexadecimal digits, as an operator's secret store supplies it), else from `file`,
 * which is made at first start with mode 0600. Throws `MasterKeyUnreadable`.
 */
export async function masterKey(options: {
  readonly given?: string | undefined;
  readonly file: string;
}): Promise<Uint8Array> {
  const made = (): string => `${randomBytes(KEY_BYTES).toString('hex')}\n`;
  const text = (options.given ?? (await readOrMakeOwnFile(options.file, made))).trim().toLowerCase();
  if (!MASTER_KEY_TEXT.test(text)) throw new MasterKeyUnreadable('the master key must be 64 hexadecimal digits');
  return Buffer.from(text, 'hex');
}

/** The master key in `file`; undefined where there is none. Makes nothing. Throws `FileUnusable` where it is not 64 hexadecimal digits. */
export function readMasterKey(file: string): Uint8Array | undefined {
  const text = readIfThere(file)?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (!MASTER_KEY_TEXT.test(text)) throw new FileUnusable(file, 'damaged', 'it is not 64 hexadecimal digits');
  return Buffer.from(text, 'hex');
}
