import { aCase, aRegistration, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, found, on, open, statusOn } from '../../../../test/support/assessed.js';
import { type CareSection, type LegalBasis } from '#domain';

const LVU: LegalBasis = { act: 'LVU', sections: ['3'], interim: false };
const SOL: LegalBasis = { act: 'SoL', interim: false };
const care = (birthDate = '2012-03-04'): CaseBuilder =>
  aCase()
    .registered({ person: { ...aRegistration.person, birthDate: day(birthDate) }, legalBasis: LVU })
    .decided('2026-01-12', { legalBasis: LVU, decidedBy: 'forvaltningsratt', consents: [] })
    .started('2026-01-15');
const restricted = (): CaseBuilder => care().contactRestricted('2026-02-02');
const KIND = 'contactRestrictionReview';
const considered = { kind: 'contactRestriction' } as const;

describe('a restriction of contact (S-006, LVU 14 §)', () => {
  it('is considered within three months of its decision, after a weekend on Monday', () => {
    expect(due(on(restricted(), '2026-02-02'), KIND)).toMatchObject([
      { startsOn: '2026-02-02', dueOn: '2026-05-02', latestLawfulOn: '2026-05-04', status: 'open' },
    ]);
    expect(['2026-05-04', '2026-05-05'].map((asOf) => statusOn(restricted(), KIND, asOf))).toEqual(['open', 'overdue']);
    expect(open(on(restricted(), '2026-05-05'), 'S-006')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-05-05', why: { statute: { act: 'LVU 1990:52', section: '14' } } },
    ]);
  });

  it.each([
    ['2026-05-03', true],
    ['2026-05-04', true],
    ['2026-05-05', false],
  ])('considered on %s, in time: %s; the next is counted from then', (reviewedOn, onTime) => {
    const story = restricted().reviewed(reviewedOn, considered);
    expect(due(on(story, '2026-05-06'), KIND)).toMatchObject([
      { status: 'met', metOn: reviewedOn, onTime },
      { startsOn: reviewedOn, status: 'open' },
    ]);
  });

  it('each has its own time; a consideration of all is of each, one that names one of that alone', () => {
    const other = uuid('restriction/R2');
    const both = restricted().contactRestricted('2026-02-02', { restrictionId: other, kind: 'whereabouts' });
    const dueOf = (story: CaseBuilder) => due(on(story, '2026-04-01'), KIND).map(({ status }) => status);
    expect(dueOf(both.reviewed('2026-03-02', considered)).filter((status) => status === 'met')).toHaveLength(2);
    const one = both.reviewed('2026-03-02', { ...considered, restrictionId: other });
    expect(dueOf(one).filter((status) => status === 'met')).toHaveLength(1);
    expect(dueOf(both.reviewed('2026-03-02')).filter((status) => status === 'met')).toHaveLength(0);
  });

  it('ended, no longer needed, or with the care, is considered no more', () => {
    const ended = [
      restricted().contactRestrictionEnded('2026-03-02'),
      restricted().legalBasisChanged('2026-03-02', SOL),
      restricted().ended('2026-03-02'),
    ];
    for (const story of ended)
      expect(due(on(story, '2026-09-01'), KIND)).toMatchObject([{ status: 'cancelled', cancelledOn: '2026-03-02' }]);
    const notNeeded = restricted().reviewed('2026-03-02', { ...considered, outcome: 'end' });
    expect(due(on(notNeeded, '2026-09-01'), KIND)).toMatchObject([{ status: 'met' }]);
    const grown = care('2005-04-01').contactRestricted('2026-02-02');
    expect(statusOn(grown, KIND, '2026-09-01')).toBe('cancelled');
  });

  it('without care of the kind in force is flagged, until it is (S-006)', () => {
    const sol = aCase().registered().decided('2026-01-12').started('2026-01-15').contactRestricted('2026-02-02');
    expect(open(on(sol, '2026-02-02'), 'S-006')).toMatchObject([{ severity: 'breach', raisedOn: '2026-02-02' }]);
    expect(found(on(restricted(), '2026-02-02'), 'S-006')).toEqual([]);
    const ordered = sol.decided('2026-03-02', { legalBasis: LVU, decidedBy: 'forvaltningsratt', consents: [] });
    expect(open(on(ordered, '2026-03-01'), 'S-006')).toHaveLength(1);
    expect(open(on(ordered, '2026-03-02'), 'S-006')).toEqual([]);
    expect(open(on(sol.legalBasisChanged('2026-03-02', LVU), '2026-03-02'), 'S-006')).toHaveLength(1);
  });

  it('is decided on and considered by no less than an utskott (S-009, SoL 30:7)', () => {
    const by = (decidedBy: 'utskott' | 'delegate') => care().contactRestricted('2026-02-02', { decidedBy });
    expect(found(on(by('utskott'), '2026-02-02'), 'S-009')).toEqual([]);
    expect(open(on(by('delegate'), '2026-02-02'), 'S-009')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-02-02', why: { statute: { section: '30:7' } } },
    ]);
    const lower = restricted().reviewed('2026-04-01', { ...considered, decidedBy: 'delegate' });
    expect(open(on(lower, '2026-04-01'), 'S-009')).toMatchObject([{ raisedOn: '2026-04-01' }]);
    expect(statusOn(lower, KIND, '2026-04-01')).toBe('met');
  });
});

