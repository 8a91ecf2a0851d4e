import { type LegalBasis } from '#domain';
import { aCase, aRegistration, day, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { found, on } from '../../../../test/support/assessed.js';

const bornOn = (birthDate: string, legalBasis: LegalBasis = { act: 'SoL', interim: false }) => ({
  person: { ...aRegistration.person, birthDate: day(birthDate) },
  legalBasis,
});
const placed = (birthDate = '2012-03-04'): CaseBuilder => aCase().registered(bornOn(birthDate)).started('2026-01-15');
/** What is missing on a day, by the last words of each sentence. */
const missing = (story: CaseBuilder, asOf: string, rule: 'S-010' | 'S-012' = 'S-010') =>
  found(on(story, asOf), rule)
    .map(({ message_en, raisedOn, resolvedOn }) => [
      message_en.split('. ').at(-1),
      raisedOn,
      ...(resolvedOn ? [resolvedOn] : []),
    ])
    .sort();
const NO_CARE_PLAN = 'No vårdplan has been drawn up.';
const NO_IMPLEMENTATION_PLAN = 'No genomförandeplan has been drawn up.';
const NO_SECRETARY = 'No social secretary has been named.';

describe('a placement without plans', () => {
  it('lacks them from the start, each by itself, and not before (S-010)', () => {
    expect(missing(aCase().registered(), '2026-01-15')).toEqual([]);
    expect(missing(placed(), '2026-01-15')).toEqual([
      [NO_IMPLEMENTATION_PLAN, '2026-01-15'],
      [NO_CARE_PLAN, '2026-01-15'],
    ]);
    const [found_] = found(on(placed(), '2026-01-15'), 'S-010');
    expect(found_).toMatchObject({
      severity: 'warning',
      parties: ['kommun-2080.socialnamnden'],
      why: { rule: 'S-010', statute: { act: 'SoL 2025:400', section: '9:12' } },
    });
  });

  it('lacks neither that was drawn up by the first day, that day included (S-010)', () => {
    const by = (date: string): CaseBuilder =>
      aCase()
        .registered()
        .carePlan('established', date)
        .implementationPlan('established', date)
        .started('2026-01-15', { at: '2026-01-20' });
    expect(missing(by('2026-01-14'), '2026-02-01')).toEqual([]);
    expect(missing(by('2026-01-15'), '2026-02-01')).toEqual([]);
    expect(missing(by('2026-01-16'), '2026-02-01')).toEqual([
      [NO_IMPLEMENTATION_PLAN, '2026-01-15', '2026-01-16'],
      [NO_CARE_PLAN, '2026-01-15', '2026-01-16'],
    ]);
  });

  it('has the one that is told: a carePlan without a kind is a vårdplan (S-010)', () => {
    expect(missing(placed().carePlan('established', '2026-01-20'), '2026-02-01')).toEqual([
      [NO_IMPLEMENTATION_PLAN, '2026-01-15'],
      [NO_CARE_PLAN, '2026-01-15', '2026-01-20'],
    ]);
    expect(missing(placed().implementationPlan('established', '2026-01-20'), '2026-02-01')).toEqual([
      [NO_IMPLEMENTATION_PLAN, '2026-01-15', '2026-01-20'],
      [NO_CARE_PLAN, '2026-01-15'],
    ]);
  });

  it('is told no more of it when it has ended (S-010)', () => {
    expect(missing(placed().ended('2026-03-01'), '2026-03-01').map(([, , resolved]) => resolved)).toEqual([
      '2026-03-01',
      '2026-03-01',
    ]);
  });

  it.each([
    ['SoL', { act: 'SoL', interim: false }],
    ['LVU', { act: 'LVU', sections: ['3'], interim: false }],
    ['LVM', { act: 'LVM', interim: false }],
  ] as const)('lacks a vårdplan by %s too, and an adult lacks that alone (S-010)', (_act, legalBasis) => {
    const adult = aCase().registered(bornOn('1990-03-07', legalBasis)).started('2026-01-15');
    expect(missing(adult, '2026-02-01')).toEqual([[NO_CARE_PLAN, '2026-01-15']]);
  });

  it('lacks a genomförandeplan of one up to and including twenty, until the birthday (S-010)', () => {
    expect(missing(placed('2005-01-16'), '2026-01-15')).toHaveLength(2);
    expect(missing(placed('2005-01-15'), '2026-01-15')).toHaveLength(1);
    const turns = placed('2005-02-10');
    expect(missing(turns, '2026-02-09')).toContainEqual([NO_IMPLEMENTATION_PLAN, '2026-01-15']);
    expect(missing(turns, '2026-02-10')).toContainEqual([NO_IMPLEMENTATION_PLAN, '2026-01-15', '2026-02-10']);
    const marked = found(on(turns, '2026-02-10'), 'S-010').filter(({ fromBirthDate }) => fromBirthDate);
    expect(marked).toMatchObject([{ resolvedOn: '2026-02-10' }]);
  });

  it('tells of no birthday that lies ahead, nor of one after the plan was drawn up (S-010)', () => {
    const turns = placed('2005-02-10');
    expect(found(on(turns, '2026-02-09'), 'S-010').map((one) => one.resolvedOn)).toEqual([undefined, undefined]);
    const drawnUp = turns.implementationPlan('established', '2026-02-01');
    expect(missing(drawnUp, '2026-03-01')).toContainEqual([NO_IMPLEMENTATION_PLAN, '2026-01-15', '2026-02-01']);
    expect(found(on(drawnUp, '2026-03-01'), 'S-010').every(({ fromBirthDate }) => fromBirthDate === undefined)).toBe(
      true,
    );
  });

  it('says nothing of age where the birth date is erased (S-010)', () => {
    const erased = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' } })
      .started('2026-01-15');
    expect(missing(erased, '2026-02-01')).toEqual([[NO_CARE_PLAN, '2026-01-15']]);
    expect(missing(erased, '2026-02-01', 'S-012')).toEqual([]);
  });

  it('cites the old act where it began under it (S-010, D5)', () => {
    const before = aCase().registered({}, { at: '2025-06-20' }).started('2025-06-30');
    expect(found(on(before, '2025-07-10'), 'S-010')[0]?.why.statute).toEqual({
      act: 'SoL 2001:453',
      section: '11:3',
    });
  });

  it('has it again when what told of the plan is taken back, and from the day that a correction says (S-010)', () => {
    const told = placed().carePlan('established', '2026-01-20', { id: 'p1' });
    expect(missing(told.annulled('p1'), '2026-02-01')).toContainEqual([NO_CARE_PLAN, '2026-01-15']);
    const corrected = told.carePlan('established', '2026-01-15', { corrects: 'p1', at: '2026-01-22' });
    expect(missing(corrected, '2026-02-01')).toEqual([[NO_IMPLEMENTATION_PLAN, '2026-01-15']]);
  });
});

describe('a vårdplan that is revised', () => {
  const both = placed()
    .carePlan('established', '2026-01-15')
    .implementationPlan('established', '2026-01-16')
    .carePlan('revised', '2026-06-01');
  const late = (story: CaseBuilder) =>
    found(on(story, '2026-09-01'), 'S-010').filter(({ why }) => why.statute?.section === '9:13');

  it('has the genomförandeplan that there is looked over too (S-010; SoL 9:13)', () => {
    const revisedOn = both.facts.at(-1)?.meta.eventId;
    expect(late(both)).toMatchObject([
      {
        raisedOn: '2026-06-01',
        severity: 'warning',
        parties: ['kommun-2080.socialnamnden'],
        why: { causedBy: [revisedOn] },
      },
    ]);
    expect(late(both)[0]).not.toHaveProperty('resolvedOn');
    expect(late(both.implementationPlan('revised', '2026-06-01'))).toEqual([]);
    expect(late(both.implementationPlan('revised', '2026-05-31'))).toHaveLength(1);
    expect(late(both.implementationPlan('revised', '2026-06-10'))).toMatchObject([{ resolvedOn: '2026-06-10' }]);
  });

  it('is asked for where it is revised, not where it is drawn up (S-010)', () => {
    expect(
      late(placed().implementationPlan('established', '2026-01-15').carePlan('established', '2026-01-20')),
    ).toEqual([]);
  });

  it('asks it of no plan that there is not (S-010)', () => {
    expect(late(placed().carePlan('established', '2026-01-15').carePlan('revised', '2026-06-01'))).toEqual([]);
  });

  it('gives way to the next revision, and to the end (S-010)', () => {
    expect(late(both.carePlan('revised', '2026-07-01'))).toMatchObject([
      { raisedOn: '2026-06-01', resolvedOn: '2026-07-01' },
      { raisedOn: '2026-07-01' },
    ]);
    expect(late(both.ended('2026-06-20'))).toMatchObject([{ resolvedOn: '2026-06-20' }]);
  });

  it('is not revised by a genomförandeplan: the two years are of the vårdplan (S-010)', () => {
    const plans = placed().implementationPlan('revised', '2026-06-01');
    expect(on(plans, '2026-07-01').deadlines.filter(({ kind }) => kind === 'carePlanRevision')).toMatchObject([
      { dueOn: '2028-01-15' },
    ]);
    expect(on(plans, '2026-07-01').deadlines.find(({ kind }) => kind === 'carePlanRevision')).not.toHaveProperty(
      'metOn',
    );
  });
});

describe('a child or young person without a named social secretary', () => {
  it('lacks one from the start until one is named, under 22:12 (S-012)', () => {
    expect(missing(placed(), '2026-01-14', 'S-012')).toEqual([]);
    expect(missing(placed(), '2026-01-15', 'S-012')).toEqual([[NO_SECRETARY, '2026-01-15']]);
    expect(found(on(placed(), '2026-01-15'), 'S-012')).toMatchObject([
      { severity: 'warning', why: { statute: { act: 'SoL 2025:400', section: '22:12' } } },
    ]);
    expect(missing(placed().socialSecretaryNamed('2026-01-15'), '2026-02-01', 'S-012')).toEqual([]);
    expect(missing(placed().socialSecretaryNamed('2026-01-16'), '2026-02-01', 'S-012')).toEqual([
      [NO_SECRETARY, '2026-01-15', '2026-01-16'],
    ]);
  });

  it('is under twenty-one (S-012)', () => {
    expect(missing(placed('2005-01-16'), '2026-01-15', 'S-012')).toHaveLength(1);
    expect(missing(placed('2005-01-15'), '2026-01-15', 'S-012')).toEqual([]);
    expect(missing(placed('2005-02-10'), '2026-02-10', 'S-012')).toEqual([[NO_SECRETARY, '2026-01-15', '2026-02-10']]);
  });

  it('cites no section of the old act: none is known to be the same duty (S-012)', () => {
    const before = aCase().registered({}, { at: '2025-06-20' }).started('2025-06-30');
    expect(found(on(before, '2025-07-10'), 'S-012')[0]?.why).not.toHaveProperty('statute');
  });
});
