import { claimsOf, machineOf, OWN_CLAIMS, ownPrincipal, partyIn, principalOf, type Principal } from '#access';
import { type PartyId } from '#domain/facts';

const FALUN = 'kommun-2080.socialnamnden' as PartyId;
const NAMES = { roles: 'roles', unit: 'enhet', person: 'sub' };
const of = (claims: object): Principal | undefined => partyIn({ sub: 'a-1', ...claims }, FALUN, NAMES);

describe('a token of the hub’s own', () => {
  it('says who asks and nothing more than that takes', () => {
    for (const name of [FALUN, 'auditor', 'operator', `${FALUN}@publisher`, `${FALUN}@caseWorker`]) {
      const who = principalOf(name, 'a-1') as Principal;
      const sub = who.person ?? (who.kind === 'party' ? who.party : who.kind);
      expect(ownPrincipal({ ...claimsOf(who), sub })).toEqual(who);
    }
    expect(claimsOf(machineOf(FALUN))).toEqual({});
    const swapped = machineOf(FALUN, ['subscriber', 'publisher']);
    expect(claimsOf(swapped)).toEqual({});
    expect(claimsOf(machineOf(FALUN, ['publisher']))).toEqual({
      hvb_party: FALUN,
      hvb_roles: ['publisher'],
      machine: true,
    });
  });

  it('says in which unit a person works, and who audits or runs the hub', () => {
    const who: Principal = { ...machineOf(FALUN, ['caseWorker']), person: 'a-1', unit: 'barn' };
    expect(ownPrincipal({ ...claimsOf(who), sub: 'a-1' })).toEqual(who);
    const auditing: Principal = { kind: 'auditor', person: 'b-2' };
    expect(ownPrincipal({ ...claimsOf(auditing), sub: 'b-2' })).toEqual(auditing);
    expect(ownPrincipal({ ...claimsOf(auditing), sub: '191212121212' })).toBeUndefined();
  });

  it('names nobody by a role in its subject, an unknown party, or no role of a party', () => {
    expect(ownPrincipal({ sub: `${FALUN}@caseWorker` })).toBeUndefined();
    expect(ownPrincipal({})).toBeUndefined();
    const { party, roles } = OWN_CLAIMS;
    expect(ownPrincipal({ sub: 'a-1', [roles]: ['caseWorker'] })).toBeUndefined();
    expect(ownPrincipal({ sub: 'a-1', [roles]: ['caseWorker'], [party]: 'kommun-9999' })).toBeUndefined();
    expect(ownPrincipal({ sub: 'a-1', [roles]: ['caseWorker'], [party]: 'auditor' })).toBeUndefined();
    expect(ownPrincipal({ sub: 'a-1', [roles]: ['auditor@'], [party]: FALUN })).toBeUndefined();
  });
});

describe('a token of an issuer elsewhere', () => {
  it('gives roles as a list or as words, and only those of a party', () => {
    expect(of({ roles: ['caseWorker', 'costMandate'] })).toMatchObject({ roles: ['caseWorker', 'costMandate'] });
    expect(of({ roles: 'caseWorker coordinator offline_access' })).toMatchObject({
      roles: ['caseWorker', 'coordinator'],
    });
    expect(of({ roles: ['auditor', 'operator', 7] })).toBeUndefined();
    expect(of({ roles: 7 })).toBeUndefined();
    expect(of({})).toBeUndefined();
  });

  it('is a person’s by its subject, or by who acts for the party (RFC 8693)', () => {
    expect(of({ roles: 'caseWorker' })).toEqual({ kind: 'party', party: FALUN, roles: ['caseWorker'], person: 'a-1' });
    expect(of({ roles: 'caseWorker', act: { sub: 'b-2' }, machine: true })).toMatchObject({ person: 'b-2' });
    const hsaId = partyIn({ sub: '191212121212', hsa: 'SE1-2', roles: 'caseWorker' }, FALUN, {
      ...NAMES,
      person: 'hsa',
    });
    expect(hsaId).toMatchObject({ person: 'SE1-2' });
  });

  it('is of nobody where the person would be told by a number, or not told', () => {
    expect(of({ sub: '191212121212', roles: 'caseWorker' })).toBeUndefined();
    expect(of({ act: { sub: '191212121212' }, roles: 'caseWorker' })).toBeUndefined();
    for (const act of [{}, { sub: 7 }, 'b-2']) expect(of({ act, roles: 'caseWorker' })).toBeUndefined();
    expect(partyIn({ sub: 'a-1', roles: 'caseWorker' }, FALUN, { ...NAMES, person: 'hsa' })).toBeUndefined();
  });

  it('is a machine’s where it says so, or where its subject is its own client (RFC 9068), and has no role of people', () => {
    for (const claims of [{ machine: true }, { client_id: 'a-1' }, { azp: 'a-1' }]) {
      expect(of({ ...claims, roles: 'publisher' })).toEqual(machineOf(FALUN, ['publisher']));
      expect(of({ ...claims, roles: 'publisher caseWorker' })).toEqual(machineOf(FALUN, ['publisher']));
      expect(of({ ...claims, roles: 'caseWorker' })).toBeUndefined();
    }
    expect(of({ client_id: 'another', azp: 'another', roles: 'publisher' })).toMatchObject({ person: 'a-1' });
    expect(of({ machine: 'true', roles: 'publisher' })).toMatchObject({ person: 'a-1' });
  });

  it('says in which unit the person works, where that is a name of one', () => {
    expect(of({ roles: 'caseWorker', enhet: 'barn-2' })).toMatchObject({ unit: 'barn-2' });
    for (const enhet of ['', 'Barn och unga', 'x'.repeat(41), 7])
      expect(of({ roles: 'caseWorker', enhet })).not.toHaveProperty('unit');
  });
});
