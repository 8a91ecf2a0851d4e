/** The master key, which wraps every stream's key: whoever has it and the key store can open everything. Here is where it is. */
import { keyFrom, MasterKeyUnreadable, newMasterKeyText } from './key-text.js';
import { mastersInFiles } from './master-files.js';
import { mastersBeside, mastersIn, mastersOf, type Masters } from './masters.js';
import { readIfThere, readOrMakeOwnFile } from './own-file.js';
import { tokenMaster } from './token/master.pkcs11.js';
import { type WhereToken } from './token/where-token.js';

/** Where a process finds its master keys: plain values that can be handed to a worker thread. */
export interface WhereMaster {
  /** 64 hexadecimal digits from the operator's secret store. */
  readonly masterKeyGiven?: string | undefined;
  /** Beside the given one: accepted too, while keys are wrapped anew. */
  readonly secondMasterKeyGiven?: string | undefined;
  /** Where none is given: the file, which is made at first start with mode 0600. */
  readonly masterKeyPath?: string | undefined;
  /** Where one of them is in a token: as the first it wraps, and what is given or in the file is accepted beside it. */
  readonly token?: WhereToken | undefined;
}

/**
 * The master keys: that of the token where one is first, else those given, else those in the files, which are looked at again
 * while the process runs; and a token's that is second. Throws `MasterKeyUnreadable`, `FileUnusable` where a file is not what
 * was written, and `TokenUnusable`.
 */
export async function openMasters(where: WhereMaster): Promise<Masters> {
  const { token } = where;
  if (token?.key !== undefined) return firstInToken(where, token, token.key);
  const masters = await outsideTokens(where);
  return token?.secondKey === undefined
    ? masters
    : mastersBeside(masters, mastersIn([await tokenMaster(token, token.secondKey)]));
}

/** Beside it: another of the token, one that is given, and what lies in the files, which is not made. */
async function firstInToken(where: WhereMaster, token: WhereToken, key: string): Promise<Masters> {
  const { secondMasterKeyGiven: second, masterKeyPath: file } = where;
  const first = await tokenMaster(token, key);
  const others = [
    ...(token.secondKey === undefined ? [] : [mastersIn([await tokenMaster(token, token.secondKey)])]),
    ...(second === undefined ? [] : [mastersOf(keyFrom(second))]),
    ...(file === undefined || readIfThere(file) === undefined ? [] : [mastersInFiles(file)]),
  ];
  return others.reduce(mastersBeside, mastersIn([first]));
}

async function outsideTokens(where: WhereMaster): Promise<Masters> {
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
