/** Signs what is pushed, as Standard Webhooks 1.0.0 has it: symmetric, `v1`, one signature for each key that holds. */
import { createHmac, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const SECRET_PREFIX = 'whsec_';

/** A key as its owner is shown it, once: `whsec_` and base64 of 32 bytes. */
export const newSecret = (): string => SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/** What is signed: who it is, when it is tried, and every byte of it. */
export interface Signing {
  /** The delivery's identity, the same at each attempt. Holds no full stop, which parts what is signed. */
  readonly id: string;
  /** Of the attempt, in whole seconds since 1970. */
  readonly timestamp: number;
  readonly body: Uint8Array;
}

/** The headers of a signed attempt; of two keys both signatures, parted by a space. Throws `RangeError` for an id with a full stop. */
export function signedHeaders(
  { id, timestamp, body }: Signing,
  secrets: readonly string[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  return {
    ...unsignedHeaders({ id, timestamp }),
    'webhook-signature': secrets.map((secret) => `v1,${signatureOf({ id, timestamp, body }, secret)}`).join(' '),
  };
}

/** The same without a signature, which every receiver is to refuse. Throws `RangeError` for an id with a full stop. */
export function unsignedHeaders({
  id,
  timestamp,
}: Omit<Signing, 'body'>): Readonly<Record<'webhook-id' | 'webhook-timestamp', string>> {
  if (id.includes('.')) throw new RangeError('an id of a delivery holds no full stop');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp) };
}

const signatureOf = ({ id, timestamp, body }: Signing, secret: string): string =>
  createHmac('sha256', Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest('base64');
