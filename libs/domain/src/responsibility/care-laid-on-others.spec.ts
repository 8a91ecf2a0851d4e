import { aCase, PLACING_PARTY as KOMMUN, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { area, on } from '../../../../test/support/assessed.js';

const started = (): CaseBuilder => aCase().registered().decided('2026-01-12').started('2026-01-15');

describe('care that is laid on others', () => {
  it('leaves the region responsible for care of which every measure is laid on the kommun (A-079)', () => {
    const laidOn = (...responsible: readonly string[]) =>
      on(
        started()
          .clarified(
            {
              measures: [{ measureId: uuid('measure/M9'), kind: 'psychiatry', title: 'Samtal', responsible }] as never,
            },
            { at: '2026-01-16' },
          )
          .confirmed({}, { at: '2026-01-20' }),
        '2026-01-20',
      );
    expect(area(laidOn(KOMMUN), 'psychiatry')).toMatchObject([
      { responsible: 'region-20', status: 'default', why: { rule: 'A-079', statute: { section: '8:1' } } },
      { responsible: KOMMUN, status: 'cleared', measureId: uuid('measure/M9'), why: { rule: 'A-013' } },
    ]);
    expect(area(laidOn(KOMMUN, 'region-20'), 'psychiatry')).toMatchObject([
      { responsible: KOMMUN, joint: true },
      { responsible: 'region-20', joint: true },
    ]);
    expect(area(laidOn('region-20'), 'psychiatry')).toMatchObject([{ responsible: 'region-20', status: 'cleared' }]);
    expect(area(laidOn(KOMMUN), 'healthcare')).toMatchObject([{ why: { rule: 'A-091' } }]);
  });

  it('leaves the region responsible beside the kommun on which a temporary division lays its care (A-079, A-108)', () => {
    const laidOn = (...responsible: readonly string[]) =>
      on(
        started()
          .deviation('2026-02-02')
          .splitProposed(
            'S1',
            { areas: responsible.map((party) => ({ kind: 'psychiatry', responsible: party })) as never },
            { at: '2026-02-03' },
          )
          .splitConfirmed('S1', {}, { at: '2026-02-04' }),
        '2026-02-04',
      );
    expect(area(laidOn(KOMMUN), 'psychiatry')).toMatchObject([
      { responsible: 'region-20', status: 'default', why: { rule: 'A-091' } },
      { responsible: KOMMUN, status: 'temporary', why: { rule: 'A-108' } },
    ]);
    expect(area(laidOn('region-20'), 'psychiatry')).toMatchObject([{ responsible: 'region-20', status: 'temporary' }]);
    expect(area(laidOn(KOMMUN, 'region-20'), 'psychiatry')).toMatchObject([
      { responsible: KOMMUN, status: 'temporary', joint: true },
      { responsible: 'region-20', status: 'temporary', joint: true },
    ]);
  });

  it('lays self-care on the one who carries it out alone, and social support on whom it names (A-079, A-084)', () => {
    const laidOn = (kind: 'selfCare' | 'socialSupport', responsible: string) =>
      on(
        started()
          .clarified(
            { measures: [{ measureId: uuid('measure/M9'), kind, title: 'Stöd', responsible: [responsible] }] as never },
            { at: '2026-01-16' },
          )
          .confirmed({}, { at: '2026-01-20' }),
        '2026-01-20',
      );
    expect(area(laidOn('selfCare', KOMMUN), 'selfCare')).toMatchObject([{ responsible: KOMMUN }]);
    expect(area(laidOn('socialSupport', 'region-20'), 'socialSupport')).toMatchObject([{ responsible: 'region-20' }]);
  });
});
