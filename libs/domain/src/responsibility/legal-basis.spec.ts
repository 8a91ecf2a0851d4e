import { aCase, aRegistration, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';
import { type CareSection, type LegalBasis } from '#domain';

const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: birthDate as never } });
const LVU = (...sections: CareSection[]): LegalBasis => ({ act: 'LVU', sections, interim: false });
const custody = (...sections: CareSection[]): LegalBasis => ({ act: 'LVU', sections, interim: true });
const LVM = (interim: boolean): LegalBasis => ({ act: 'LVM', interim });
const SOL: LegalBasis = { act: 'SoL', interim: false };

const byCourt = (legalBasis: LegalBasis) =>
  ({ decisionId: uuid('decision/court'), legalBasis, decidedBy: 'forvaltningsratt', consents: [] }) as const;
const byNamnd = (legalBasis: LegalBasis) =>
  ({ decisionId: uuid('decision/nämnd'), legalBasis, decidedBy: 'utskott', consents: [] }) as const;
const basisOf = (story: CaseBuilder, asOf: string) => on(story, asOf).responsibility?.legalBasis;
const registered = (legalBasis: LegalBasis, birthDate = '2012-03-04'): CaseBuilder =>
  aCase().registered({ ...bornOn(birthDate), legalBasis });

describe('compulsory care that the court has decided', () => {
  const ordered = (): CaseBuilder => registered(LVU('2')).decided('2026-01-10', byCourt(LVU('2')));

  it('is arranged by the nämnd, whose decision on the home is in order while the order stands (S-001, A-055)', () => {
    const placed = ordered()
      .decided('2026-01-12', byNamnd(LVU('2')))
      .started('2026-01-15');
    expect(found(on(placed, '2026-02-01'), 'A-055')).toEqual([]);
    expect(basisOf(placed, '2026-02-01')).toMatchObject({ holds: true, why: { rule: 'A-057' } });
  });

  it('is so from the day of the court: the day before is flagged, that day and the day after are not (S-001, A-055)', () => {
    const flaggedWhenDecided = (decidedOn: string) =>
      open(on(ordered().decided(decidedOn, byNamnd(LVU('2'))), decidedOn), 'A-055').length;
    expect(['2026-01-09', '2026-01-10', '2026-01-11'].map(flaggedWhenDecided)).toEqual([1, 0, 0]);
  });

  it('by LVM likewise (A-055)', () => {
    const placed = registered(LVM(false), '1990-03-07')
      .decided('2026-01-10', byCourt(LVM(false)))
      .decided('2026-01-12', byNamnd(LVM(false)))
      .started('2026-01-15');
    expect(found(on(placed, '2026-02-01'), 'A-055')).toEqual([]);
    expect(basisOf(placed, '2026-02-01')).toMatchObject({ holds: true, why: { rule: 'A-057' } });
  });

  it('stands no longer once care has gone over to another act (S-001, A-055)', () => {
    const back = ordered()
      .started('2026-01-15')
      .legalBasisChanged('2026-03-01', SOL)
      .decided('2026-05-01', byNamnd(LVU('2')));
    expect(open(on(back, '2026-05-01'), 'A-055')).toMatchObject([{ raisedOn: '2026-05-01', severity: 'breach' }]);
    expect(basisOf(back, '2026-05-01')).toMatchObject({ holds: false, why: { rule: 'S-001' } });
  });
});

