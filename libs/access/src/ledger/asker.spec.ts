import { askerOf, staffIdOf } from '#access';
import { type PartyId } from '#domain/facts';

const region = 'region-20' as PartyId;
const ofParty = { kind: 'party', party: region, roles: ['caseWorker'] } as const;

describe('who asked', () => {
  it('is a person of a party, by an opaque id, and its unit', () => {
    expect(askerOf({ ...ofParty, unit: 'bup', person: 'nurse-17' })).toEqual({
      ...{ party: region, unit: 'bup', person: staffIdOf(region, 'nurse-17') },
    });
  });

  it('is a machine where no person stands behind, and whom it says that it shows the answer to', () => {
    expect(askerOf(ofParty)).toEqual({ party: region, machine: true });
    const watched = { ...ofParty, userRequiredFor: ['identity'] as const };
    expect(askerOf(watched)).toEqual({ party: region, machine: true, unattended: true });
    expect(askerOf({ ...watched, shownTo: 'nurse-17' })).not.toHaveProperty('unattended');
    expect(askerOf({ ...watched, person: 'nurse-17' })).not.toHaveProperty('unattended');
    expect(askerOf({ ...ofParty, shownTo: 'nurse-17' })).toEqual({
      ...{ party: region, machine: true, shownTo: staffIdOf(region, 'nurse-17') },
    });
  });

  it('is an auditor or an operator by the role', () => {
    expect(askerOf({ kind: 'auditor' })).toEqual({ party: 'auditor', machine: true });
    expect(askerOf({ kind: 'operator', person: 'o' })).toEqual({
      party: 'operator',
      person: staffIdOf('operator', 'o'),
    });
  });
});
