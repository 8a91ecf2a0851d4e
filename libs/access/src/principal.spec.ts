import {
  isMachine,
  isOfPeople,
  isOpaqueId,
  machineOf,
  nameOf,
  PARTY_ROLES,
  principalOf,
  ROLES,
  rolesOf,
  type Principal,
} from '#access';
import { type PartyId } from '#domain/facts';

const FALUN = 'kommun-2080.socialnamnden' as PartyId;

describe('who asks, by name', () => {
  it('is a party’s own system, which tells facts and reads what they come to', () => {
    expect(principalOf(FALUN)).toEqual({ kind: 'party', party: FALUN, roles: ['publisher', 'subscriber'] });
    expect(principalOf(FALUN)).toEqual(machineOf(FALUN));
  });

  it('is somebody in one role at a party; a person in the roles of people, else a machine', () => {
    for (const role of PARTY_ROLES) {
      const who = principalOf(`${FALUN}@${role}`, 'a-1')!;
      expect(rolesOf(who)).toEqual([role]);
      expect(nameOf(who)).toBe(FALUN);
      expect([role, isMachine(who)]).toEqual([role, !isOfPeople(role)]);
      expect(who.person).toBe(isOfPeople(role) ? 'a-1' : undefined);
    }
    expect(ROLES.filter(isOfPeople)).toEqual(['caseWorker', 'costMandate', 'coordinator']);
  });

  it('is somebody in a unit of a party, in a role of people; a machine works in none', () => {
    const who = principalOf(`${FALUN}@caseWorker/barn-och-unga`, 'a-1');
    expect(who).toEqual({
      ...{ kind: 'party', party: FALUN, roles: ['caseWorker'], person: 'a-1', unit: 'barn-och-unga' },
    });
    expect(principalOf(`${FALUN}@caseWorker`)).not.toHaveProperty('unit');
    expect(principalOf(`${FALUN}@subscriber/barn-och-unga`)).toBeUndefined();
    expect(principalOf(`${FALUN}@caseWorker/${'a'.repeat(40)}`)).toBeDefined();
    expect(principalOf(`${FALUN}@caseWorker/${'a'.repeat(41)}`)).toBeUndefined();
  });

  it('is the auditor or the operator, who have that role and no other', () => {
    for (const kind of ['auditor', 'operator'] as const) {
      expect(principalOf(kind)).toEqual({ kind });
      expect(rolesOf({ kind })).toEqual([kind]);
      expect(nameOf({ kind })).toBe(kind);
    }
  });

  it.each([
    'admin',
    'kommun-9999',
    'auditor@region-20',
    'region-20@auditor',
    'region-20@operator',
    'region-20@',
    '@caseWorker',
    'region-20@caseWorker@caseWorker',
    'kommun-2080.8112189876@caseWorker',
    'region-20@caseWorker/',
    'region-20@caseWorker/-bup',
    'region-20@caseWorker/BUP',
    'region-20/bup',
  ])('is nobody: %s', (name) => {
    expect(principalOf(name)).toBeUndefined();
  });
});

describe('the id of a person', () => {
  it('is any id that means something to its party alone, of 1 to 128 characters', () => {
    for (const id of ['a', 'SE2321000180-1abc', '1f0c2b5e-8f0a-4a6f-9d1c-2f6f0f7c1b11', 'x'.repeat(128)])
      expect(isOpaqueId(id)).toBe(true);
  });

  it('is never a person number, a name with spaces, nothing, or longer', () => {
    for (const id of ['191212121212', '19121212-1212', 'urn:se:191212121212', 'Anna Berg', '', 'x'.repeat(129)])
      expect([id, isOpaqueId(id)]).toEqual([id, false]);
  });

  it('is never what somebody is counted and logged by', () => {
    const who: Principal = { ...machineOf(FALUN, ['caseWorker']), person: 'a-1' };
    expect(nameOf(who)).toBe(FALUN);
  });
});
