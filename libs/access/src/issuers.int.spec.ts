import {
  EMPTY_REGISTER,
  IssuerUnavailable,
  issuersVerifier,
  machineOf,
  MANDATE_CLASSES,
  publishedKeys,
  USER_REQUIRED_FOR,
  withFact,
  type Issuer,
  type PartyData,
  type Principal,
  type Register,
  type RegisterFact,
  type Shown,
  type TokenVerifier,
} from '#access';
import { type Day, type PartyId } from '#domain/facts';
import { generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';

const HUB = 'urn:hvb-hub';
const ISS = 'https://idp.example';
const FALUN = 'kommun-2080.socialnamnden' as PartyId;
const [CERT, OTHER_CERT] = ['c'.repeat(43), 'd'.repeat(43)];

let keys: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey };
let register: Register;
let verifier: TokenVerifier;
let now: Date;

const elsewhere = (issuer: string): Issuer => ({
  ...{ issuer, audience: HUB, algorithms: ['ES256'], key: () => keys.publicKey },
  names: { kind: 'elsewhere', roles: 'roles', unit: 'unit', person: 'sub', purposes: { 'night-run': 'followUp' } },
});
const own: Issuer = {
  ...{ issuer: 'urn:own', audience: HUB, algorithms: ['ES256'], key: () => keys.publicKey },
  names: { kind: 'own', unregistered: (party) => party === 'kommun-2081.socialnamnden' },
};

beforeAll(async () => (keys = await generateKeyPair('ES256')));
beforeEach(() => {
  register = EMPTY_REGISTER;
  now = new Date();
  verifier = issuersVerifier([own, elsewhere(ISS), elsewhere('https://other.example')], {
    now: () => now,
    register: () => register,
  });
  said({ type: 'hub.partyRegistered', data: party(FALUN, { issuers: [{ iss: ISS, claim: 'org', value: 'SE1' }] }) });
});

const party = (partyId: string, more: Partial<PartyData> = {}): PartyData => ({
  ...{ partyId, kind: 'namnd', name: 'Socialnamnden', controller: true },
  ...{ issuers: [], certificates: [], alertAddresses: [] },
  ...more,
});
function said(fact: RegisterFact): void {
  register = withFact(register, fact);
}

const SYSTEM = { sub: 'sys', client_id: 'sys', org: 'SE1', roles: ['publisher'] };
const PERSON = { sub: 'a-1', client_id: 'web', org: 'SE1', roles: ['caseWorker'], unit: 'barn' };

async function token(claims: Readonly<Record<string, unknown>>, holdsS = 600): Promise<string> {
  const at = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: ISS, aud: HUB, iat: at, exp: at + holdsS, ...claims })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(keys.privateKey);
}
const who = async (claims: Readonly<Record<string, unknown>>, shown?: Shown): Promise<Principal> =>
  verifier.verify(await token(claims), shown);
const refused = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'accepted',
    (error: unknown) => (error as { readonly reason?: string }).reason,
  );

