/** The master key: 32 bytes that wrap every stream's key. Whoever has it and the key store can open everything. */
import { keyFrom, MasterKeyUnreadable, newMasterKeyText } from './key-text.js';
import { mastersInFiles } from './master-files.js';
import { mastersOf, type Masters } from './masters.js';
import { readOrMakeOwnFile } from './own-file.js';

/** Where a process finds its master keys: plain values that can be handed to a worker thread. */
export interface WhereMaster {
  /** 64 hexadecimal digits from the operator's secret store. */
  readonly masterKeyGiven?: string | undefined;
  /** Beside the given one: accepted too, while keys are wrapped anew. */
  readonly secondMasterKeyGiven?: string | undefined;
  /** Where none is given: the file, which is made at first start with mode 0600. */
  readonly masterKeyPath?: string | undefined;
}

/**
 * The master keys: those given, else those in the files, which are looked at again while the process runs. Throws
 * `MasterKeyUnreadable`, and `FileUnusable` where a file is not what was written.
 */
export async function openMasters(where: WhereMaster): Promise<Masters> {
  const { masterKeyGiven: given, secondMasterKeyGiven: second, masterKeyPath: file } = where;
  if (given !== undefined) return mastersOf(keyFrom(given), second === undefined ? undefined : keyFrom(second));
  if (second !== undefined) throw new MasterKeyUnreadable('a second master key is given, and no first');
  if (file === undefined) throw new MasterKeyUnreadable('no master key is given, and no file of one');
  await masterKey({ file });
  return mastersInFiles(file);
}

/**
 * The master key from `given` (64 hexadecimal digits, as an operator's secret store supplies it), else from `file`,
 * which is made at first start with mode 0600. Throws `MasterKeyUnreadable`.
 */
export async function masterKey(options: {
  readonly given?: string | undefined;
  readonly file: string;
}): Promise<Uint8Array> {
  return keyFrom(options.given ?? (await readOrMakeOwnFile(options.file, newMasterKeyText)));
}
