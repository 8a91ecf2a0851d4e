/** The embedded default's own issuer: a key pair made at first start, and a token file per demo party. */
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { DEMO_PRINCIPALS } from './demo-parties.data.js';
import { issuersVerifier, type Issuer } from './issuers.js';
import { readIfThere, readOrMakeOwnFile, writeOwnFile } from './own-file.js';
import { nameOf, type Principal } from './principal.js';
import { type TokenVerifier } from './tokens.port.js';

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
  /** Writes one token file, mode 0600, for each of `principals` that has none that holds; gives their paths by name. */
  writeTokenFiles(principals?: readonly Principal[]): Promise<ReadonlyMap<string, string>>;
}

/** The folder's issuer: `signing-key.jwk.json` and `tokens/<name>.token` under `folder`, made at first start. */
export async function ownIssuer(folder: string): Promise<OwnIssuer> {
  const jwk = JSON.parse(await readOrMakeOwnFile(join(folder, 'signing-key.jwk.json'), makeKeyPair)) as JWK;
  const { kty, crv, x, y } = jwk;
  const publicKey = await importJWK({ kty, crv, x, y } as JWK, ALGORITHM);
  const privateKey = await importJWK(jwk, ALGORITHM);
  const kid = await calculateJwkThumbprint(jwk);
  const issuer: Issuer = { issuer: OWN_ISSUER, audience: AUDIENCE, algorithms: [ALGORITHM], key: () => publicKey };

  const issueToken: OwnIssuer['issueToken'] = (principal, days = TOKEN_DAYS) =>
    new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
      .setIssuer(OWN_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(nameOf(principal))
      .setIssuedAt()
      .setExpirationTime(new Date(Date.now() + days * DAY_MS))
      .sign(privateKey);

  const stillHolds = issuersVerifier([issuer], () => new Date(Date.now() + RENEW_WITHIN_DAYS * DAY_MS));

  const writeTokenFiles: OwnIssuer['writeTokenFiles'] = async (principals = DEMO_PRINCIPALS) => {
    const paths = new Map<string, string>();
    for (const principal of principals) {
      const path = join(folder, 'tokens', `${nameOf(principal)}.token`);
      if (!(await holds(readIfThere(path), stillHolds))) writeOwnFile(path, `${await issueToken(principal)}\n`);
      paths.set(nameOf(principal), path);
    }
    return paths;
  };

  return { issuer, verifier: issuersVerifier([issuer]), issueToken, writeTokenFiles };
}

async function makeKeyPair(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return `${JSON.stringify(await exportJWK(privateKey))}\n`;
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
