import { costsOf, storyOf, type Negotiation } from '#domain';
import {
  aCase,
  aLine,
  dalarna,
  day,
  name,
  PLACING_PARTY,
  REGION,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';

const costsOn = (told: CaseBuilder, asOf: string) => costsOf(storyOf(told.theCase, dalarna(), day(asOf), name));
const standOn = (told: CaseBuilder, asOf = '2026-12-31'): Negotiation => costsOn(told, asOf).view.negotiation;
const disputesOn = (told: CaseBuilder, asOf = '2026-12-31') =>
  costsOn(told, asOf).findings.filter(({ rule }) => rule === 'A-102');

const emergency = aCase().emergency().started('2026-01-15');
const proposed = emergency.proposed('2026-01-15', {}, { at: '2026-02-01' });
const disputed = proposed.approved('2026-02-05').disputed(1, { at: '2026-02-10' });

describe('where the parties stand on the newest version', () => {
  it('is nowhere before anything is proposed', () => {
    expect(standOn(emergency)).toBe('none');
  });

  it('goes from proposed by the first approval to settled by the last', () => {
    const both = proposed.approved('2026-02-05').approved('2026-02-10', {}, { by: REGION });
    expect(['2026-02-04', '2026-02-05', '2026-02-10'].map((asOf) => standOn(both, asOf))).toEqual([
      'proposed',
      'approvedByOne',
      'settled',
    ]);
  });

  it('is told of the newest one, and of the one before when that is withdrawn', () => {
    const second = proposed.approvedByBoth('2026-02-05').proposed('2026-03-01', { version: 2 }, { at: '2026-02-10' });
    expect(standOn(second)).toBe('proposed');
    expect(costsOn(second, '2026-12-31').view.status).toBe('fixed');
    expect(standOn(second.withdrawn(2, { at: '2026-02-11' }))).toBe('settled');
    expect(standOn(proposed.withdrawn(1, { at: '2026-02-11' }))).toBe('none');
  });
});

describe('a dispute', () => {
  it('is told until it is settled', () => {
    expect(standOn(disputed)).toBe('disputed');
    expect(standOn(disputed.disputeSettled('2026-02-20'), '2026-02-19')).toBe('disputed');
    expect(standOn(disputed.disputeSettled('2026-02-20'))).toBe('settled');
  });

  it('is not settled before it is there, though what settles it is dated before it (A-102)', () => {
    const early = disputed.disputeSettled('2026-02-04');
    expect(['2026-02-04', '2026-02-09', '2026-02-10', '2026-12-31'].map((asOf) => standOn(early, asOf))).toEqual([
      'proposed',
      'approvedByOne',
      'disputed',
      'disputed',
    ]);
  });

  it('pauses nothing: each principal still secures the measures, and that is said while it lasts (A-102)', () => {
    expect(disputesOn(disputed)).toMatchObject([
      { severity: 'info', raisedOn: '2026-02-10', parties: [PLACING_PARTY, REGION] },
    ]);
    expect(disputesOn(disputed)[0]).not.toHaveProperty('resolvedOn');
    expect(disputesOn(disputed.disputeSettled('2026-02-20'))).toMatchObject([{ resolvedOn: '2026-02-20' }]);
    expect(costsOn(disputed, '2026-12-31').view.status).toBe('provisional');
  });

  it('is over when all have signed after it', () => {
    const signed = disputed.approved('2026-02-25', {}, { by: REGION });
    expect(standOn(signed)).toBe('settled');
    expect(disputesOn(signed)).toMatchObject([{ resolvedOn: '2026-02-25' }]);
  });

  it('is over when its version is withdrawn or a later one fixed', () => {
    expect(disputesOn(disputed.withdrawn(1, { at: '2026-02-12' }))).toMatchObject([{ resolvedOn: '2026-02-12' }]);
    const second = disputed
      .proposed('2026-01-15', { version: 2 }, { at: '2026-02-15' })
      .approvedByBoth('2026-02-18', { version: 2 });
    expect(disputesOn(second)).toMatchObject([{ resolvedOn: '2026-02-18' }]);
  });

  it('changes no share after all have signed (A-102)', () => {
    const signed = proposed.approvedByBoth('2026-02-05');
    const after = signed.disputed(1, { at: '2026-02-10' });
    expect(standOn(after)).toBe('disputed');
    expect(costsOn(after, '2026-12-31').view.status).toBe('fixed');
    expect(costsOn(after, '2026-12-31').view.lines).toEqual(costsOn(signed, '2026-12-31').view.lines);
    expect(disputesOn(after)).toHaveLength(1);
  });

  it('may be raised again, and is then told again', () => {
    const again = disputed.disputeSettled('2026-02-20').disputed(1, { at: '2026-03-01' });
    expect(standOn(again)).toBe('disputed');
    expect(disputesOn(again).map(({ resolvedOn }) => resolvedOn)).toEqual(['2026-02-20', undefined]);
  });

  it('raised after the placement has ended secures no measure any more', () => {
    expect(disputesOn(proposed.ended('2026-02-08').disputed(1, { at: '2026-02-10' }))).toEqual([]);
    expect(disputesOn(proposed.ended('2026-02-10').disputed(1, { at: '2026-02-10' }))).toHaveLength(1);
  });
});

describe('an allocation against the main principle', () => {
  const rulesOf = (told: CaseBuilder) =>
    costsOn(told, '2026-12-31').findings.flatMap(({ rule, severity, raisedOn, resolvedOn }) =>
      rule === 'A-090' || rule === 'A-091' ? [{ rule, severity, raisedOn, resolvedOn }] : [],
    );

  it('is seen where housing or social support is put on the region (A-090)', () => {
    const lines = [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 400 })];
    const seen = [{ rule: 'A-090', severity: 'info', raisedOn: '2026-01-15', resolvedOn: undefined }];
    expect(rulesOf(emergency.proposed('2026-01-15', { lines }))).toEqual(seen);
    expect(rulesOf(emergency.proposed('2026-01-15', { lines }).approvedByBoth('2026-02-05'))).toEqual(seen);
    const withdrawn = emergency.proposed('2026-01-15', { lines }).withdrawn(1, { at: '2026-02-05' });
    expect(rulesOf(withdrawn)).toMatchObject([{ resolvedOn: '2026-02-05' }]);
  });

  it('is seen where health care is put on the kommun (A-091), until a later version is fixed', () => {
    const lines = [aLine('healthcare', { [PLACING_PARTY]: 1000 })];
    const second = emergency
      .proposed('2026-01-15', { lines })
      .proposed('2026-01-15', { version: 2 }, { at: '2026-02-01' })
      .approvedByBoth('2026-02-05', { version: 2 });
    expect(rulesOf(second)).toEqual([
      { rule: 'A-091', severity: 'info', raisedOn: '2026-01-15', resolvedOn: '2026-02-05' },
    ]);
  });

  it('is none where each pays what the law makes its own, schooling and transport between any (A-092)', () => {
    const lines = [
      aLine('housing', { [PLACING_PARTY]: 1000, [REGION]: 0 }),
      aLine('healthcare', { [REGION]: 1000 }),
      aLine('transport', { [PLACING_PARTY]: 500, [REGION]: 500 }),
    ];
    expect(rulesOf(emergency.proposed('2026-01-15', { lines }))).toEqual([]);
  });
});