describe('an issuer elsewhere', () => {
  it('speaks for the parties whose data name it, by claim and value, and for nobody else', async () => {
    expect(await who(SYSTEM)).toEqual({ ...machineOf(FALUN, ['publisher']), userRequiredFor: USER_REQUIRED_FOR });
    expect(await refused(who({ ...SYSTEM, org: 'SE2' }))).toBe('namesNobody');
    expect(await refused(who({ ...SYSTEM, org: undefined }))).toBe('namesNobody');
    expect(await refused(who({ ...SYSTEM, iss: 'https://other.example' }))).toBe('namesNobody');
    // What names a party in the hub's own tokens names nobody in another's.
    expect(await refused(who({ sub: FALUN, hvb_party: FALUN, hvb_roles: ['publisher'] }))).toBe('namesNobody');
    expect(await refused(who({ sub: 'auditor' }))).toBe('namesNobody');
  });

  it('says which person asks, in which role and unit, for a party', async () => {
    expect(await who(PERSON)).toEqual({ ...machineOf(FALUN, ['caseWorker']), person: 'a-1', unit: 'barn' });
    expect(await refused(who({ ...PERSON, sub: '191212121212' }))).toBe('namesNobody');
    expect(await refused(who({ ...PERSON, roles: ['auditor', 'operator'] }))).toBe('namesNobody');
  });

  it('has of a machine what it is to name a user for: who somebody is and what is sensitive, or what its party says (A6)', async () => {
    const requires = async (claims: object): Promise<unknown> => {
      const asks = await who(claims as Readonly<Record<string, unknown>>);
      return asks.userRequiredFor;
    };
    expect(await requires(SYSTEM)).toEqual(['identity', 'sensitive']);
    expect(await requires(PERSON)).toBeUndefined();
    said({ type: 'hub.partyChanged', data: { partyId: FALUN, requireUser: ['case'] } });
    expect(await requires(SYSTEM)).toEqual(['case']);
    said({ type: 'hub.partyChanged', data: { partyId: FALUN, requireUser: [] } });
    expect(await requires(SYSTEM)).toBeUndefined();
    const issuers = [{ iss: ISS, claim: 'org', value: 'SE3' }];
    said({ type: 'hub.partyRegistered', data: party('auditor-ivo', { kind: 'auditor', issuers }) });
    expect(await requires({ ...SYSTEM, org: 'SE3' })).toEqual(['identity', 'sensitive']);
  });

  it('says what its clients ask for where they do not', async () => {
    expect(await who({ ...SYSTEM, sub: 'night-run', client_id: 'night-run' })).toMatchObject({ purpose: 'followUp' });
    expect(await who(SYSTEM)).not.toHaveProperty('purpose');
  });

  it('speaks for an auditor or an operator that is registered as one, whatever roles it says, and for no HVB', async () => {
    const iss = (value: string) => ({ issuers: [{ iss: ISS, claim: 'org', value }] });
    said({ type: 'hub.partyRegistered', data: party('auditor-ivo', { kind: 'auditor', ...iss('SE3') }) });
    said({ type: 'hub.partyRegistered', data: party('operator-hub', { kind: 'operator', ...iss('SE4') }) });
    said({ type: 'hub.partyRegistered', data: party('hvb-solbacken', { kind: 'hvb', ...iss('SE5') }) });
    expect(await who({ ...PERSON, org: 'SE3' })).toEqual({
      ...{ kind: 'auditor', auditor: 'auditor-ivo', person: 'a-1', mandates: [] },
    });
    expect(await who({ ...SYSTEM, org: 'SE4' })).toEqual({ kind: 'operator' });
    expect(await refused(who({ ...SYSTEM, org: 'SE5' }))).toBe('namesNobody');
  });

  it('speaks for an auditor by its mandate of the day, though the token was let in before it began or ended', async () => {
    const issuers = [{ iss: ISS, claim: 'org', value: 'SE3' }];
    said({ type: 'hub.partyRegistered', data: party('auditor-ivo', { kind: 'auditor', issuers }) });
    now = new Date('2026-05-31T22:30:00Z');
    const at = Math.floor(now.getTime() / 1000);
    const mine = await token({ ...PERSON, org: 'SE3', iat: at, exp: at + 86_400 });
    said({
      type: 'hub.mandateGranted',
      data: {
        ...{ mandateId: 'm', auditor: 'auditor-ivo', parties: 'all', classes: MANDATE_CLASSES },
        ...{ from: '2026-06-01' as Day, to: '2026-06-01' as Day, statute: 'SoL 2025:400 28:1', decidedBy: 'operator' },
      },
    });
    const mandated: Principal[] = [];
    for (const time of [
      '2026-05-31T21:59:59Z',
      '2026-05-31T22:00:00Z',
      '2026-06-01T21:59:59Z',
      '2026-06-01T22:00:00Z',
    ]) {
      now = new Date(time);
      mandated.push(await verifier.verify(mine));
    }
    expect(mandated.map((one) => one.kind === 'auditor' && one.mandates?.map(({ mandateId }) => mandateId))).toEqual([
      ...[[], ['m'], ['m'], []],
    ]);
  });

  it('whose keys cannot be fetched makes no token false: the question is to be asked again', async () => {
    const away: Issuer = { ...elsewhere(ISS), key: publishedKeys(new URL('http://127.0.0.1:9/jwks')) };
    await expect(issuersVerifier([away]).verify(await token(SYSTEM))).rejects.toThrow(IssuerUnavailable);
  });
});

