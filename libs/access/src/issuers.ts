/** Verifies bearer tokens (JWT) of the issuers that this hub trusts: its own, and others by their published keys. */
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { ownPrincipal } from './claims.js';
import { type Principal } from './principal.js';
import { IssuerUnavailable, TokenRefused, type TokenVerifier } from './tokens.port.js';

/** Verified tokens kept, so that a party that posts a thousand events pays for one signature. */
const VERIFIED_TOKENS_MAX = 1_000;
/** A token is a header of at most so many characters. */
const TOKEN_LENGTH_MAX = 4_096;
const CLOCK_TOLERANCE_S = 30;

/** One trusted issuer. Everything that a token could choose for itself is pinned here. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** Signature algorithms accepted; never `none`, never a shared secret. */
  readonly algorithms: readonly ('ES256' | 'ES384' | 'EdDSA' | 'RS256' | 'PS256')[];
  readonly key: JWTVerifyGetKey;
  /** The principal that its claims name. The default reads the hub's own (`claims.ts`). */
  readonly principalOf?: (claims: JWTPayload) => Principal | undefined;
  /** Whom this issuer may speak for; an outer one is held to its own parties. */
  readonly maySpeakFor?: (principal: Principal) => boolean;
}

/** The published keys of an issuer elsewhere (JWKS over https), fetched when needed and kept by `jose`. */
export function publishedKeys(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url);
}

/** A verifier over a fixed set of issuers. Real time, not the simulation's, decides whether a token has expired. */
export function issuersVerifier(issuers: readonly Issuer[], now: () => Date = () => new Date()): TokenVerifier {
  const verified = new LRUCache<string, { readonly principal: Principal; readonly untilMs: number }>({
    max: VERIFIED_TOKENS_MAX,
  });

  return {
    async verify(token) {
      const known = verified.get(token);
      if (known !== undefined && now().getTime() < known.untilMs) return known.principal;
      verified.delete(token);
      const { principal, expiresS } = await verifyOnce(token, issuers, now());
      verified.set(token, { principal, untilMs: (expiresS + CLOCK_TOLERANCE_S) * 1000 });
      return principal;
    },
  };
}

async function verifyOnce(
  token: string,
  issuers: readonly Issuer[],
  currentDate: Date,
): Promise<{ readonly principal: Principal; readonly expiresS: number }> {
  const issuer = issuerOf(token, issuers);
  try {
    const { payload } = await jwtVerify(token, issuer.key, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate,
    });
    return { principal: namedBy(payload, issuer), expiresS: payload.exp ?? 0 };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Reads the unverified issuer only to choose whose key must have signed. */
function issuerOf(token: string, issuers: readonly Issuer[]): Issuer {
  if (token.length > TOKEN_LENGTH_MAX) throw new TokenRefused('malformed');
  let claimed: unknown;
  try {
    claimed = decodeJwt(token).iss;
  } catch {
    throw new TokenRefused('malformed');
  }
  const issuer = issuers.find((one) => one.issuer === claimed);
  if (issuer === undefined) throw new TokenRefused('unknownIssuer');
  return issuer;
}

function namedBy(payload: JWTPayload, issuer: Issuer): Principal {
  const named = (issuer.principalOf ?? ownPrincipal)(payload);
  if (named === undefined || issuer.maySpeakFor?.(named) === false) throw new TokenRefused('namesNobody');
  return named;
}

const REASONS: ReadonlyMap<string, TokenRefused['reason']> = new Map([
  [errors.JWTExpired.code, 'expired'],
  [errors.JWTClaimValidationFailed.code, 'notForThisHub'],
  [errors.JWSSignatureVerificationFailed.code, 'badSignature'],
  [errors.JOSEAlgNotAllowed.code, 'badSignature'],
  [errors.JWKSNoMatchingKey.code, 'badSignature'],
]);

/** What `jose` throws when an issuer's keys could not be had: not the token's fault. */
const KEYS_AWAY: ReadonlySet<string> = new Set([
  errors.JOSEError.code,
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
]);

function refusalOf(error: unknown): Error {
  if (error instanceof TokenRefused) return error;
  const code = error instanceof errors.JOSEError ? error.code : errors.JOSEError.code;
  if (KEYS_AWAY.has(code)) return new IssuerUnavailable('the keys of an issuer cannot be fetched', { cause: error });
  return new TokenRefused(REASONS.get(code) ?? 'malformed');
}