describe('costs signed while responsibility for the measures is not cleared', () => {
  const rulesOf = (told: CaseBuilder) => costsOn(told, '2026-12-31').findings.filter(({ rule }) => rule === 'A-097');
  const signed = proposed.approvedByBoth('2026-02-05');

  it('are flagged from the signature until it is (A-097)', () => {
    expect(rulesOf(signed)).toMatchObject([{ severity: 'breach', raisedOn: '2026-02-05' }]);
    const cleared = signed.clarified({}, { at: '2026-02-10' }).confirmed({ on: day('2026-02-12') });
    expect(rulesOf(cleared)).toMatchObject([{ raisedOn: '2026-02-05', resolvedOn: '2026-02-12' }]);
  });

  it('are flagged where only one has stood behind the list', () => {
    expect(rulesOf(emergency.clarified().proposed('2026-01-15').approvedByBoth('2026-02-05'))).toHaveLength(1);
  });

  it('are not where both stood behind the list by then, the twin', () => {
    const clearedOn = (on: string) =>
      emergency
        .clarified()
        .confirmed({ on: day(on) })
        .proposed('2026-01-15')
        .approvedByBoth('2026-02-05');
    expect(rulesOf(clearedOn('2026-01-20'))).toEqual([]);
    expect(rulesOf(clearedOn('2026-02-05'))).toEqual([]);
    expect(rulesOf(clearedOn('2026-02-06'))).toHaveLength(1);
  });
});
