import { aCase, anHvb, uuid } from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';

const asOf = '2026-02-01';

describe('a home', () => {
  it('of a private provider has a permit from IVO (A-009)', () => {
    expect(found(on(aCase().registered(), asOf), 'A-009')).toEqual([]);
    const { ivoPermit: _none, ...without } = anHvb;
    const assessed = on(aCase().registered({ hvb: without }), asOf);
    expect(open(assessed, 'A-009')).toMatchObject([{ severity: 'breach', raisedOn: '2026-01-10' }]);
  });

  it.each(['municipal', 'regional'] as const)('that is %s is notified to IVO and needs no permit (A-009)', (kind) => {
    const { ivoPermit: _none, ...own } = { ...anHvb, kind };
    expect(found(on(aCase().registered({ hvb: own }), asOf), 'A-009')).toEqual([]);
    const unknown = aCase().registered({
      hvb: { hvbId: own.hvbId, name: 'H', kind, kommun: own.kommun, providesHealthcare: false },
    });
    expect(found(on(unknown, asOf), 'A-009')).toEqual([]);
    expect(open(on(aCase().registered({ hvb: { ...own, ivoNotified: false } }), asOf), 'A-009')).toHaveLength(1);
  });

  it('of SiS is a kind of HVB, and needs neither (A-006, A-008)', () => {
    const { ivoPermit: _none, ...sis } = { ...anHvb, kind: 'sis' as const, ivoNotified: false };
    const assessed = on(aCase().registered({ hvb: sis }), asOf);
    expect(found(assessed, 'A-009')).toEqual([]);
    expect(found(assessed, 'A-008')).toEqual([]);
  });

  it('is flagged from the move there to the move away (A-009)', () => {
    const { ivoPermit: _none, ...without } = { ...anHvb, hvbId: uuid('hvb/H2') };
    const story = aCase().registered().started('2026-01-15').moved('2026-02-01', { hvb: without }).moved('2026-03-01');
    expect(found(on(story, '2026-01-31'), 'A-009')).toEqual([]);
    expect(open(on(story, '2026-02-28'), 'A-009')).toMatchObject([{ raisedOn: '2026-02-01' }]);
    expect(found(on(story, '2026-03-01'), 'A-009')).toMatchObject([{ resolvedOn: '2026-03-01' }]);
  });

  it('that gives health care is in the register of caregivers (A-010)', () => {
    const giving = { ...anHvb, providesHealthcare: true };
    const told = (inCaregiverRegister: boolean) =>
      on(aCase().registered({ hvb: { ...giving, inCaregiverRegister } }), asOf);
    expect(found(told(true), 'A-010')).toEqual([]);
    expect(open(told(false), 'A-010')).toMatchObject([{ severity: 'breach' }]);
    // Against a *ska* only where it is so; that nothing is said of it is a gap in what was told.
    expect(open(on(aCase().registered({ hvb: giving }), asOf), 'A-010')).toMatchObject([{ severity: 'warning' }]);
  });

  it('that gives none has it from somebody else, several allowed (A-011)', () => {
    const several = aCase().registered({ healthcareSource: ['hostRegion', 'externalProvider'] });
    expect(found(on(several, asOf), 'A-011')).toEqual([]);
    expect(open(on(aCase().registered({ healthcareSource: ['ownHvb'] }), asOf), 'A-011')).toMatchObject([
      { severity: 'warning' },
    ]);
  });

  it('keeps its sources of health care where a move says nothing of them (A-011)', () => {
    const story = aCase()
      .registered({
        healthcareSource: ['ownHvb'],
        hvb: { ...anHvb, providesHealthcare: true, inCaregiverRegister: true },
      })
      .started('2026-01-15')
      .moved('2026-02-01');
    expect(found(on(story, '2026-01-31'), 'A-011')).toEqual([]);
    expect(open(on(story, '2026-02-01'), 'A-011')).toHaveLength(1);
  });
});
