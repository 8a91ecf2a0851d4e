/** A stream key with fixed bytes, for golden files and specs only: real ones are made and kept by the key store. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { SealBroken, type StreamKey } from '#contracts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM as `iv ‖ tag ‖ ciphertext`, the context as associated data; HMAC-SHA-256. */
export function fixedKey(fill: number): StreamKey {
  const bytes = Buffer.alloc(32, fill);
  return {
    seal(plain, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', bytes, iv).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    open(sealed, context) {
      const decipher = createDecipheriv('aes-256-gcm', bytes, sealed.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(context))
        .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      } catch {
        throw new SealBroken('a sealed part does not open');
      }
    },
    mac: (content) => createHmac('sha256', bytes).update(content).digest(),
    compareKey: () => bytes,
  };
}
