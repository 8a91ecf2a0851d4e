import { aCase, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, on, open, statusOn } from '../../../../test/support/assessed.js';
import { type LegalBasis } from '#domain';

const LVU_CUSTODY: LegalBasis = { act: 'LVU', sections: ['6'], interim: true };
const LVU_CARE: LegalBasis = { act: 'LVU', sections: ['3'], interim: false };
const decision = (name: string, legalBasis: LegalBasis, decidedBy: 'utskott' | 'forvaltningsratt' = 'utskott') =>
  ({ decisionId: uuid(`decision/${name}`), legalBasis, decidedBy, consents: [] }) as const;

/** A child of fourteen taken into custody on Monday 2 March 2026, and placed that day. */
const custody = (): CaseBuilder =>
  aCase()
    .registered({ legalBasis: LVU_CUSTODY })
    .decided('2026-03-02', decision('custody', LVU_CUSTODY))
    .started('2026-03-02');
const tried = (): CaseBuilder => custody().courtStep('submitted', '2026-03-06').courtStep('upheld', '2026-03-11');
const holdsOn = (story: CaseBuilder, asOf: string): boolean | undefined =>
  on(story, asOf).responsibility?.legalBasis.holds;

describe('the court’s decision on care of one in custody (LVU 34 §)', () => {
  const applied = (): CaseBuilder => tried().courtStep('applied', '2026-03-25');

  it('is the court’s, two weeks from the application (A-055)', () => {
    expect(due(on(applied(), '2026-03-25'), 'lvuCourtDecision')).toMatchObject([
      { startsOn: '2026-03-25', dueOn: '2026-04-08', actor: 'court', responsible: [], status: 'open' },
    ]);
  });

  it.each([
    ['2026-04-07', true],
    ['2026-04-08', true],
    ['2026-04-09', false],
  ])('made on %s is met, in time: %s: by its order, its refusal, or as it is told of (A-055)', (decidedOn, onTime) => {
    for (const story of [
      applied().courtStep('careOrdered', decidedOn),
      applied().courtStep('careRefused', decidedOn),
      applied().decided(decidedOn, decision('care', LVU_CARE, 'forvaltningsratt')),
    ])
      expect(due(on(story, '2026-04-20'), 'lvuCourtDecision')).toMatchObject([
        { status: 'met', metOn: decidedOn, onTime },
      ]);
  });

  it('missed, is told to the placing party; custody stands until it is decided (A-055)', () => {
    expect(statusOn(applied(), 'lvuCourtDecision', '2026-04-09')).toBe('overdue');
    expect(open(on(applied(), '2026-04-09'), 'A-055')).toMatchObject([{ severity: 'info', raisedOn: '2026-04-09' }]);
    expect(holdsOn(applied(), '2026-05-09')).toBe(true);
  });

  it('is put off by the court until a day, and cancelled where custody is lifted (LVU 34 §)', () => {
    const later = applied().courtStep('extensionGranted', '2026-04-07', { until: day('2026-04-22') });
    const days = ['2026-04-21', '2026-04-22', '2026-04-23'];
    expect(days.map((asOf) => statusOn(later, 'lvuCourtDecision', asOf))).toEqual(['open', 'open', 'overdue']);
    expect(statusOn(applied().courtStep('lifted', '2026-04-01'), 'lvuCourtDecision', '2026-04-20')).toBe('cancelled');
  });

  it('that care is refused ends custody on that day; that it is ordered alone changes no basis (A-055)', () => {
    const refused = applied().courtStep('careRefused', '2026-04-08');
    expect(['2026-04-07', '2026-04-08'].map((asOf) => holdsOn(refused, asOf))).toEqual([true, false]);
    const ordered = applied().courtStep('careOrdered', '2026-04-08');
    expect(on(ordered, '2026-04-09').responsibility?.legalBasis).toMatchObject({ interim: true, holds: true });
  });
});
