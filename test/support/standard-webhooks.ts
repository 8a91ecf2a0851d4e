/** The library by which receivers verify a webhook: not the hub's own, so that both must have read the specification alike. */
import { createRequire } from 'node:module';

/** Of `standardwebhooks`, what receivers use. */
interface Verifying {
  readonly Webhook: new (secret: string) => {
    /** The event. Throws where a byte, the id or the time is another, the key is, or the time is not now. */
    verify(payload: string, headers: Readonly<Record<string, string>>): unknown;
  };
}

const { Webhook } = createRequire(import.meta.url)('standardwebhooks') as Verifying;

/** What the library reads of a webhook under a key. Throws where it would not believe it. */
export const verifiedBy = (secret: string, payload: string, headers: Readonly<Record<string, string>>): unknown =>
  new Webhook(secret).verify(payload, headers);
