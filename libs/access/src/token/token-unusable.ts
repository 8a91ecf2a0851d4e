/** Why a token does not wrap and unwrap: the fault of a key store whose master is in it. */
import { KeysUnavailable } from '#contracts';

/**
 * `noClient`: the client library of PKCS#11 is not installed here. `noLibrary`: the token's own library cannot be loaded.
 * `noToken`, `manyTokens`: of that label and serial number. `noPinFile`: it cannot be read. `pinRefused`, `pinLocked`: by the
 * token. `noKey`, `manyKeys`: of that label. `keyExists`: one is there already. `keyNotSafe`: no AES key of 256 bits, or one
 * that may leave the token. `otherKey`: not the one that was there when it was opened. `notAnswering`: anything else.
 */
export type TokenReason =
  | 'noClient'
  | 'noLibrary'
  | 'noToken'
  | 'manyTokens'
  | 'noPinFile'
  | 'pinRefused'
  | 'pinLocked'
  | 'noKey'
  | 'manyKeys'
  | 'keyExists'
  | 'keyNotSafe'
  | 'otherKey'
  | 'notAnswering';

/** What may be otherwise once the token's library has begun anew: a token that was pulled and is there again. */
const MAY_PASS: readonly TokenReason[] = ['noToken', 'noKey', 'notAnswering'];

/** Never the PIN, a key or a text in it: what was looked for, and the token's own code. A start ends with it; later it is a fault. */
export class TokenUnusable extends KeysUnavailable {
  override readonly name = 'TokenUnusable';
  constructor(
    readonly reason: TokenReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get mayPass(): boolean {
    return MAY_PASS.includes(this.reason);
  }
}
