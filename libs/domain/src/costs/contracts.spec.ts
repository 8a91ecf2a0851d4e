import { costsOf, storyOf } from '#domain';
import {
  aCase,
  dalarna,
  day,
  name,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';

const costsOn = (told: CaseBuilder, asOf = '2026-12-31') => costsOf(storyOf(told.theCase, dalarna(), day(asOf), name));
const flagsOf = (told: CaseBuilder, rule: string, asOf?: string) =>
  costsOn(told, asOf).findings.filter((found) => found.rule === rule);

const emergency = aCase().emergency().started('2026-01-15').clarified().confirmed();
const fixed = emergency.proposed('2026-01-15').approvedByBoth('2026-01-20');
const first = { at: '2026-02-01' } as const;
const byKommun = { by: PLACING_PARTY, ...first } as const;

describe('a contract with the home', () => {
  it('counts from the day it was registered or begins, whichever came first', () => {
    const ahead = fixed.contract('C1', { from: day('2026-03-01') }, first);
    expect(costsOn(ahead, '2026-01-31').view.contracts).toHaveLength(0);
    expect(costsOn(ahead, '2026-02-01').view.contracts).toHaveLength(1);
  });

  it('is shown as its own party registered it', () => {
    const told = fixed.contract('C1', { from: day('2026-02-01'), to: day('2026-06-30') });
    expect(costsOn(told).view.contracts).toEqual([
      {
        contractId: uuid('contract/C1'),
        hvbId: uuid('hvb/H1'),
        party: REGION,
        covers: ['healthcare'],
        from: '2026-02-01',
        to: '2026-06-30',
        referralNotPossibleReasonGiven: false,
      },
    ]);
  });
});

describe('health care bought of the home', () => {
  const both = { covers: ['housing', 'healthcare'] as const, from: day('2026-02-01') };

  it('asks for separate contracts: one that covers both stay and care is flagged (A-096)', () => {
    const told = fixed.contract('C1', both, byKommun);
    expect(flagsOf(told, 'A-096')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-02-01', parties: [PLACING_PARTY, REGION] },
    ]);
  });

  it('is mended by the other principal’s own contract with the same home', () => {
    const told = fixed.contract('C1', both, byKommun).contract('C2', { from: day('2026-02-10') }, { at: '2026-02-10' });
    expect(flagsOf(told, 'A-096')).toMatchObject([{ resolvedOn: '2026-02-10' }]);
    expect(flagsOf(told, 'A-096', '2026-02-09')[0]).not.toHaveProperty('resolvedOn');
  });

  it('is not mended by a contract with another home', () => {
    const elsewhere = { from: day('2026-02-10'), hvbId: uuid('hvb/H2') };
    const told = fixed.contract('C1', both, byKommun).contract('C2', elsewhere, { at: '2026-02-10' });
    expect(flagsOf(told, 'A-096')[0]).not.toHaveProperty('resolvedOn');
  });

  it('is not mended by a contract of another nämnd of the same kommun', () => {
    const told = fixed
      .contract('C1', both, byKommun)
      .contract('C2', { from: day('2026-02-10') }, { by: 'kommun-2080.aldrenamnden', at: '2026-02-10' });
    expect(flagsOf(told, 'A-096')[0]).not.toHaveProperty('resolvedOn');
  });

  it('is never flagged where the other principal’s own contract was there on the same day', () => {
    expect(flagsOf(fixed.contract('C1', both, byKommun).contract('C2', both, first), 'A-096')).toEqual([]);
  });

  it('is as it should be by two contracts with one payer each, the twin (A-096)', () => {
    const two = fixed
      .contract('C1', { covers: ['housing', 'socialSupport'], from: day('2026-02-01') }, byKommun)
      .contract('C2', { from: day('2026-02-01') }, first);
    expect(flagsOf(two, 'A-096')).toEqual([]);
  });
});

describe('external care while no allocation is fixed', () => {
  it('says why referral is not possible, or is flagged (A-103)', () => {
    const told = emergency.contract('C1', { from: day('2026-02-01') }, first);
    expect(flagsOf(told, 'A-103')).toMatchObject([{ severity: 'breach', raisedOn: '2026-02-01' }]);
    expect(flagsOf(told, 'A-103')[0]).not.toHaveProperty('resolvedOn');
  });

  it('is flagged no more when the allocation is fixed', () => {
    const told = emergency
      .contract('C1', { from: day('2026-02-01') }, first)
      .proposed('2026-01-15')
      .approvedByBoth('2026-03-01');
    expect(flagsOf(told, 'A-103')).toMatchObject([{ raisedOn: '2026-02-01', resolvedOn: '2026-03-01' }]);
  });

  it('is as it should be with a reason, also when its text is sealed and reads as empty (A-103)', () => {
    const because = (referralNotPossibleReason: string) =>
      emergency.contract('C1', { from: day('2026-02-01'), referralNotPossibleReason });
    const told = because('BUP saknar heldygnsplats');
    expect(flagsOf(told, 'A-103')).toEqual([]);
    expect(costsOn(told).view.contracts).toMatchObject([{ referralNotPossibleReasonGiven: true }]);
    expect(flagsOf(because(''), 'A-103')).toEqual([]);
  });

  it('asks nothing of an ordinary purchase once an allocation is fixed, nor of a contract for the stay (A-096)', () => {
    expect(flagsOf(fixed.contract('C1', { from: day('2026-02-01') }), 'A-103')).toEqual([]);
    const stay = emergency.contract('C1', { covers: ['housing'], from: day('2026-02-01') }, byKommun);
    expect(flagsOf(stay, 'A-103')).toEqual([]);
  });
});
