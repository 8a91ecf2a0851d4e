import { machineOf, PARTY_ROLES, type OfParty } from '#access';
import { unitIn } from './showing.js';

const party = 'kommun-2080.socialnamnden' as OfParty['party'];
const somebody = (roles: OfParty['roles'], unit?: string): OfParty => ({
  ...{ kind: 'party', party, roles, person: 'p-1' },
  ...(unit === undefined ? {} : { unit }),
});

describe('the unit with whose eyes somebody sees', () => {
  it('is none of a party’s system, which sees for the whole, nor of who is of no party', () => {
    for (const kind of ['auditor', 'operator'] as const) expect(unitIn({ kind })).toBeNull();
    expect(unitIn(machineOf(party))).toBeNull();
  });

  it('is the one that the token names', () => {
    for (const role of PARTY_ROLES) expect(unitIn(somebody([role], 'barn'))).toBe('barn');
  });

  it('is one that no party has for a case worker whose token names none, and none for whoever handles no cases (D-028)', () => {
    expect(unitIn(somebody(['caseWorker']))).toBe('');
    expect(unitIn(somebody(['costMandate', 'caseWorker']))).toBe('');
    for (const role of ['costMandate', 'coordinator'] as const) expect(unitIn(somebody([role]))).toBeNull();
  });
});
