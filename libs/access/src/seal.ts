/**
 * How a stream's key seals and compares. Layout of a sealed part: version (1 byte, 1), nonce (12), tag (16), ciphertext;
 * AES-256-GCM with a random nonce, the context authenticated as associated data.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { SealBroken, type StreamKey } from '#contracts';

/** Bytes in a data key and in a master key. */
export const KEY_BYTES = 32;
const LAYOUT_VERSION = 1;
const LAYOUT = Uint8Array.of(LAYOUT_VERSION);
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** Nonces drawn from the system at once: to ask for one by itself costs as much as to seal. */
const NONCES_PER_DRAW = 256;
let drawn = Buffer.alloc(0);
let nextNonce = 0;

/** Twelve random bytes that were never given out before. */
function freshNonce(): Uint8Array {
  if (nextNonce === drawn.length) {
    drawn = randomBytes(NONCES_PER_DRAW * NONCE_BYTES);
    nextNonce = 0;
  }
  return drawn.subarray(nextNonce, (nextNonce += NONCE_BYTES));
}

/** Seals `plain` under `key`. Two seals of the same text differ; the context must be given again to open. */
export function seal(key: KeyObject, plain: Uint8Array, context: string): Uint8Array {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  // A stream mode: everything comes with the text itself, and nothing with its end.
  const secret = cipher.update(plain);
  cipher.final();
  return Buffer.concat([LAYOUT, nonce, cipher.getAuthTag(), secret], HEAD_BYTES + secret.length);
}

/** Opens what `seal` made. Throws `SealBroken` where a bit was changed, or key or context are others. */
export function open(key: KeyObject, sealed: Uint8Array, context: string): Uint8Array {
  if (sealed.length < HEAD_BYTES || sealed[0] !== LAYOUT_VERSION)
    throw new SealBroken('a sealed part has no known layout');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  const plain = decipher.update(sealed.subarray(HEAD_BYTES));
  try {
    decipher.final();
  } catch {
    throw new SealBroken('a sealed part does not open under its key and context');
  }
  return plain;
}

/** A stream's key from its 32 random bytes. What is compared has a key of its own, derived by HKDF-SHA-256. */
export function streamKeyFrom(dataKey: Uint8Array): StreamKey {
  const sealing = createSecretKey(dataKey);
  // Derived only for who compares: one who reads does not, and it costs as much as opening an event.
  let comparing: KeyObject | null = null;
  const keyToCompare = (): KeyObject =>
    (comparing ??= createSecretKey(Buffer.from(hkdfSync('sha256', sealing, '', 'hvb-hub content mac v1', KEY_BYTES))));
  return {
    seal: (plain, context) => seal(sealing, plain, context),
    open: (sealed, context) => open(sealing, sealed, context),
    mac: (content) => createHmac('sha256', keyToCompare()).update(content).digest(),
    compareKey: () => keyToCompare().export(),
  };
}

/** What compares as a stream's key does, from what `compareKey` gave. */
export const comparingBy = (compareKey: Uint8Array): Pick<StreamKey, 'mac'> => ({
  mac: (content) => createHmac('sha256', compareKey).update(content).digest(),
});
