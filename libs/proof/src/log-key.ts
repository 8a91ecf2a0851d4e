/** The key that signs checkpoints, in a file of its own: whoever has it speaks for the log. */
import { join } from 'node:path';
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readIfThere, readOrMakeOwnFile } from '#access';
import { FileUnusable } from '#event-log';

/** Where in the folder of access it lies, beside the key by which tokens are known. */
export const logKeyPath = (accessDir: string): string => join(accessDir, 'checkpoint-key.pem');

/**
 * The Ed25519 key in the file (PKCS #8, PEM), made there at first start, for its owner alone.
 * Throws `FileUnusable` where the file holds another thing.
 */
export async function openLogKey(path: string): Promise<KeyObject> {
  const text = await readOrMakeOwnFile(path, () =>
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  );
  return logKeyIn(path, text);
}

/** Throws `FileUnusable` where the file is there and holds no key. Makes nothing. */
export function inspectLogKey(path: string): void {
  const text = readIfThere(path);
  if (text !== undefined) logKeyIn(path, text);
}

/** The Ed25519 key in the text of the file at `path`. Throws `FileUnusable`. */
export function logKeyIn(path: string, text: string): KeyObject {
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`it is of ${String(key.asymmetricKeyType)}`);
    return key;
  } catch (error) {
    throw new FileUnusable(path, 'damaged', `it holds no Ed25519 key: ${(error as Error).message}`, { cause: error });
  }
}
