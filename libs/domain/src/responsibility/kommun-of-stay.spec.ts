import { aCase, anHvb, kommun, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { area, on } from '../../../../test/support/assessed.js';

const KOMMUN = 'kommun-2080.socialnamnden';

describe('the kommun of stay that places in an emergency', () => {
  const placedIn = (registeredKommun: string | null): CaseBuilder =>
    aCase()
      .emergency({ registeredKommun: registeredKommun as never, hvb: { ...anHvb, kommun: kommun('2080') } })
      .started('2026-01-15');
  const citedOn = (story: CaseBuilder, asOf = '2026-02-01') => area(on(story, asOf), 'housing')[0]?.why;
  const ofStay = { rule: 'S-014', statute: { act: 'SoL 2025:400', section: '29:4' } };

  it('answers for what is acute, whose resident the person is (S-014; SoL 29:4)', () => {
    expect(citedOn(placedIn('0380'))).toMatchObject(ofStay);
    for (const kind of ['housing', 'socialSupport'] as const) {
      expect(area(on(placedIn('0380'), '2026-02-01'), kind)).toMatchObject([{ responsible: KOMMUN, why: ofStay }]);
    }
  });

  it('answers also while it is unclear whose resident the person is, and until it is told (S-014; SoL 29:4)', () => {
    expect(citedOn(placedIn(null))).toMatchObject(ofStay);
    const own = placedIn(null).registrationEstablished('2080', '2026-02-01');
    expect(['2026-01-31', '2026-02-01', '2026-02-02'].map((asOf) => citedOn(own, asOf)?.statute?.section)).toEqual([
      '29:4',
      '29:1',
      '29:1',
    ]);
    const other = placedIn(null).registrationEstablished('0380', '2026-02-01');
    expect(citedOn(other, '2026-02-01')).toMatchObject(ofStay);
  });

  it('is the kommun of residence of its own residents, and of whom it places by plan (A-090; SoL 29:1)', () => {
    const ofResidence = { rule: 'A-090', statute: { section: '29:1' } };
    expect(citedOn(placedIn('2080'))).toMatchObject(ofResidence);
    const planned = aCase()
      .registered({ registeredKommun: kommun('0380'), hvb: { ...anHvb, kommun: kommun('2080') } })
      .started('2026-01-15');
    expect(citedOn(planned)).toMatchObject(ofResidence);
  });

  it('keeps what it has placed in another kommun, as whoever places does (A-090; SoL 29:2)', () => {
    const elsewhere = aCase().emergency({ registeredKommun: null }).started('2026-01-15');
    expect(citedOn(elsewhere)).toMatchObject({ rule: 'A-090', statute: { section: '29:2' } });
  });

  it('cites nothing from the act before, whose section is not known', () => {
    const early = aCase()
      .emergency({ registeredKommun: null, hvb: { ...anHvb, kommun: kommun('2080') } })
      .started('2025-06-15');
    expect(citedOn(early, '2025-06-30')?.statute).toBeUndefined();
    expect(citedOn(early, '2025-07-01')).toMatchObject(ofStay);
  });
});
