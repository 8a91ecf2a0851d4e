import { aCase, anHvb, kommun, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { found, on } from '../../../../test/support/assessed.js';

const home = (code: string) => ({ hvb: { ...anHvb, kommun: kommun(code) } });
/** In care at a home in 2081, registered in 2080. */
const placed = (): CaseBuilder => aCase().registered(home('2081')).started('2026-01-15');
const asked = (story: CaseBuilder, asOf = '2026-12-01') => found(on(story, asOf), 'S-016');

describe('a registration that is told as moved during care', () => {
  it('to the home’s own kommun is asked about: a stay for care moves nobody (S-016; folkbokföringslagen 9 §)', () => {
    expect(asked(placed().registrationChanged('2081', '2026-03-01'))).toMatchObject([
      {
        severity: 'info',
        raisedOn: '2026-03-01',
        why: { statute: { act: 'Folkbokföringslagen 1991:481', section: '9' } },
      },
    ]);
    expect(asked(placed().registrationChanged('2082', '2026-03-01'))).toEqual([]);
  });

  it('is so from the first day of care to the last (S-016)', () => {
    expect(asked(placed().registrationChanged('2081', '2026-01-14'))).toEqual([]);
    expect(asked(placed().registrationChanged('2081', '2026-01-15'))).toHaveLength(1);
    const ended = placed().ended('2026-04-01');
    expect(asked(ended.registrationChanged('2081', '2026-04-01', { at: '2026-04-02' }))).toHaveLength(1);
    expect(asked(ended.registrationChanged('2081', '2026-04-02'))).toEqual([]);
    expect(asked(aCase().registered(home('2081')).registrationChanged('2081', '2026-03-01'))).toEqual([]);
  });

  it('is held against the home of that day (S-016)', () => {
    const moved = placed().moved('2026-03-01', { hvb: { ...anHvb, hvbId: uuid('hvb/H2'), kommun: kommun('2082') } });
    expect(asked(moved.registrationChanged('2082', '2026-02-28'))).toEqual([]);
    expect(asked(moved.registrationChanged('2082', '2026-03-01'))).toHaveLength(1);
    expect(asked(moved.registrationChanged('2081', '2026-03-01'))).toEqual([]);
  });

  it('is asked about until it moves on, or care has ended; one that was there already moved nowhere (S-016)', () => {
    const there = placed().registrationChanged('2081', '2026-03-01');
    expect(asked(there.registrationChanged('2080', '2026-05-01'))).toMatchObject([{ resolvedOn: '2026-05-01' }]);
    expect(asked(there.ended('2026-06-01'))).toMatchObject([{ resolvedOn: '2026-06-02' }]);
    expect(asked(there.registrationChanged('2081', '2026-05-01'))).toMatchObject([{ raisedOn: '2026-03-01' }]);
    const at = aCase().registered(home('2080')).started('2026-01-15').registrationChanged('2080', '2026-03-01');
    expect(asked(at)).toEqual([]);
  });
});
