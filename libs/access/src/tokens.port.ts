/** The port by which the edge asks who a bearer token speaks for. */
import { type Principal } from './principal.js';

/** A credential was shown that does not hold. `reason` is safe to show: it never repeats the token. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  constructor(
    readonly reason: 'malformed' | 'unknownIssuer' | 'badSignature' | 'expired' | 'namesNobody' | 'notForThisHub',
  ) {
    super(`the token is refused: ${reason}`);
  }
}

/** A fault: the issuer's keys cannot be had now, so nothing can be said of its tokens. Try again later. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** Whoever can tell a principal from a bearer token. */
export interface TokenVerifier {
  /** Who the token speaks for. Throws `TokenRefused` or `IssuerUnavailable`. */
  verify(token: string): Promise<Principal>;
}
