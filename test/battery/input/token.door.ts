/** The door of tokens: forms of JWT and JWS, keys, algorithms, claims and times; all but what was issued must be refused. */
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded, type Seeded } from '../../bench/seeded.js';
import { PLACING_PARTY } from '../../support/case-defaults.data.js';
import { type HubProcess } from '../../support/hub-process.js';
import { counting, type Counting, type InputDoor } from './door.js';
import { someBytes } from './hostile.js';
import { ask } from './http.door.js';

const HOUR_S = 3_600;

type Json = Readonly<Record<string, unknown>>;

interface Keys {
  readonly own: KeyObject;
  readonly others: readonly KeyObject[];
  /** The public key as an attacker has it, to be taken for a shared secret. */
  readonly published: readonly string[];
}

function keysOf(folder: string): Keys {
  const jwk = JSON.parse(readFileSync(join(folder, 'access', 'signing-key.jwk.json'), 'utf8')) as {
    readonly x: string;
  };
  const own = createPrivateKey({ key: jwk as never, format: 'jwk' });
  const known = createPublicKey(own);
  const others = [
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ];
  return {
    own,
    others: others.map(({ privateKey }) => privateKey),
    published: [
      known.export({ type: 'spki', format: 'pem' }).toString(),
      JSON.stringify(known.export({ format: 'jwk' })),
      jwk.x,
      '',
    ],
  };
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const nowS = (): number => Math.floor(Date.now() / 1000);
const GOOD_HEADER: Json = { alg: 'ES256', typ: 'JWT' };
const goodClaims = (): Json => ({
  iss: 'urn:hvb-hub:own-issuer',
  aud: 'urn:hvb-hub',
  sub: PLACING_PARTY,
  iat: nowS(),
  exp: nowS() + HOUR_S,
});

/** Each makes the header wrong. */
const HEADERS: readonly Json[] = [
  ...[
    'none',
    'None',
    'NONE',
    'nOnE',
    'HS256',
    'HS512',
    'RS256',
    'PS256',
    'ES384',
    'ES256K',
    'EdDSA',
    'dir',
    '',
    1,
    null,
    [],
    {},
  ].map((alg) => ({ ...GOOD_HEADER, alg })),
  {},
  ...[['b64'], ['exp'], [], ['x'.repeat(99)], 'exp'].map((crit) => ({ ...GOOD_HEADER, crit, b64: false })),
];
/** Each makes the claims wrong. */
const claimsOf = (from: Seeded): Json => {
  const good = goodClaims();
  const odd = [null, '', 0, -1, 1.5, 1e300, [], {}, 'x', true];
  const name = from.pick(['iss', 'aud', 'sub', 'exp']);
  const ways: readonly (() => Json)[] = [
    () => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name)),
    () => ({ ...good, [name]: from.pick(odd.filter((value) => !(name === 'exp' && value === 1e300))) }),
    () => ({ ...good, exp: nowS() - 31 - from.integer(10 ** 9) }),
    () => ({ ...good, nbf: nowS() + 120 + from.integer(10 ** 9) }),
    () => ({
      ...good,
      sub: from.pick([
        'kommun-9999',
        'region-99',
        'KOMMUN-2080',
        'hub',
        'auditor ',
        'operator\u0000',
        '../auditor',
        'kommun-2080.',
        '__proto__',
      ]),
    }),
    () => ({ ...good, aud: ['urn:other', ['urn:hvb-hub']] }),
    () => ({
      ...good,
      iss: from.pick(['urn:hvb-hub:own-issuer/', 'URN:HVB-HUB:OWN-ISSUER', '', 'https://evil.example', 'constructor']),
    }),
  ];
  return from.pick(ways)();
};