const waiting = (): CaseBuilder => aCase('planned').registered().decided('2026-01-12');

describe('a favourable decision that waits (S-011, SoL 34:1)', () => {
  const REPORT = 'nonExecutionReport';

  it('is to be reported after three months, on no later weekday', () => {
    expect(due(on(waiting(), '2026-01-12'), REPORT)).toMatchObject([
      {
        startsOn: '2026-01-12',
        dueOn: '2026-04-12',
        status: 'open',
        why: { rule: 'S-011', statute: { section: '34:1' } },
      },
    ]);
    expect(['2026-04-12', '2026-04-13'].map((asOf) => statusOn(waiting(), REPORT, asOf))).toEqual(['open', 'overdue']);
    expect(open(on(waiting(), '2026-04-13'), 'S-011')).toMatchObject([{ severity: 'warning' }]);
  });

  it.each([
    ['2026-04-11', 'cancelled'],
    ['2026-04-12', 'cancelled'],
    ['2026-04-13', 'overdue'],
  ])('executed on %s: %s', (startedOn, status) => {
    expect(statusOn(waiting().started(startedOn), REPORT, '2026-05-01')).toBe(status);
    expect(open(on(waiting().started(startedOn), '2026-05-01'), 'S-011')).toEqual([]);
  });

  it('reported is met, in time or late; executed in time, a report meets nothing', () => {
    const reported = (on: string) => waiting().nonExecutionReported(on);
    expect(due(on(reported('2026-04-12'), '2026-05-01'), REPORT)).toMatchObject([{ status: 'met', onTime: true }]);
    expect(due(on(reported('2026-04-13'), '2026-05-01'), REPORT)).toMatchObject([{ status: 'met', onTime: false }]);
    const both = waiting().started('2026-02-01').nonExecutionReported('2026-04-13');
    expect(statusOn(both, REPORT, '2026-05-01')).toBe('cancelled');
  });

  it('broken off, waits anew from then: until it is resumed, broken off again or ended', () => {
    const broken = waiting().started('2026-01-15').executionInterrupted('2026-03-02');
    const second = (story: CaseBuilder) => due(on(story, '2026-06-10'), REPORT).at(-1);
    expect(second(broken)).toMatchObject({ startsOn: '2026-03-02', dueOn: '2026-06-02', status: 'overdue' });
    expect(second(broken.moved('2026-06-02'))).toMatchObject({ status: 'cancelled' });
    expect(second(broken.ended('2026-05-02'))).toMatchObject({ status: 'cancelled' });
    expect(second(broken.nonExecutionReported('2026-06-08'))).toMatchObject({ status: 'met', onTime: false });
    expect(due(on(broken.executionInterrupted('2026-05-04'), '2026-06-10'), REPORT)).toMatchObject([
      { status: 'cancelled' },
      { status: 'cancelled', startsOn: '2026-03-02' },
      { status: 'open', startsOn: '2026-05-04' },
    ]);
  });

  it('is of decisions by consent alone, and is cited by no section that is not known (D5)', () => {
    expect(due(on(care(), '2026-06-01'), REPORT)).toEqual([]);
    const old = aCase('planned').registered().decided('2025-06-30');
    expect(due(on(old, '2025-07-01'), REPORT)[0]?.why.statute).toBeUndefined();
    const fresh = aCase('planned').registered().decided('2025-07-01');
    expect(due(on(fresh, '2025-07-01'), REPORT)[0]?.why.statute).toMatchObject({ act: 'SoL 2025:400' });
  });
});

describe('the birthday that ends care of the young (S-004, LVU 21 §)', () => {
  const grown = (): CaseBuilder => care('2005-05-02');

  it('is the last day for it to end, on no later weekday: 2 May 2026 is a Saturday', () => {
    expect(due(on(grown(), '2026-02-01'), 'lvuAgeLimit')).toMatchObject([
      { dueOn: '2026-05-02', status: 'open', fromBirthDate: 'all', why: { rule: 'S-004', statute: { section: '21' } } },
    ]);
    expect(['2026-05-02', '2026-05-03'].map((asOf) => statusOn(grown(), 'lvuAgeLimit', asOf))).toEqual([
      'open',
      'overdue',
    ]);
  });

  it.each([
    ['2026-05-01', true],
    ['2026-05-02', true],
    ['2026-05-03', false],
  ])('ended on %s, in time: %s', (endedOn, onTime) => {
    expect(due(on(grown().ended(endedOn), '2026-06-01'), 'lvuAgeLimit')).toMatchObject([{ status: 'met', onTime }]);
  });

  it('is none of care by consent', () => {
    expect(due(on(waiting().started('2026-01-15'), '2026-02-01'), 'lvuAgeLimit')).toEqual([]);
  });
});

