import { jest } from '@jest/globals';
import { EMPTY_REGISTER, issuersVerifier, machineOf, publishedKeys, withFact, type Register } from '#access';
import { type PartyId } from '#domain';
import { systemClock } from '#http';
import { openProvider, type TestProvider } from '../support/oidc-provider.js';
import { openDoor, type TryDoor } from '../support/try-door.js';

const FALUN = 'kommun-2080.socialnamnden' as PartyId;
const ORG = 'SE2120002239';

let provider: TestProvider;
let door: TryDoor;
let register: Register;

// The provider says what it would be like in production.
const quiet = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'info')];

beforeAll(async () => {
  for (const one of quiet) one.mockImplementation(() => undefined);
  provider = await openProvider({
    'falun-system': { org: ORG, roles: ['publisher', 'subscriber'] },
    'falun-web': { org: ORG, roles: ['caseWorker'], unit: 'barn' },
    'other-system': { org: 'SE0000000000', roles: ['publisher', 'subscriber'] },
  });
  register = withFact(EMPTY_REGISTER, {
    type: 'hub.partyRegistered',
    data: {
      ...{ partyId: FALUN, kind: 'namnd', name: 'Socialnamnden', controller: true },
      issuers: [{ iss: provider.issuer, claim: 'org', value: ORG }],
      ...{ certificates: [], alertAddresses: [] },
    },
  });
  const elsewhere = {
    ...{ issuer: provider.issuer, audience: 'urn:hvb-hub', algorithms: ['ES256' as const] },
    key: publishedKeys(provider.jwks, { cooldownMs: 0 }),
    names: { kind: 'elsewhere' as const, roles: 'roles', unit: 'unit', person: 'sub', purposes: {} },
  };
  door = await openDoor({ clock: systemClock }, issuersVerifier([elsewhere], { register: () => register }));
});
afterAll(async () => {
  await door.close();
  await provider.stop();
  for (const one of quiet) one.mockRestore();
});

const read = (token: string, purpose?: string) =>
  door
    .http()
    .get('/v1/try/read')
    .set('authorization', `Bearer ${token}`)
    .set(purpose === undefined ? {} : { 'hvb-purpose': purpose });

describe('a provider of OpenID Connect', () => {
  it('gives a system a token by client credentials, by which it asks as its party, unattended', async () => {
    const token = await provider.systemToken('falun-system');
    await read(token).expect(200, {
      ...{ ...machineOf(FALUN), purpose: 'caseHandling' },
      userRequiredFor: ['identity', 'sensitive'],
    });
  });

  it('gives a person one by the code flow, by which it asks as itself, in its role and unit, for what it says', async () => {
    const { access } = await provider.personTokens('falun-web', 'a-1');
    const { body } = await read(access).expect(400);
    expect(body.code).toBe('PurposeMissing');
    const asked = await read(access, 'followUp').expect(200);
    expect(asked.body).toEqual({
      ...machineOf(FALUN, ['caseWorker']),
      ...{ person: 'a-1', unit: 'barn', purpose: 'followUp' },
    });
  });

  it('speaks for no party whose data do not name it', async () => {
    const { headers } = await read(await provider.systemToken('other-system')).expect(401);
    expect(headers['www-authenticate']).toContain('namesNobody');
  });

  it('lets nobody in by what was made for somebody else: another audience, or the sign-in itself', async () => {
    const elsewhere = await provider.systemToken('falun-system', 'urn:other');
    const { id } = await provider.personTokens('falun-web', 'a-1');
    for (const token of [elsewhere, id]) {
      const { headers } = await read(token).expect(401);
      expect(headers['www-authenticate']).toContain('notForThisHub');
    }
  });

  it('may rotate its keys: what the new one signs is let in, what the one before signs anew is not', async () => {
    const before = await provider.systemToken('falun-system');
    await provider.rotate();
    await read(await provider.systemToken('falun-system')).expect(200);
    // It was never let in before, so that its key is asked for; that is published no more.
    const { headers } = await read(before).expect(401);
    expect(headers['www-authenticate']).toContain('badSignature');
  });

  it('lets nobody in any more for a party that is closed', async () => {
    const token = await provider.systemToken('falun-system');
    await read(token).expect(200);
    const open = register;
    register = withFact(register, { type: 'hub.partyClosed', data: { partyId: FALUN } });
    const { headers } = await read(token).expect(401);
    expect(headers['www-authenticate']).toContain('partyClosed');
    register = open;
  });
});
