import { aCase, aRegistration, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';
import { type DecidedBy, type LegalBasis } from '#domain';

const asOf = '2026-02-01';
const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: birthDate as never } });
const adult = bornOn('1990-03-07');
const SOL: LegalBasis = { act: 'SoL', interim: false };
const CUSTODY: LegalBasis = { act: 'LVU', sections: ['6'], interim: true };
const CARE: LegalBasis = { act: 'LVU', sections: ['3'], interim: false };
const LVM: LegalBasis = { act: 'LVM', interim: false };
const LVM_CUSTODY: LegalBasis = { act: 'LVM', interim: true };

const decidedBy = (by: DecidedBy, legalBasis: LegalBasis): CaseBuilder =>
  aCase().registered({ legalBasis }).decided('2026-01-12', { decidedBy: by, legalBasis });

describe('a decision', () => {
  it('on a child rests on a trial of the child’s best interests (A-014)', () => {
    expect(found(on(aCase().registered().decided('2026-01-12'), asOf), 'A-014')).toEqual([]);
    const without = aCase().registered().decided('2026-01-12', { bestInterestsAssessed: false });
    expect(open(on(without, asOf), 'A-014')).toMatchObject([{ severity: 'breach', raisedOn: '2026-01-12' }]);
  });

  it('cites the law of the day of the decision (A-014)', () => {
    const cited = (decidedOn: string) => {
      const told = aCase().registered({}, { at: '2024-01-10' }).decided(decidedOn, { bestInterestsAssessed: false });
      return found(on(told, decidedOn), 'A-014').map(({ why }) => why.statute);
    };
    expect(cited('2024-02-12')).toEqual([{ act: 'SoL 2001:453', section: '1:2' }]);
    expect(cited('2025-06-30')).toEqual([{ act: 'SoL 2001:453', section: '1:2' }]);
    expect(cited('2025-07-01')).toEqual([{ act: 'SoL 2025:400', section: '3:1' }]);
  });

  it('on an adult needs none, and of an erased birth date nothing is claimed (A-014)', () => {
    for (const person of [adult, { person: { ...aRegistration.person, birthDate: 'erased' as const } }]) {
      const story = aCase().registered(person).decided('2026-01-12', { bestInterestsAssessed: false });
      expect(found(on(story, asOf), 'A-014')).toEqual([]);
    }
  });

  it.each([
    ['socialnamnd', SOL],
    ['utskott', SOL],
    ['ordforande', SOL],
    ['delegate', SOL],
    ['ordforande', CUSTODY],
    ['utskott', CUSTODY],
    ['forvaltningsratt', CARE],
    ['forvaltningsratt', CUSTODY],
    ['forvaltningsratt', LVM],
    ['forvaltningsratt', LVM_CUSTODY],
  ] as const)('by %s on %j is the nämnd’s or the court’s to make (A-053, A-055, S-002)', (by, basis) => {
    const assessed = on(decidedBy(by, basis), '2026-01-12');
    expect([...found(assessed, 'A-053'), ...found(assessed, 'A-055')]).toEqual([]);
  });

  it.each([
    ['sis', SOL],
    ['forvaltningsratt', SOL],
    ['delegate', CUSTODY],
    ['delegate', LVM],
  ] as const)('by %s on %j is flagged: it may not decide for the nämnd (A-053)', (by, basis) => {
    expect(open(on(decidedBy(by, basis), asOf), 'A-053')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-01-12' },
    ]);
  });

  it.each([
    ['socialnamnd', CARE, 'breach'],
    ['utskott', LVM, 'breach'],
  ] as const)(
    'by %s on %j is flagged: the court tries care, the nämnd decides for the time being (A-055)',
    (by, basis, severity) => {
      expect(open(on(decidedBy(by, basis), asOf), 'A-055')).toMatchObject([{ severity }]);
    },
  );

  it('may be made for the nämnd by these, under each act, and by no other (A-053; SoL 30:6–9)', () => {
    const bodies: readonly DecidedBy[] = [
      ...(['socialnamnd', 'utskott', 'ordforande', 'delegate', 'forvaltningsratt', 'sis'] as const),
    ];
    const mayDecide = (basis: LegalBasis) =>
      bodies.filter((by) => found(on(decidedBy(by, basis), asOf), 'A-053').length === 0);
    expect(mayDecide(SOL)).toEqual(['socialnamnd', 'utskott', 'ordforande', 'delegate']);
    expect(mayDecide(CARE)).toEqual(['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt']);
    expect(mayDecide(LVM)).toEqual(['socialnamnd', 'utskott', 'ordforande', 'forvaltningsratt']);
  });

  it('comes before the placement starts (A-053)', () => {
    const story = aCase().registered().decided('2026-01-12').started('2026-01-15');
    expect(found(on(story, asOf), 'A-053')).toEqual([]);
  });

  it('that comes after the start is flagged for the days between, and resolved by it (A-053)', () => {
    const story = aCase().emergency().started('2026-01-15').decided('2026-01-19');
    expect(open(on(story, '2026-01-18'), 'A-053')).toMatchObject([{ raisedOn: '2026-01-15' }]);
    expect(found(on(story, '2026-01-19'), 'A-053')).toMatchObject([{ resolvedOn: '2026-01-19' }]);
  });

  it('is not asked for where an adult has HVB by socialtjänstlagen without an assessment of need (A-053)', () => {
    expect(found(on(aCase().registered(adult).started('2026-01-15'), asOf), 'A-053')).toEqual([]);
  });
});

describe('a legal basis', () => {
  it('is socialtjänstlagen, LVU by its section, or LVM (A-054)', () => {
    for (const basis of [SOL, CUSTODY, CARE, LVM, { act: 'LVU', sections: ['2', '3'], interim: false } as const]) {
      expect(found(on(decidedBy('forvaltningsratt', basis), asOf), 'A-054')).toEqual([]);
    }
  });

  it('by LVU with 6 § that is not interim, or an interim one without it, is flagged (A-054)', () => {
    for (const legalBasis of [
      { ...CUSTODY, interim: false },
      { ...CARE, interim: true },
    ]) {
      expect(open(on(aCase().registered({ legalBasis }), asOf), 'A-054')).toMatchObject([{ severity: 'warning' }]);
    }
  });

  it('that another replaces on its own day was never the one (A-054)', () => {
    const story = aCase()
      .registered()
      .legalBasisChanged('2026-01-20', { ...CUSTODY, interim: false }, { at: '2026-01-20T08:00:00.000Z' })
      .legalBasisChanged('2026-01-20', CARE, { at: '2026-01-20T09:00:00.000Z' });
    expect(found(on(story, asOf), 'A-054')).toEqual([]);
  });

  it('is flagged only until another takes its place (A-054)', () => {
    const story = aCase()
      .registered({ legalBasis: { ...CUSTODY, interim: false } })
      .legalBasisChanged('2026-01-20', CARE);
    expect(found(on(story, asOf), 'A-054')).toMatchObject([{ raisedOn: '2026-01-10', resolvedOn: '2026-01-20' }]);
  });
});