describe('a token', () => {
  it('is refused when it is for another audience, has expired, never expires, or is not from its issuer', async () => {
    expect(await refused(who(SYSTEM))).toBe('accepted');
    expect(await refused(who({ ...SYSTEM, aud: 'urn:other' }))).toBe('notForThisHub');
    expect(await refused(who({ ...SYSTEM, exp: Math.floor(Date.now() / 1000) - 31 }))).toBe('expired');
    expect(await refused(who({ ...SYSTEM, exp: undefined }))).toBe('notForThisHub');
    expect(await refused(who({ ...SYSTEM, iss: 'https://nobody.example' }))).toBe('unknownIssuer');
    const another = await generateKeyPair('ES256');
    const forged = new SignJWT({ ...SYSTEM, iss: ISS, aud: HUB }).setProtectedHeader({ alg: 'ES256' });
    expect(await refused(verifier.verify(await forged.setExpirationTime('5m').sign(another.privateKey)))).toBe(
      'badSignature',
    );
  });

  it('is refused when nobody signed it, or by a secret that is shared', async () => {
    const claims = { ...SYSTEM, iss: ISS, aud: HUB, exp: 4102444800 };
    expect(await refused(verifier.verify(new UnsecuredJWT(claims).encode()))).toBe('badSignature');
    const shared = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1));
    expect(await refused(verifier.verify(shared))).toBe('badSignature');
  });

  it('of a machine holds for an hour at most; of a person as its issuer says', async () => {
    expect(await refused(verifier.verify(await token(SYSTEM, 3_600)))).toBe('accepted');
    expect(await refused(verifier.verify(await token(SYSTEM, 3_601)))).toBe('holdsTooLong');
    expect(await refused(who({ ...SYSTEM, iat: undefined }))).toBe('holdsTooLong');
    expect(await refused(verifier.verify(await token(PERSON, 36_000)))).toBe('accepted');
  });

  it('is refused from the moment that its party is closed, it is denied, or its client is, though it was let in before', async () => {
    const denied = (claim: string, value: string): RegisterFact => ({
      type: 'hub.partyChanged',
      data: { partyId: FALUN, denied: [{ iss: ISS, claim, value }] },
    });
    const mine = await token({ ...SYSTEM, jti: 't-1' });
    const facts: readonly (readonly [RegisterFact, string])[] = [
      [denied('jti', 't-1'), 'denied'],
      [denied('jti', 't-2'), 'accepted'],
      [denied('client_id', 'sys'), 'denied'],
      [denied('client_id', 'other'), 'accepted'],
      [{ type: 'hub.partyClosed', data: { partyId: FALUN } }, 'partyClosed'],
    ];
    expect(await refused(verifier.verify(mine))).toBe('accepted');
    for (const [fact, reason] of facts) {
      said(fact);
      expect(await refused(verifier.verify(mine))).toBe(reason);
    }
  });

  it('is asked anew of the register that is, though it was let in by another', async () => {
    const mine = await token(SYSTEM);
    expect(await verifier.verify(mine)).toMatchObject(machineOf(FALUN, ['publisher']));
    said({ type: 'hub.partyChanged', data: { partyId: FALUN, issuers: [] } });
    expect(await refused(verifier.verify(mine))).toBe('namesNobody');
  });

  it('is refused once it has expired, though it was let in before', async () => {
    const mine = await token(SYSTEM, 60);
    expect(await refused(verifier.verify(mine))).toBe('accepted');
    now = new Date(now.getTime() + 88_000);
    expect(await refused(verifier.verify(mine))).toBe('accepted');
    now = new Date(now.getTime() + 5_000);
    expect(await refused(verifier.verify(mine))).toBe('expired');
  });
});