function signed(header: Json, claims: unknown, key: KeyObject): string {
  const input = `${part(header)}.${typeof claims === 'string' ? claims : part(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function shared(header: Json, claims: Json, secret: string): string {
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** A token that must not hold, by one fault or several. */
function wrongToken(from: Seeded, { own, others, published }: Keys): string {
  const good = signed(GOOD_HEADER, goodClaims(), own);
  const [head = '', body = '', signature = ''] = good.split('.');
  const flipped = Buffer.from(signature, 'base64url');
  flipped.writeUInt8(flipped.readUInt8(from.integer(64)) ^ (1 << from.integer(8)), 0);
  const ways: readonly (() => string)[] = [
    () => signed(from.pick(HEADERS), goodClaims(), own),
    () => signed(GOOD_HEADER, claimsOf(from), own),
    () =>
      signed(
        GOOD_HEADER,
        from.pick([[], null, 'x', 1, part([]), '%%%', someBytes(from, 40).toString('base64url')]),
        own,
      ),
    () =>
      signed(
        {
          ...GOOD_HEADER,
          kid: from.pick(['../../dev/null', "' OR 1=1", 'x'.repeat(900), '']),
          jwk: createPublicKey(from.pick(others)).export({ format: 'jwk' }),
        },
        goodClaims(),
        from.pick(others),
      ),
    () =>
      signed(
        { ...GOOD_HEADER, jku: 'http://127.0.0.1:1/', x5u: 'file:///etc/passwd' },
        goodClaims(),
        from.pick(others),
      ),
    () => shared({ ...GOOD_HEADER, alg: 'HS256' }, goodClaims(), from.pick(published)),
    () => `${part({ alg: 'none' })}.${body}.`,
    () => `${head}.${body}.`,
    () => `${head}.${body}.${'A'.repeat(86)}`,
    () => `${head}.${body}`,
    () => `${good}.${body}.${signature}`,
    () => `${head}.${part({ ...goodClaims(), sub: 'operator' })}.${signature}`,
    () => JSON.stringify({ payload: body, signatures: [{ protected: head, signature }] }),
    () => 'A'.repeat(from.integer(5_000)),
    () => '.'.repeat(1 + from.integer(50)),
    () => someBytes(from, from.integer(100)).toString('base64'),
    () =>
      `${head}.${body}.${Buffer.concat([Buffer.from([flipped.readUInt8(0) ^ 1]), flipped.subarray(1)]).toString('base64url')}x`,
  ];
  return from.pick(ways)();
}

const SCHEMES = ['Bearer ', 'Bearer ', 'Bearer ', 'bearer  ', 'Basic ', 'Token ', ''];

/** Every wrong token is a 401, 403 or 431 with a code, and not repeated; one that was issued goes on being taken. */
export const tokenDoor = (hub: HubProcess): InputDoor => ({
  name: 'tokens',
  play: async (from, times) => {
    const notes = counting('tokens');
    const keys = keysOf(hub.dataDir);
    for (let number = 0; number < times; number += 1) await tryOne(hub, keys, from.integer(2 ** 30), notes);
    const right = await ask(hub.url, { ...QUESTION, headers: await hub.as(PLACING_PARTY) });
    if (right.status !== 200) notes.wrong(`the token that was issued: ${right.status} ${right.text}`);
    return notes.tally(times);
  },
});

const QUESTION = { method: 'GET', path: '/v1/placements?limit=1' };
const REFUSED = new Set([401, 403, 431]);
const PIECE_CHARS = 30;

const problemIn = (text: string): { readonly code?: string; readonly expected?: string } =>
  text.startsWith('{') ? (JSON.parse(text) as object) : {};

async function tryOne(hub: HubProcess, keys: Keys, seed: number, { count, wrong }: Counting): Promise<void> {
  const from = seeded(seed);
  const token = wrongToken(from, keys);
  const authorization = (from.pick(SCHEMES) + token).trim();
  const { status, text } = await ask(hub.url, { ...QUESTION, headers: { authorization } });
  const { code = '', expected = '' } = problemIn(text);
  count(`${status} ${code}: ${expected}`);
  if (!REFUSED.has(status) || code === '') wrong(`token ${seed}: ${status} ${text}`);
  const piece = token.slice(0, PIECE_CHARS);
  if (piece.length === PIECE_CHARS && text.includes(piece)) wrong(`token ${seed}: repeated`);
}