describe('what is seen of custody and of homes', () => {
  const custody: LegalBasis = { act: 'LVU', sections: ['6'], interim: true };
  const taken = (decidedBy: 'utskott' | 'forvaltningsratt'): CaseBuilder =>
    aCase()
      .registered({ legalBasis: custody })
      .decided('2026-03-02', { legalBasis: custody, decidedBy, consents: [] })
      .started('2026-03-02');

  it('custody by the court with no application told is asked about; by the nämnd it is not (S-002)', () => {
    expect(open(on(taken('forvaltningsratt'), '2026-03-02'), 'S-002')).toMatchObject([{ severity: 'warning' }]);
    expect(found(on(taken('utskott'), '2026-03-02'), 'S-002')).toEqual([]);
    const applied = taken('forvaltningsratt').courtStep('applied', '2026-03-01', {}, { at: '2026-03-03' });
    expect(found(on(applied, '2026-03-03'), 'S-002')).toEqual([]);
  });

  it('custody of a young person on remand may not be executed (S-005)', () => {
    const on_ = (days: string) =>
      taken('utskott').careTimeNotCounted(days, { ground: 'detained' }, { at: '2026-03-09' });
    expect(found(on(on_('2026-03-01/2026-03-02'), '2026-03-09'), 'S-005')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-03-02', resolvedOn: '2026-03-03' },
    ]);
    expect(found(on(on_('2026-02-20/2026-03-01'), '2026-03-09'), 'S-005')).toEqual([]);
    expect(found(on(on_('2026-03-03/2026-03-05'), '2026-03-09'), 'S-005')).toEqual([]);
  });

  describe('at a särskilt ungdomshem (S-007, LVU 12 §)', () => {
    const sis = { ...aRegistration.hvb, kind: 'sis' } as const;
    const at = (legalBasis: LegalBasis, hvb: typeof aRegistration.hvb = sis): CaseBuilder =>
      aCase()
        .registered({ legalBasis, hvb })
        .decided('2026-01-12', { legalBasis, decidedBy: 'forvaltningsratt', consents: [] })
        .started('2026-01-15');
    const by = (...sections: CareSection[]): LegalBasis => ({ act: 'LVU', sections, interim: sections.includes('6') });

    it('care on a ground of 2 § alone is flagged, from when it began there (S-007)', () => {
      expect(found(on(at(by('2')), '2026-01-14'), 'S-007').filter(({ raisedOn }) => raisedOn > '2026-01-14')).toEqual(
        [],
      );
      expect(open(on(at(by('2')), '2026-01-15'), 'S-007')).toMatchObject([
        {
          severity: 'warning',
          raisedOn: '2026-01-15',
          message_sv: expect.stringContaining('utan grund i 3 §') as string,
          why: { statute: { act: 'LVU 1990:52', section: '12' } },
        },
      ]);
    });

    it('care on a ground of 3 §, alone or beside 2 §, and custody, belong there (S-007)', () => {
      for (const basis of [by('3'), by('2', '3'), by('6'), by('2', '6')])
        expect(found(on(at(basis), '2026-02-01'), 'S-007')).toEqual([]);
    });

    it('care by an act without such homes, and at a home of another kind, is not asked about (S-007)', () => {
      for (const basis of [{ act: 'LVM', interim: false }, SOL] as const)
        expect(found(on(at(basis), '2026-02-01'), 'S-007')).toEqual([]);
      expect(found(on(at(by('2'), { ...sis, kind: 'municipal' }), '2026-02-01'), 'S-007')).toEqual([]);
    });

    it('begins with the move there or the change of ground, and is over with either, or the placement (S-007)', () => {
      const moved = at(by('2'), aRegistration.hvb).moved('2026-03-02', { hvb: sis });
      expect(found(on(moved, '2026-03-01'), 'S-007')).toEqual([]);
      expect(open(on(moved, '2026-03-02'), 'S-007')).toMatchObject([{ raisedOn: '2026-03-02' }]);
      const over = [
        moved.moved('2026-04-01', { hvb: { ...aRegistration.hvb, hvbId: uuid('hvb/H3') } }),
        moved.legalBasisChanged('2026-04-01', by('3')),
        moved.ended('2026-04-01'),
      ];
      for (const story of over)
        expect(found(on(story, '2026-05-01'), 'S-007')).toMatchObject([{ resolvedOn: '2026-04-01' }]);
      const changed = at(by('3')).legalBasisChanged('2026-03-02', by('2'));
      expect(open(on(changed, '2026-03-01'), 'S-007')).toEqual([]);
      expect(open(on(changed, '2026-03-02'), 'S-007')).toMatchObject([{ raisedOn: '2026-03-02' }]);
    });
  });
});