describe('a token that is bound to a certificate (RFC 8705)', () => {
  const bound = { ...SYSTEM, cnf: { 'x5t#S256': CERT } };

  it('is let in with that certificate, and with no other or none, also once it has been', async () => {
    const mine = await token(bound);
    expect(await refused(verifier.verify(mine))).toBe('otherCertificate');
    expect(await refused(verifier.verify(mine, { certificate: CERT }))).toBe('accepted');
    expect(await refused(verifier.verify(mine, { certificate: OTHER_CERT }))).toBe('otherCertificate');
    expect(await refused(verifier.verify(mine))).toBe('otherCertificate');
  });

  it('binds to nothing that can be shown where it does not say what to', async () => {
    for (const cnf of [{}, { 'x5t#S256': 7 }, null, { jkt: 'x' }])
      expect(await refused(who({ ...SYSTEM, cnf }, { certificate: CERT }))).toBe('otherCertificate');
  });

  it('is what a machine of a party with certificates must have, bound to one of them; a person need not', async () => {
    said({ type: 'hub.partyChanged', data: { partyId: FALUN, certificates: [CERT] } });
    expect(await refused(who(bound, { certificate: CERT }))).toBe('accepted');
    expect(await refused(who(SYSTEM, { certificate: CERT }))).toBe('otherCertificate');
    const other = { ...SYSTEM, cnf: { 'x5t#S256': OTHER_CERT } };
    expect(await refused(who(other, { certificate: OTHER_CERT }))).toBe('otherCertificate');
    expect(await refused(who(PERSON))).toBe('accepted');
  });
});

describe('a token of the hub’s own', () => {
  it('has a registered party name its users, and one that nobody has registered where such are accepted not (A6)', async () => {
    const requires = async (sub: string): Promise<unknown> => (await who({ iss: 'urn:own', sub })).userRequiredFor;
    expect(await requires(FALUN)).toEqual(['identity', 'sensitive']);
    expect(await requires('region-20')).toEqual(['identity', 'sensitive']);
    expect(await requires('kommun-2081.socialnamnden')).toBeUndefined();
    said({ type: 'hub.partyRegistered', data: party('kommun-2081.socialnamnden') });
    expect(await requires('kommun-2081.socialnamnden')).toEqual(['identity', 'sensitive']);
    expect(await requires('auditor')).toBeUndefined();
    expect(await requires('operator')).toBeUndefined();
  });

  const ofOwn = (sub: string): Promise<unknown> => refused(who({ iss: 'urn:own', sub }));

  it('is of any kommun or region, of a nämnd that is registered, or of one that need not be', async () => {
    for (const sub of ['kommun-2080', 'region-20', FALUN, 'kommun-2081.socialnamnden', 'auditor', 'operator'])
      expect([sub, await ofOwn(sub)]).toEqual([sub, 'accepted']);
    expect(await ofOwn('kommun-2080.aldrenamnden')).toBe('partyUnknown');
    expect(await ofOwn('nobody')).toBe('namesNobody');
  });

  it('is of no party that is closed, and of none by a denied token', async () => {
    said({ type: 'hub.partyClosed', data: { partyId: 'region-20' } });
    expect(await ofOwn('region-20')).toBe('partyClosed');
    said({
      type: 'hub.partyChanged',
      data: { partyId: 'kommun-2080', denied: [{ iss: 'urn:own', claim: 'jti', value: 't-1' }] },
    });
    expect(await refused(who({ iss: 'urn:own', sub: 'kommun-2080', jti: 't-1' }))).toBe('denied');
    expect(await refused(who({ iss: 'urn:own', sub: 'kommun-2080', jti: 't-2' }))).toBe('accepted');
  });

  it('may hold for longer than an hour', async () => {
    expect(await refused(verifier.verify(await token({ iss: 'urn:own', sub: 'region-20' }, 86_400)))).toBe('accepted');
  });
});
