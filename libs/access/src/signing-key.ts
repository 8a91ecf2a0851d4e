/** The file of the own issuer's key pair: a JWK, with the log whose hub it is. Found sound before anybody is given a token by it. */
import { createPrivateKey, createPublicKey, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import { type JWK } from 'jose';
import { FileUnusable, type LogId } from '#event-log';
import { readIfThere } from './own-file.js';

/** The member in which the JWK tells its log. */
export const OF_LOG = 'hvbLog';
const PROBE = Buffer.from('one key pair');

type OwnJwk = JWK & { readonly [OF_LOG]?: LogId };

/** The key pair in a file's text. Throws `FileUnusable` where there is none, or its two halves are not of one key. */
export function keyPairIn(path: string, text: string): OwnJwk {
  try {
    const jwk = JSON.parse(text) as OwnJwk;
    const { kty, crv, x, y } = jwk;
    const secret = createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
    const open = createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' });
    if (!isPair(secret, open)) throw new Error('its two halves are not of one key');
    return jwk;
  } catch (error) {
    throw new FileUnusable(path, 'damaged', `it holds no key pair: ${(error as Error).message}`, { cause: error });
  }
}

/** What the file tells of its log; undefined where there is none. Makes nothing. Throws `FileUnusable`. */
export function inspectSigningKey(path: string): { readonly logId: LogId | null } | undefined {
  const text = readIfThere(path);
  return text === undefined ? undefined : { logId: keyPairIn(path, text)[OF_LOG] ?? null };
}

const isPair = (secret: KeyObject, open: KeyObject): boolean =>
  verify('sha256', PROBE, open, sign('sha256', PROBE, secret));
