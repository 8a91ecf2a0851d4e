import { aCase, aRegistration, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { basisOf, due, holdsOn, on, statusOn } from '../../../../test/support/assessed.js';
import { type LegalBasis } from '#domain';

const LVU: LegalBasis = { act: 'LVU', sections: ['2'], interim: false };
const LVM: LegalBasis = { act: 'LVM', interim: false };
const ordered = (legalBasis: LegalBasis, birthDate: string): CaseBuilder =>
  aCase()
    .registered({ person: { ...aRegistration.person, birthDate: day(birthDate) }, legalBasis })
    .decided('2026-03-02', {
      decisionId: uuid('decision/care'),
      legalBasis,
      decidedBy: 'forvaltningsratt',
      consents: [],
    });

describe('a court’s order of care that has not begun', () => {
  it.each([
    [LVU, '2012-03-04', { act: 'LVU 1990:52', section: '5' }],
    [LVM, '1990-03-07', { act: 'LVM 1988:870', section: '12' }],
  ] as const)('lapses four weeks after it was final, on no later weekday: %j (S-003)', (basis, birthDate, statute) => {
    // Four weeks from Friday 6 March are out on Good Friday, 3 April.
    const final = ordered(basis, birthDate).courtStep('finallyBinding', '2026-03-06');
    expect(due(on(final, '2026-03-06'), 'careOrderLapse')).toEqual([
      expect.objectContaining({ startsOn: '2026-03-06', dueOn: '2026-04-03', status: 'open' }),
    ]);
    expect(due(on(final, '2026-03-06'), 'careOrderLapse')[0]?.latestLawfulOn).toBeUndefined();
    expect(holdsOn(final, '2026-04-02', '2026-04-03', '2026-04-04')).toEqual([true, true, false]);
    expect(['2026-04-03', '2026-04-04'].map((asOf) => statusOn(final, 'careOrderLapse', asOf))).toEqual([
      'open',
      'lapsed',
    ]);
    expect(basisOf(final, '2026-04-04')?.why).toMatchObject({ rule: 'S-003', statute });
  });

  it.each([
    ['2026-04-02', 'met', true],
    ['2026-04-03', 'met', true],
    ['2026-04-04', 'lapsed', false],
  ] as const)('begun on %s: %s (S-003)', (startedOn, status, holds) => {
    const story = ordered(LVU, '2012-03-04').courtStep('finallyBinding', '2026-03-06').started(startedOn);
    expect(statusOn(story, 'careOrderLapse', '2026-04-10')).toBe(status);
    expect(holdsOn(story, '2026-04-10')).toEqual([holds]);
  });

  it('begun before it was final has begun, and where that is not told nothing runs (S-003)', () => {
    const begun = ordered(LVU, '2012-03-04').started('2026-03-03');
    expect(due(on(begun, '2026-06-01'), 'careOrderLapse')).toEqual([]);
    expect(due(on(begun.courtStep('finallyBinding', '2026-03-23'), '2026-06-01'), 'careOrderLapse')).toMatchObject([
      { status: 'met', metOn: '2026-03-23', onTime: true },
    ]);
  });

  it('is lifted, or another act takes its place, before: cancelled (S-003)', () => {
    const final = ordered(LVU, '2012-03-04').courtStep('finallyBinding', '2026-03-06');
    const named = { decisionId: uuid('decision/care') };
    const lifted = final.courtStep('lifted', '2026-03-20', named);
    expect(statusOn(lifted, 'careOrderLapse', '2026-05-01')).toBe('cancelled');
    expect(holdsOn(lifted, '2026-03-19', '2026-03-20')).toEqual([true, false]);
    const consented = final.legalBasisChanged('2026-03-20', { act: 'SoL', interim: false });
    expect(statusOn(consented, 'careOrderLapse', '2026-05-01')).toBe('cancelled');
  });

  it('is found by the name of the order, else it is the newest; of custody nothing is final (S-003)', () => {
    const told = ordered(LVU, '2012-03-04').courtStep('finallyBinding', '2026-03-06', {
      decisionId: uuid('decision/care'),
    });
    expect(due(on(told, '2026-03-06'), 'careOrderLapse')).toHaveLength(1);
    const custody = aCase()
      .registered()
      .decided('2026-03-02', { legalBasis: { act: 'LVU', sections: ['6'], interim: true } })
      .courtStep('finallyBinding', '2026-03-06');
    expect(due(on(custody, '2026-05-01'), 'careOrderLapse')).toEqual([]);
  });
});
