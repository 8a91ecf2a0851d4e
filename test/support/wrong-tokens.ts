/** Tokens that must let nobody in, made by whoever has the signing key of an installation, or has not. */
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const HOUR_S = 3_600;

type Json = Readonly<Record<string, unknown>>;

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(header: Json, claims: Json, key: KeyObject): string {
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function shared(header: Json, claims: Json, secret: string): string {
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** By what is wrong of each; `right` is the same token with nothing wrong. `accessDir`: where the installation keeps its signing key. */
export function wrongTokens(
  accessDir: string,
  sub: string,
): { readonly right: string; readonly wrong: Readonly<Record<string, string>> } {
  const jwk = JSON.parse(readFileSync(join(accessDir, 'signing-key.jwk.json'), 'utf8')) as object;
  const own = createPrivateKey({ key: jwk as never, format: 'jwk' });
  const published = createPublicKey(own).export({ type: 'spki', format: 'pem' }).toString();
  const another = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const nowS = Math.floor(Date.now() / 1000);
  const header = { alg: 'ES256', typ: 'JWT' };
  const claims = { iss: 'urn:hvb-hub:own-issuer', aud: 'urn:hvb-hub', sub, iat: nowS, exp: nowS + HOUR_S };
  const right = signed(header, claims, own);
  const [head, , signature] = right.split('.');
  return {
    right,
    wrong: {
      forged: signed(header, claims, another),
      'changed after it was signed': `${head}.${part({ ...claims, sub: 'operator' })}.${signature}`,
      expired: signed(header, { ...claims, iat: nowS - 2 * HOUR_S, exp: nowS - HOUR_S }, own),
      'without an end': signed(header, { ...claims, exp: undefined }, own),
      'of another audience': signed(header, { ...claims, aud: 'urn:another-hub' }, own),
      'of an issuer that nobody knows': signed(header, { ...claims, iss: 'https://issuer.example' }, own),
      'of alg none': `${part({ ...header, alg: 'none' })}.${part(claims)}.`,
      'signed by the public key as a shared secret': shared({ ...header, alg: 'HS256' }, claims, published),
      'without its signature': `${head}.${part(claims)}.`,
    },
  };
}
