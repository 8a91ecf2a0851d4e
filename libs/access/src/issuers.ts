/** Verifies bearer tokens (JWT) of the issuers that this hub trusts: its own, and others by their published keys. */
import { stockholmDay } from '#contracts';
import { type Instant } from '#domain/facts';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { principalOf, type WhoIsNamed } from './named.js';
import { type Principal } from './principal.js';
import { EMPTY_REGISTER, isDenied, mandatesOn, type Register } from './register.js';
import { IssuerUnavailable, TokenRefused, type Shown, type TokenVerifier } from './tokens.port.js';

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
  /** How its tokens say who asks. */
  readonly names: WhoIsNamed;
}

/** Keys that nobody publishes are asked for once in so long, whoever shows tokens by them. */
const KEYS_COOLDOWN_MS = 30_000;

/**
 * The published keys of an issuer elsewhere (JWKS over https), fetched when needed and kept by `jose`: a key that is not
 * among them is looked for anew, so that they may be rotated.
 */
export function publishedKeys(url: URL, { cooldownMs = KEYS_COOLDOWN_MS } = {}): JWTVerifyGetKey {
  return createRemoteJWKSet(url, { cooldownDuration: cooldownMs });
}

export interface VerifierOptions {
  /** Real time, not the simulation's, decides whether a token has expired. */
  readonly now?: () => Date;
  /** The register as it is at the moment. */
  readonly register?: () => Register;
}

/** What is kept of a token that held: it is asked anew when it has expired, and when anything is said of parties. */
interface Verified {
  readonly principal: Principal;
  readonly untilMs: number;
  readonly version: number;
  /** The thumbprint of the client certificate that it is bound to (RFC 8705). */
  readonly boundTo: string | undefined;
}

/** A verifier over a fixed set of issuers, and the parties of the moment. */
export function issuersVerifier(
  issuers: readonly Issuer[],
  { now = () => new Date(), register = () => EMPTY_REGISTER }: VerifierOptions = {},
): TokenVerifier {
  const kept = new LRUCache<string, Verified>({ max: VERIFIED_TOKENS_MAX });

  return {
    async verify(token, shown = {}) {
      const current = register();
      const known = kept.get(token);
      if (known?.version === current.version && now().getTime() < known.untilMs)
        return asOf(shownBy(known, shown), current, now());
      kept.delete(token);
      const verified = await verifyOnce(token, issuers, { at: now(), register: current });
      kept.set(token, verified);
      return asOf(shownBy(verified, shown), current, now());
    },
  };
}

/** A bound token is of no use to whoever does not show its certificate. */
function shownBy({ principal, boundTo }: Verified, { certificate }: Shown): Principal {
  if (boundTo !== undefined && boundTo !== certificate) throw new TokenRefused('otherCertificate');
  return principal;
}

/** A mandate begins and ends by the day, whenever the token was verified. */
function asOf(principal: Principal, register: Register, at: Date): Principal {
  if (principal.kind !== 'auditor' || principal.auditor === undefined) return principal;
  return {
    ...principal,
    mandates: mandatesOn(register, principal.auditor, stockholmDay(at.toISOString() as Instant)),
  };
}

interface Moment {
  readonly at: Date;
  readonly register: Register;
}

async function verifyOnce(token: string, issuers: readonly Issuer[], { at, register }: Moment): Promise<Verified> {
  const issuer = issuerOf(token, issuers);
  const payload = await payloadOf(token, issuer, at);
  if (isDenied(register, issuer.issuer, payload)) throw new TokenRefused('denied');
  const boundTo = thumbprintIn(payload);
  const principal = principalOf(payload, issuer, { register, boundTo });
  const untilMs = ((payload.exp ?? 0) + CLOCK_TOLERANCE_S) * 1000;
  return { principal, untilMs, version: register.version, boundTo };
}

async function payloadOf(token: string, issuer: Issuer, currentDate: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, issuer.key, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate,
    });
    return payload;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** `cnf` of RFC 8705 3.1. One that is no text binds to what nobody can show. */
function thumbprintIn(payload: JWTPayload): string | undefined {
  const cnf: unknown = payload['cnf'];
  if (cnf === undefined) return undefined;
  const { 'x5t#S256': thumbprint } = (cnf ?? {}) as { readonly 'x5t#S256'?: unknown };
  return typeof thumbprint === 'string' ? thumbprint : '';
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