describe('compulsory care that no court has decided', () => {
  const lacking = registered(LVU('2'))
    .decided('2026-01-12', byNamnd(LVU('2')))
    .started('2026-01-15');

  it('is flagged, and does not hold (S-001, A-055)', () => {
    expect(open(on(lacking, '2026-02-01'), 'A-055')).toMatchObject([
      { raisedOn: '2026-01-12', severity: 'breach', why: { statute: { act: 'LVU 1990:52', section: '4' } } },
    ]);
    expect(basisOf(lacking, '2026-02-01')).toMatchObject({
      holds: false,
      why: { rule: 'S-001', statute: { act: 'LVU 1990:52', section: '4' } },
    });
  });

  it('holds from the day on which the court decides, and is then flagged no more (S-001, A-055)', () => {
    const mended = lacking.decided('2026-02-10', byCourt(LVU('2')));
    expect(['2026-02-09', '2026-02-10', '2026-02-11'].map((day) => basisOf(mended, day)?.holds)).toEqual([
      false,
      true,
      true,
    ]);
    expect(found(on(mended, '2026-02-11'), 'A-055')).toMatchObject([{ resolvedOn: '2026-02-10' }]);
  });

  it('is not decided by the court’s order of custody (S-001, A-055)', () => {
    const story = registered(custody('6'))
      .decided('2026-01-10', byCourt(custody('6')))
      .decided('2026-01-12', byNamnd(LVU('3')));
    expect(open(on(story, '2026-02-01'), 'A-055')).toHaveLength(1);
    expect(basisOf(story, '2026-02-01')).toMatchObject({ holds: false, why: { rule: 'S-001' } });
  });

  it('is flagged too where it came by a change of basis, until the basis changes again (S-001, A-055)', () => {
    const changed = aCase()
      .registered()
      .decided('2026-01-12')
      .started('2026-01-15')
      .legalBasisChanged('2026-02-01', LVU('2'));
    expect(basisOf(changed, '2026-02-01')).toMatchObject({ holds: false, why: { rule: 'S-001' } });
    expect(open(on(changed, '2026-02-01'), 'A-055')).toMatchObject([{ raisedOn: '2026-02-01' }]);
    const back = changed.legalBasisChanged('2026-03-01', SOL);
    expect(found(on(back, '2026-03-01'), 'A-055')).toMatchObject([{ resolvedOn: '2026-03-01' }]);
    const ordered = changed.decided('2026-01-31', byCourt(LVU('2')), { at: '2026-02-02' });
    expect(basisOf(ordered, '2026-02-02')).toMatchObject({ holds: true });
    expect(found(on(ordered, '2026-02-02'), 'A-055')).toEqual([]);
  });

  it('by LVM does not hold either (A-055)', () => {
    const story = registered(LVM(false), '1990-03-07').decided('2026-01-12', byNamnd(LVM(false)));
    expect(basisOf(story, '2026-02-01')).toMatchObject({
      holds: false,
      why: { rule: 'A-055', statute: { act: 'LVM 1988:870', section: '5' } },
    });
  });
});

describe('immediate custody', () => {
  it('may be decided by the nämnd, until the court has tried it (A-055, A-057)', () => {
    const story = registered(custody('6'))
      .decided('2026-01-12', byNamnd(custody('6')))
      .courtStep('submitted', '2026-01-14')
      .courtStep('upheld', '2026-01-20');
    expect(found(on(story, '2026-02-01'), 'A-055')).toEqual([]);
    expect(basisOf(story, '2026-02-01')).toMatchObject({ holds: true, why: { rule: 'A-057' } });
  });

  it.each([
    [custody('6'), '2012-03-04', { act: 'LVU 1990:52', section: '6' }],
    [LVM(true), '1990-03-07', { act: 'LVM 1988:870', section: '13' }],
  ])('may be ordered by the court too, and nothing is wrong with it: %j (S-002)', (basis, birthDate, statute) => {
    const story = registered(basis, birthDate).decided('2026-01-12', byCourt(basis));
    const assessed = on(story, '2026-02-01');
    expect([...found(assessed, 'A-053'), ...found(assessed, 'A-055')]).toEqual([]);
    expect(assessed.responsibility?.legalBasis).toMatchObject({ holds: true, why: { rule: 'S-002', statute } });
  });
});

describe('the age at which care by LVU ends', () => {
  const decided = (basis: LegalBasis, birthDate: string): CaseBuilder =>
    registered(basis, birthDate).decided('2026-01-12', byCourt(basis)).started('2026-01-15');
  /** Whether it holds on the day before a birthday, on it and the day after, and how many A-058 are open then. */
  const around = (story: CaseBuilder, days: readonly string[]) =>
    days.map((day) => [basisOf(story, day)?.holds, open(on(story, day), 'A-058').length]);

  it('is eighteen where 2 § is named beside custody (A-058, G-04)', () => {
    expect(around(decided(custody('2', '6'), '2008-05-01'), ['2026-04-30', '2026-05-01', '2026-05-02'])).toEqual([
      [true, 0],
      [false, 1],
      [false, 1],
    ]);
  });

  it('is twenty-one where 3 § is named beside custody (A-058, G-04)', () => {
    expect(around(decided(custody('3', '6'), '2007-05-01'), ['2028-04-30', '2028-05-01', '2028-05-02'])).toEqual([
      [true, 0],
      [false, 1],
      [false, 1],
    ]);
  });

  it('is twenty of custody by 6 § alone: no care can be decided from then on (A-058; LVU 6 §)', () => {
    expect(around(decided(custody('6'), '2006-05-01'), ['2026-04-30', '2026-05-01', '2026-05-02'])).toEqual([
      [true, 0],
      [false, 1],
      [false, 1],
    ]);
  });

  it('is looked at when it is decided too: 2 § beside custody is for one under eighteen (A-058, G-04)', () => {
    const late = (birthDate: string) => open(on(decided(custody('2', '6'), birthDate), '2026-01-13'), 'A-058').length;
    expect(['2008-01-11', '2008-01-12', '2008-01-13'].map(late)).toEqual([1, 1, 1]);
    const inTime = (birthDate: string) => open(on(decided(custody('2', '6'), birthDate), '2026-01-12'), 'A-058').length;
    expect(['2008-01-11', '2008-01-12', '2008-01-13'].map(inTime)).toEqual([1, 1, 0]);
  });
});
