/** The port by which the edge asks who a bearer token speaks for. */
import { type Principal } from './principal.js';

/** A credential was shown that does not hold. `reason` is safe to show: it never repeats the token. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  constructor(
    readonly reason:
      | 'malformed'
      | 'unknownIssuer'
      | 'badSignature'
      | 'expired'
      | 'namesNobody'
      | 'notForThisHub'
      | 'denied'
      | 'partyClosed'
      | 'partyUnknown'
      | 'holdsTooLong'
      | 'otherCertificate',
  ) {
    super(`the token is refused: ${reason}`);
  }
}

/** A fault: the issuer's keys cannot be had now, so nothing can be said of its tokens. Try again later. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/** What else whoever asks has shown. */
export interface Shown {
  /** Thumbprint (`x5t#S256`) of the client certificate of the connection. */
  readonly certificate?: string | undefined;
}

/** Whoever can tell a principal from a bearer token. */
export interface TokenVerifier {
  /** Who the token speaks for. Throws `TokenRefused` or `IssuerUnavailable`. */
  verify(token: string, shown?: Shown): Promise<Principal>;
}
