import { aCase, aRegistration, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { basisOf, due, found, holdsOn, on, open, statusOn } from '../../../../test/support/assessed.js';
import { type DeadlineKind, type LegalBasis } from '#domain';

const CUSTODY: LegalBasis = { act: 'LVM', interim: true };
const CARE: LegalBasis = { act: 'LVM', interim: false };
const adult = { person: { ...aRegistration.person, birthDate: day('1990-03-07') } };
const by = (decidedBy: 'utskott' | 'forvaltningsratt', legalBasis: LegalBasis, name = 'custody') =>
  ({ decisionId: uuid(`decision/${name}`), legalBasis, decidedBy, consents: [], custodyHolders: 0 }) as const;

/** An adult taken into custody on Monday 2 March 2026. */
const decided = (): CaseBuilder =>
  aCase()
    .registered({ ...adult, legalBasis: CUSTODY })
    .decided('2026-03-02', by('utskott', CUSTODY));
const custody = (): CaseBuilder => decided().started('2026-03-02');
const tried = (): CaseBuilder => custody().courtStep('submitted', '2026-03-03').courtStep('upheld', '2026-03-06');
const datesOf = (story: CaseBuilder, kind: DeadlineKind, asOf = '2026-03-31') =>
  due(on(story, asOf), kind).map(({ startsOn, dueOn }) => [startsOn, dueOn]);

describe('the submission of custody by LVM (LVM 15 §)', () => {
  it('is due the day after the decision, and custody ends with the day (A-055, LVM 18 a §)', () => {
    expect(due(on(custody(), '2026-03-02'), 'lvmSubmission')).toMatchObject([
      { dueOn: '2026-03-03', status: 'open', why: { rule: 'A-055', statute: { act: 'LVM 1988:870', section: '15' } } },
    ]);
    expect(holdsOn(custody(), '2026-03-02', '2026-03-03', '2026-03-04')).toEqual([true, true, false]);
    expect(basisOf(custody(), '2026-03-04')?.why).toMatchObject({ rule: 'A-055', statute: { section: '18 a' } });
  });

  it.each([
    ['2026-03-02', 'met', true],
    ['2026-03-03', 'met', true],
    ['2026-03-04', 'overdue', false],
  ] as const)('made on %s: %s (A-055)', (submittedOn, status, holds) => {
    const story = custody().courtStep('submitted', submittedOn);
    expect(statusOn(story, 'lvmSubmission', '2026-03-05')).toBe(status);
    expect(holdsOn(story, '2026-03-05')).toEqual([holds]);
  });

  it('decided on a Friday may be made on Monday, though Saturday is the strict day (lag 1930:173 2 §)', () => {
    const friday = aCase()
      .registered({ ...adult, legalBasis: CUSTODY })
      .decided('2026-03-06', by('utskott', CUSTODY));
    expect(due(on(friday, '2026-03-06'), 'lvmSubmission')).toMatchObject([
      { dueOn: '2026-03-07', latestLawfulOn: '2026-03-09' },
    ]);
    expect(holdsOn(friday, '2026-03-09', '2026-03-10')).toEqual([true, false]);
  });

  it('is cancelled by remand on its day, which ends custody (S-005, LVM 18 a § 4)', () => {
    const remanded = custody().careTimeNotCounted('2026-03-03', { ground: 'detained' });
    expect(statusOn(remanded, 'lvmSubmission', '2026-03-10')).toBe('cancelled');
    expect(holdsOn(remanded, '2026-03-02', '2026-03-03')).toEqual([true, false]);
    expect(basisOf(remanded, '2026-03-03')?.why).toMatchObject({
      rule: 'S-005',
      statute: { act: 'LVM 1988:870', section: '18 a' },
    });
    const absent = custody().careTimeNotCounted('2026-03-03', { ground: 'unlawfulAbsence' });
    expect(statusOn(absent, 'lvmSubmission', '2026-03-10')).toBe('overdue');
  });
});

describe('the court’s trial of custody by LVM (LVM 17 §)', () => {
  it('is due four days from the submission, or from an execution that came later (A-055)', () => {
    expect(datesOf(custody().courtStep('submitted', '2026-03-03'), 'lvmCourtExamination')).toEqual([
      ['2026-03-03', '2026-03-07'],
    ]);
    const waiting = decided().courtStep('submitted', '2026-03-03');
    expect(datesOf(waiting, 'lvmCourtExamination')).toEqual([]);
    expect(datesOf(waiting.started('2026-03-09'), 'lvmCourtExamination')).toEqual([['2026-03-09', '2026-03-13']]);
  });

  it.each([
    ['2026-03-08', true],
    ['2026-03-09', true],
    ['2026-03-10', false],
  ])('upheld on %s is met, in time: %s: Saturday is the strict day (lag 1930:173 2 §)', (upheldOn, onTime) => {
    const story = custody().courtStep('submitted', '2026-03-03').courtStep('upheld', upheldOn);
    expect(due(on(story, '2026-03-20'), 'lvmCourtExamination')).toMatchObject([
      { status: 'met', onTime, actor: 'court', responsible: [], latestLawfulOn: '2026-03-09' },
    ]);
  });

  it('missed, is no party’s breach; extended, it is a week at most; lifted meets it (A-055)', () => {
    const submitted = custody().courtStep('submitted', '2026-03-03');
    expect(statusOn(submitted, 'lvmCourtExamination', '2026-03-10')).toBe('overdue');
    expect(open(on(submitted, '2026-03-10'), 'A-055')).toMatchObject([{ severity: 'info' }]);
    const extended = (until: string) => submitted.courtStep('extensionGranted', '2026-03-06', { until: day(until) });
    expect(datesOf(extended('2026-03-09'), 'lvmCourtExamination')).toEqual([['2026-03-03', '2026-03-09']]);
    expect(datesOf(extended('2026-03-20'), 'lvmCourtExamination')).toEqual([['2026-03-03', '2026-03-10']]);
    expect(statusOn(submitted.courtStep('lifted', '2026-03-05'), 'lvmCourtExamination', '2026-03-20')).toBe('met');
  });

  it('is cancelled where the person is remanded first (S-005)', () => {
    const remanded = custody()
      .courtStep('submitted', '2026-03-03')
      .careTimeNotCounted('2026-03-05', { ground: 'detained' });
    expect(statusOn(remanded, 'lvmCourtExamination', '2026-03-20')).toBe('cancelled');
  });
});

describe('the application for care by LVM (LVM 18 §)', () => {
  it('is due a week from when the court upheld custody; until then none is (A-055)', () => {
    expect(datesOf(tried(), 'lvmApplication')).toEqual([['2026-03-06', '2026-03-13']]);
    expect(datesOf(custody().courtStep('submitted', '2026-03-03'), 'lvmApplication')).toEqual([]);
  });

  it.each([
    ['2026-03-12', 'met', true],
    ['2026-03-13', 'met', true],
    ['2026-03-14', 'overdue', false],
  ] as const)('come in on %s: %s; custody holds after it: %s (LVM 18 a § 2)', (appliedOn, status, holds) => {
    const story = tried().courtStep('applied', appliedOn);
    expect(statusOn(story, 'lvmApplication', '2026-03-14')).toBe(status);
    expect(holdsOn(story, '2026-03-14')).toEqual([holds]);
  });

  it('knows no more time: asked for, it is out all the same (LVM 18 a § 2)', () => {
    const asked = tried().courtStep('extensionRequested', '2026-03-12');
    expect(statusOn(asked, 'lvmApplication', '2026-03-14')).toBe('overdue');
    expect(holdsOn(asked, '2026-03-13', '2026-03-14')).toEqual([true, false]);
  });

  it('is cancelled where custody is lifted before (LVM 18 b §)', () => {
    const lifted = tried().courtStep('lifted', '2026-03-10');
    expect(statusOn(lifted, 'lvmApplication', '2026-03-20')).toBe('cancelled');
    expect(holdsOn(lifted, '2026-03-09', '2026-03-10')).toEqual([true, false]);
    expect(basisOf(lifted, '2026-03-10')?.why).toMatchObject({ statute: { section: '18 b' } });
  });
});

describe('the court’s decision on care by LVM (LVM 38 §)', () => {
  it('is due a week from the application (A-055)', () => {
    expect(datesOf(tried().courtStep('applied', '2026-03-11'), 'lvmCourtDecision')).toEqual([
      ['2026-03-11', '2026-03-18'],
    ]);
  });

  it('from the submission where custody came after the application (A-055)', () => {
    const story = aCase()
      .registered({ ...adult, legalBasis: CUSTODY })
      .courtStep('applied', '2026-02-27')
      .decided('2026-03-02', by('utskott', CUSTODY))
      .started('2026-03-02')
      .courtStep('submitted', '2026-03-03');
    expect(datesOf(story, 'lvmCourtDecision')).toEqual([['2026-03-03', '2026-03-10']]);
    expect(datesOf(story, 'lvmApplication')).toEqual([]);
  });

  it('from execution where it was not executed when submitted, or the court ordered it (A-055, S-002)', () => {
    const later = decided()
      .courtStep('submitted', '2026-03-03')
      .started('2026-03-09')
      .courtStep('upheld', '2026-03-11')
      .courtStep('applied', '2026-03-12');
    expect(datesOf(later, 'lvmCourtDecision')).toEqual([['2026-03-09', '2026-03-16']]);
    const byCourt = aCase()
      .registered({ ...adult, legalBasis: CUSTODY })
      .courtStep('applied', '2026-02-27')
      .decided('2026-03-02', by('forvaltningsratt', CUSTODY))
      .started('2026-03-04');
    expect(datesOf(byCourt, 'lvmCourtDecision')).toEqual([['2026-03-04', '2026-03-11']]);
  });

  it.each([
    ['2026-03-17', true],
    ['2026-03-18', true],
    ['2026-03-19', false],
  ])('made on %s is met, in time: %s (A-055)', (decidedOn, onTime) => {
    const applied = tried().courtStep('applied', '2026-03-11');
    for (const story of [
      applied.courtStep('careOrdered', decidedOn),
      applied.decided(decidedOn, by('forvaltningsratt', CARE, 'care')),
    ])
      expect(due(on(story, '2026-03-30'), 'lvmCourtDecision')).toMatchObject([
        { status: 'met', onTime, actor: 'court' },
      ]);
  });

  it('open, overdue, put off and cancelled (A-055)', () => {
    const applied = tried().courtStep('applied', '2026-03-11');
    expect(['2026-03-18', '2026-03-19'].map((asOf) => statusOn(applied, 'lvmCourtDecision', asOf))).toEqual([
      'open',
      'overdue',
    ]);
    const putOff = applied.courtStep('extensionGranted', '2026-03-17', { until: day('2026-03-25') });
    expect(['2026-03-25', '2026-03-26'].map((asOf) => statusOn(putOff, 'lvmCourtDecision', asOf))).toEqual([
      'open',
      'overdue',
    ]);
    const lifted = applied.courtStep('lifted', '2026-03-13');
    expect(statusOn(lifted, 'lvmCourtDecision', '2026-03-30')).toBe('cancelled');
    expect(found(on(lifted, '2026-03-30'), 'A-055')).toEqual([]);
  });
});
