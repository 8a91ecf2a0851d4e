import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issuersVerifier, machineOf, nameOf, ownIssuer, type OwnIssuer, type Principal } from '#access';
import { type PartyId } from '#domain/facts';
import { generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';

const falun: Principal = machineOf('kommun-2080.socialnamnden' as PartyId);
const HUB = 'urn:hvb-hub';

let folder: string;
let own: OwnIssuer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hvb-access-'));
  own = await ownIssuer(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A token that is right in everything but what `change` says, signed by the hub's own key unless told otherwise. */
async function tokenWith(change: {
  readonly sub?: string;
  readonly iss?: string;
  readonly aud?: string;
  readonly exp?: string | null;
  readonly key?: CryptoKey;
}): Promise<string> {
  const jwk = JSON.parse(readFileSync(join(folder, 'signing-key.jwk.json'), 'utf8'));
  const key =
    change.key ?? (await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']));
  const token = new SignJWT()
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(change.iss ?? own.issuer.issuer)
    .setAudience(change.aud ?? HUB)
    .setSubject(change.sub ?? 'region-20');
  if (change.exp !== null) token.setExpirationTime(change.exp ?? '1h');
  return token.sign(key);
}

describe("the hub's own tokens", () => {
  it('speak for the principal that they were issued to', async () => {
    for (const principal of [falun, { kind: 'auditor' }, { kind: 'operator' }] as const) {
      expect(await own.verifier.verify(await own.issueToken(principal))).toEqual(principal);
    }
  });

  it('hold after a restart, because the signing key is kept, readable by its owner alone', async () => {
    const token = await own.issueToken(falun);
    expect(await (await ownIssuer(folder)).verifier.verify(token)).toEqual(falun);
    expect(statSync(join(folder, 'signing-key.jwk.json')).mode & 0o777).toBe(0o600);
  });

  it('are written one file each, mode 0600, and left alone as long as they hold', async () => {
    const paths = await own.writeTokenFiles();
    const path = paths.get('kommun-2080.socialnamnden')!;
    const before = readFileSync(path, 'utf8');
    expect(await own.verifier.verify(before.trim())).toEqual(falun);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'tokens')).sort()).toEqual([...paths.keys()].map((name) => `${name}.token`).sort());
    writeFileSync(paths.get('auditor')!, 'spoilt');
    await (await ownIssuer(folder)).writeTokenFiles();
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(await own.verifier.verify(readFileSync(paths.get('auditor')!, 'utf8').trim())).toEqual({ kind: 'auditor' });
  });

  it('are written anew when they are about to expire', async () => {
    const [path] = [...(await own.writeTokenFiles([nameOf(falun)])).values()];
    const short = await own.issueToken(falun, 3);
    writeFileSync(path!, short);
    await own.writeTokenFiles([nameOf(falun)]);
    expect(readFileSync(path!, 'utf8').trim()).not.toBe(short);
  });
});

describe('a token', () => {
  const refused = (token: string): Promise<unknown> =>
    own.verifier.verify(token).then(
      () => 'accepted',
      (error: unknown) => (error as { reason?: string }).reason,
    );

  it('is accepted when all is right', async () => {
    expect(await refused(await tokenWith({}))).toBe('accepted');
  });

  it('is refused when it is no token, or too long to be one', async () => {
    expect(await refused('')).toBe('malformed');
    expect(await refused('a.b.c')).toBe('malformed');
    expect(await refused(`${await tokenWith({})}${'a'.repeat(5000)}`)).toBe('malformed');
  });

  it('is refused when another issuer made it, or another key signed it', async () => {
    expect(await refused(await tokenWith({ iss: 'urn:somebody' }))).toBe('unknownIssuer');
    expect(await refused(await tokenWith({ key: (await generateKeyPair('ES256')).privateKey }))).toBe('badSignature');
  });

  it('is refused when a letter of it is changed, also after it has been accepted', async () => {
    const token = await tokenWith({});
    await own.verifier.verify(token);
    const [head, , signature] = token.split('.');
    const [, other] = (await tokenWith({ sub: 'region-01' })).split('.');
    expect(await refused([head, other, signature].join('.'))).toBe('badSignature');
  });

  it('is refused when it is unsigned, or signed by the public key as a shared secret', async () => {
    const claims = { sub: 'region-20', iss: own.issuer.issuer, aud: HUB, exp: 4102444800 };
    expect(await refused(new UnsecuredJWT(claims).encode())).toBe('badSignature');
    const { x } = JSON.parse(readFileSync(join(folder, 'signing-key.jwk.json'), 'utf8'));
    const confused = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(x, 'base64url'));
    expect(await refused(confused)).toBe('badSignature');
  });

  it('is refused when it is meant for another hub, has expired, or never expires', async () => {
    expect(await refused(await tokenWith({ aud: 'urn:other' }))).toBe('notForThisHub');
    expect(await refused(await tokenWith({ exp: '-1h' }))).toBe('expired');
    expect(await refused(await tokenWith({ exp: null }))).toBe('notForThisHub');
  });

  it('is refused when its subject is neither a party nor a role', async () => {
    for (const sub of [
      'admin',
      'kommun-20',
      'region-20.',
      '191212121212',
      'region-99',
      'kommun-9999',
      'kommun-2080.8112189876',
    ]) {
      expect(await refused(await tokenWith({ sub }))).toBe('namesNobody');
    }
  });

  it('is refused once it has expired, though it was accepted before', async () => {
    let now = new Date();
    const verifier = issuersVerifier([own.issuer], { now: () => now });
    const token = await own.issueToken(falun, 1);
    expect(await verifier.verify(token)).toEqual(falun);
    now = new Date(now.getTime() + 2 * 86_400_000);
    await expect(verifier.verify(token)).rejects.toThrow('expired');
  });
});
