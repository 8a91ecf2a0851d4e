/** The embedded default's own issuer: a key pair made at first start, and a token file per demo party and role. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { claimsOf } from './claims.js';
import { DEMO_NAMES } from './demo-parties.data.js';
import { issuersVerifier, type Issuer } from './issuers.js';
import { type LogId } from '#event-log';
import { readIfThere, readOrMakeOwnFile, writeOwnFile } from './own-file.js';
import { keyPairIn, OF_LOG } from './signing-key.js';
import { nameOf, principalOf, type Principal } from './principal.js';
import { type TokenVerifier } from './tokens.port.js';

const SIGNING_KEY = 'signing-key.jwk.json';
const OWN_ISSUER = 'urn:hvb-hub:own-issuer';
const AUDIENCE = 'urn:hvb-hub';
const ALGORITHM = 'ES256';
const TOKEN_DAYS = 365;
/** A token file that has less left than this is written anew at start. */
const RENEW_WITHIN_DAYS = 30;
const DAY_MS = 86_400_000;

export interface OwnIssuer {
  readonly issuer: Issuer;
  readonly verifier: TokenVerifier;
  /** A token for any principal, a party in a scenario for instance. Valid `days` days (default 365). */
  issueToken(principal: Principal, days?: number): Promise<string>;
  /**
   * Writes one token file, mode 0600, for each of `names` (`principalOf`) that has none that holds; gives their paths by
   * name. Throws for a name that is nobody's.
   */
  writeTokenFiles(names?: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/**
 * The folder's issuer: `signing-key.jwk.json` and `tokens/<name>.token` under `folder`, made at first start. `logId`: the
 * log whose hub it is, which stands in the key's file from then on. Throws `FileUnusable` where the file holds no key pair.
 */
export async function ownIssuer(folder: string, logId?: LogId): Promise<OwnIssuer> {
  const jwk = await ownKeyPair(join(folder, SIGNING_KEY), logId);
  const { kty, crv, x, y } = jwk;
  const publicKey = await importJWK({ kty, crv, x, y } as JWK, ALGORITHM);
  const privateKey = await importJWK(jwk, ALGORITHM);
  const kid = await calculateJwkThumbprint(jwk);
  const issuer: Issuer = {
    ...{ issuer: OWN_ISSUER, audience: AUDIENCE, algorithms: [ALGORITHM], key: () => publicKey },
    names: { kind: 'own', unregistered: () => true },
  };

  const issueToken: OwnIssuer['issueToken'] = (principal, days = TOKEN_DAYS) =>
    new SignJWT(claimsOf(principal))
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
      .setIssuer(OWN_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(principal.person ?? nameOf(principal))
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(new Date(Date.now() + days * DAY_MS))
      .sign(privateKey);

  const stillHolds = issuersVerifier([issuer], { now: () => new Date(Date.now() + RENEW_WITHIN_DAYS * DAY_MS) });

  const writeTokenFiles: OwnIssuer['writeTokenFiles'] = async (names = DEMO_NAMES) => {
    const paths = new Map<string, string>();
    for (const name of names) {
      const path = join(folder, 'tokens', `${name}.token`);
      const principal = principalOf(name);
      if (principal === undefined) throw new Error(`${name} is nobody`);
      if (!(await holds(readIfThere(path), stillHolds))) writeOwnFile(path, `${await issueToken(principal)}\n`);
      paths.set(name, path);
    }
    return paths;
  };

  return { issuer, verifier: issuersVerifier([issuer]), issueToken, writeTokenFiles };
}

async function ownKeyPair(path: string, logId: LogId | undefined): Promise<JWK> {
  const made = async (): Promise<string> => textOf(await makeKeyPair(), logId);
  const jwk = keyPairIn(path, await readOrMakeOwnFile(path, made));
  // A key from before keys were bound to their log.
  if (logId !== undefined && jwk[OF_LOG] === undefined) writeOwnFile(path, textOf(jwk, logId));
  return jwk;
}

const textOf = (jwk: JWK, logId: LogId | undefined): string =>
  `${JSON.stringify(logId === undefined ? jwk : { ...jwk, [OF_LOG]: logId })}\n`;

async function makeKeyPair(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return exportJWK(privateKey);
}

async function holds(token: string | undefined, verifier: TokenVerifier): Promise<boolean> {
  if (token === undefined) return false;
  try {
    await verifier.verify(token.trim());
    return true;
  } catch {
    return false;
  }
}
