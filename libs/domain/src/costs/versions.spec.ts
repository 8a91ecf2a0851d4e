import { costsOf, storyOf, type CostsView, type FixedAllocation, type KommunCode } from '#domain';
import {
  aCase,
  aLine,
  dalarna,
  day,
  name,
  noAgreement,
  party,
  PLACING_PARTY,
  REGION,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';

const OTHER_REGION = 'region-21';
const THIRD = 'kommun-2081.socialnamnden';

const costsOn = (told: CaseBuilder, asOf: string, surroundings = dalarna()) =>
  costsOf(storyOf(told.theCase, surroundings, day(asOf), name));
const viewOn = (told: CaseBuilder, asOf: string): CostsView => costsOn(told, asOf).view;
const fixedOn = (told: CaseBuilder, asOf: string): readonly Pick<FixedAllocation, 'version' | 'fixedOn'>[] =>
  costsOn(told, asOf).fixed.map(({ version, fixedOn }) => ({ version, fixedOn }));
const rulesOn = (told: CaseBuilder, asOf: string, rule: string) =>
  costsOn(told, asOf).findings.filter((found) => found.rule === rule);

const emergency = aCase().emergency().started('2026-01-15');
const proposed = emergency.proposed('2026-01-15', {}, { at: '2026-02-01' });

describe('a written allocation', () => {
  it('is fixed when both principals have approved the same version (A-098, A-100)', () => {
    const both = proposed.approved('2026-02-10').approved('2026-02-20', {}, { by: REGION });
    expect(costsOn(both, '2026-02-20').fixed).toMatchObject([
      { version: 1, fixedOn: '2026-02-20', effectiveFrom: '2026-01-15', why: { rule: 'A-098' } },
    ]);
    expect(viewOn(both, '2026-02-20').status).toBe('fixed');
  });

  it('is fixed on the latest signature, whoever signs first', () => {
    const regionFirst = proposed.approved('2026-02-10', {}, { by: REGION }).approved('2026-02-20');
    expect(fixedOn(regionFirst, '2026-02-20')).toEqual([{ version: 1, fixedOn: '2026-02-20' }]);
  });

  it('counts a signature from the day signed, also when it is told later', () => {
    const late = proposed.approved('2026-02-10', {}, { at: '2026-03-05' }).approved('2026-02-20', {}, { by: REGION });
    expect(fixedOn(late, '2026-02-20')).toEqual([{ version: 1, fixedOn: '2026-02-20' }]);
  });

  it('is not fixed by one principal alone, the twin', () => {
    const one = proposed.approved('2026-02-10').approved('2026-02-11', {}, { at: '2026-02-11' });
    expect(fixedOn(one, '2026-12-31')).toEqual([]);
    expect(viewOn(one, '2026-12-31')).toMatchObject({ status: 'provisional', negotiation: 'approvedByOne' });
  });

  it('is not fixed by approvals of two different versions', () => {
    const apart = proposed
      .proposed('2026-01-15', { version: 2 }, { at: '2026-02-02' })
      .approved('2026-02-10', { version: 1 })
      .approved('2026-02-10', { version: 2 }, { by: REGION });
    expect(fixedOn(apart, '2026-12-31')).toEqual([]);
  });

  it('is never fixed once withdrawn', () => {
    const withdrawn = proposed.withdrawn(1, { at: '2026-02-03' }).approvedByBoth('2026-02-10');
    expect(fixedOn(withdrawn, '2026-12-31')).toEqual([]);
  });

  it('was not fixed yesterday because it is today: views of the past do not change', () => {
    const both = proposed.approvedByBoth('2026-02-20');
    expect(viewOn(both, '2026-02-19')).toMatchObject({ status: 'provisional', negotiation: 'proposed' });
  });
});

describe('an approval without a mandate', () => {
  const unmandated = { signatory: { function: 'handläggare', hasMandate: false } };
  const half = proposed.approved('2026-02-10').approved('2026-02-12', unmandated, { by: REGION });

  it('is taken and flagged, and does not count (A-098)', () => {
    expect(fixedOn(half, '2026-12-31')).toEqual([]);
    expect(rulesOn(half, '2026-12-31', 'A-098')).toMatchObject([
      { raisedOn: '2026-02-12', severity: 'warning', parties: [PLACING_PARTY, REGION] },
    ]);
    expect(rulesOn(half, '2026-12-31', 'A-098')[0]).not.toHaveProperty('resolvedOn');
  });

  it('is mended when the same party signs with one', () => {
    const mended = half.approved('2026-02-20', {}, { by: REGION });
    expect(fixedOn(mended, '2026-12-31')).toEqual([{ version: 1, fixedOn: '2026-02-20' }]);
    expect(rulesOn(mended, '2026-12-31', 'A-098')).toMatchObject([{ resolvedOn: '2026-02-20' }]);
  });

  it('is not mended by another party that signs with one, the twin', () => {
    const other = half.approved('2026-02-20');
    expect(rulesOn(other, '2026-12-31', 'A-098')[0]).not.toHaveProperty('resolvedOn');
  });

  it('asks nothing more once its version is withdrawn', () => {
    expect(rulesOn(half.withdrawn(1, { at: '2026-02-14' }), '2026-12-31', 'A-098')).toMatchObject([
      { resolvedOn: '2026-02-14' },
    ]);
  });

  it('is not flagged where the same party has signed with one by then', () => {
    const sameDay = proposed.approved('2026-02-10', unmandated).approved('2026-02-10');
    expect(rulesOn(sameDay, '2026-12-31', 'A-098')).toEqual([]);
    const again = proposed.approved('2026-02-10').approved('2026-02-12', unmandated);
    expect(rulesOn(again, '2026-12-31', 'A-098')).toEqual([]);
  });
});

describe('a third payer named in a share', () => {
  const withThird = emergency
    .proposed('2026-01-15', { lines: [aLine('transport', { [PLACING_PARTY]: 500, [REGION]: 250, [THIRD]: 250 })] })
    .approvedByBoth('2026-02-10');

  it('must approve too before the version is fixed', () => {
    expect(viewOn(withThird, '2026-02-10')).toMatchObject({ status: 'provisional', negotiation: 'approvedByOne' });
  });

  it('fixes it with its own signature, where that is the last', () => {
    const signed = withThird.approved('2026-03-01', {}, { by: THIRD });
    expect(fixedOn(signed, '2026-03-01')).toEqual([{ version: 1, fixedOn: '2026-03-01' }]);
  });

  it('does not fix it by a signature without a mandate', () => {
    const weak = { signatory: { function: 'handläggare', hasMandate: false } };
    expect(fixedOn(withThird.approved('2026-03-01', weak, { by: THIRD }), '2026-12-31')).toEqual([]);
  });

  it('may be another nämnd of the placing kommun: two nämnder are two authorities (D-026)', () => {
    const school = 'kommun-2080.skolnamnden';
    const shared = emergency
      .proposed('2026-01-15', { lines: [aLine('schooling', { [PLACING_PARTY]: 500, [school]: 500 })] })
      .approvedByBoth('2026-02-10');
    expect(fixedOn(shared, '2026-12-31')).toEqual([]);
    expect(fixedOn(shared.approved('2026-02-12', {}, { by: school }), '2026-12-31')).toHaveLength(1);
  });

  it('is no third where the whole kommun is named for its placing nämnd, or a unit signs for its region', () => {
    const whole = emergency
      .proposed('2026-01-15', { lines: [aLine('housing', { 'kommun-2080': 600, [REGION]: 400 })] })
      .approved('2026-02-10')
      .approved('2026-02-11', {}, { by: 'region-20.barnpsykiatri' });
    expect(fixedOn(whole, '2026-12-31')).toEqual([{ version: 1, fixedOn: '2026-02-11' }]);
  });
});

describe('the principals who must approve', () => {
  const unclear = aCase()
    .emergency({ registeredKommun: null })
    .started('2026-01-15')
    .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 1000 })] });

  it('are those of the day each signs: a region that is principal by default may sign while registration is unclear', () => {
    const signed = unclear.approvedByBoth('2026-02-01').registrationEstablished('2104', '2026-02-10');
    expect(fixedOn(signed, '2026-12-31')).toEqual([{ version: 1, fixedOn: '2026-02-01' }]);
  });

  it('are not those of another day: after the registration is clear the other region must sign', () => {
    const established = unclear.registrationEstablished('2104', '2026-01-20').approvedByBoth('2026-02-01');
    expect(fixedOn(established, '2026-12-31')).toEqual([]);
    const signed = established.approved('2026-02-05', {}, { by: OTHER_REGION });
    expect(fixedOn(signed, '2026-12-31')).toEqual([{ version: 1, fixedOn: '2026-02-05' }]);
  });

  it('are those whom the placing kommun names in `between`', () => {
    const between = emergency
      .proposed('2026-01-15', {
        between: [PLACING_PARTY, party(OTHER_REGION)],
        lines: [aLine('healthcare', { [OTHER_REGION]: 1000 })],
      })
      .approvedByBoth('2026-02-01');
    expect(fixedOn(between, '2026-12-31')).toEqual([]);
    expect(fixedOn(between.approved('2026-02-03', {}, { by: OTHER_REGION }), '2026-12-31')).toHaveLength(1);
  });

  it('are one and the same on Gotland, where one signature is both (SoL 4:4)', () => {
    const nämnd = 'kommun-0980.socialnamnden';
    const lines = [aLine('housing', { [nämnd]: 1000 }), aLine('healthcare', { 'region-09': 1000 })];
    const placed = (registeredKommun: string) =>
      aCase()
        .emergency({ registeredKommun: registeredKommun as KommunCode }, { by: nämnd })
        .started('2026-01-15', { by: nämnd })
        .proposed('2026-01-15', { lines }, { by: nämnd })
        .approved('2026-02-01', {}, { by: nämnd });
    expect(costsOn(placed('0980'), '2026-02-01', noAgreement).fixed).toHaveLength(1);
    expect(costsOn(placed('2080'), '2026-02-01', noAgreement).fixed).toHaveLength(0);
  });
});
