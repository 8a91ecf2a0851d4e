import { costsOf, storyOf, type AmountByParty, type SettingOverrides } from '#domain';
import {
  aCase,
  aLine,
  dalarna,
  day,
  name,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';

const THIRD = 'kommun-2081.socialnamnden';

const viewOn = (told: CaseBuilder, asOf: string, settings: SettingOverrides = {}) =>
  costsOf(storyOf(told.theCase, dalarna(settings), day(asOf), name)).view;
const inWords = (amounts: readonly AmountByParty[]): Record<string, number> =>
  Object.fromEntries(amounts.map(({ party, amountOre }) => [party, amountOre]));
const borneOn = (...args: Parameters<typeof viewOn>): Record<string, number> => inWords(viewOn(...args).byParty);

const emergency = aCase().emergency().started('2026-01-15');
const planned = aCase().registered().clarified().confirmed({}, { at: '2026-01-12' }).started('2026-01-15');
const byRegion = { paidBy: REGION, category: 'healthcare' } as const;

describe('a recorded cost of an emergency placement', () => {
  const costs = emergency
    .cost('K1', 500_000, '2026-01-15/2026-01-31')
    .cost('K2', 80_000, '2026-01-20/2026-01-20', byRegion);

  it('is the placing kommun’s while nothing is fixed, also where the region paid (A-100)', () => {
    const view = viewOn(costs, '2026-02-15');
    expect(view.recordedOre).toBe(580_000);
    expect(inWords(view.byParty)).toEqual({ [PLACING_PARTY]: 580_000 });
  });

  it('falls on the parties back to the placement day once an allocation is fixed (A-101)', () => {
    const fixed = costs.proposed('2026-01-15').approvedByBoth('2026-02-10');
    expect(borneOn(fixed, '2026-02-15')).toEqual({ [PLACING_PARTY]: 500_000, [REGION]: 80_000 });
    expect(borneOn(fixed, '2026-02-09')).toEqual({ [PLACING_PARTY]: 580_000 });
  });

  it('stays with the placing kommun for days before the signature, where the parties have set it so (A-101)', () => {
    const fixed = costs.proposed('2026-01-15').approvedByBoth('2026-02-10');
    expect(borneOn(fixed, '2026-02-15', { retroactiveFrom: 'agreementDate' })).toEqual({ [PLACING_PARTY]: 580_000 });
  });

  it('of a category that no line names stays with the placing kommun before it was fixed, with whoever paid after (A-098, A-100)', () => {
    const fixed = emergency.proposed('2026-01-15').approvedByBoth('2026-02-10');
    const dental = (span: string) =>
      borneOn(fixed.cost('K1', 1000, span, { paidBy: REGION, category: 'dental' }), '2026-06-01');
    expect(dental('2026-02-01/2026-02-09')).toEqual({ [PLACING_PARTY]: 1000 });
    expect(dental('2026-02-10/2026-02-19')).toEqual({ [REGION]: 1000 });
    expect(dental('2026-02-09/2026-02-10')).toEqual({ [PLACING_PARTY]: 500, [REGION]: 500 });
  });

  it('counts still when the placement has ended', () => {
    expect(borneOn(costs.ended('2026-02-01'), '2026-06-01')).toEqual({ [PLACING_PARTY]: 580_000 });
  });

  it('counts when it was recorded or its period was over, whichever came first', () => {
    const told = (at: string) =>
      emergency.said(
        'costAllocation.costRecorded',
        {
          costId: uuid('cost/K1'),
          category: 'housing',
          period: { from: day('2026-02-01'), to: day('2026-02-28') },
          amountOre: 500_000,
          paidBy: PLACING_PARTY,
        },
        { at },
      );
    const recordedFrom = (at: string) =>
      ['2026-02-19', '2026-02-20', '2026-02-27', '2026-02-28'].map((asOf) => viewOn(told(at), asOf).recordedOre);
    expect(recordedFrom('2026-02-20')).toEqual([0, 500_000, 500_000, 500_000]);
    expect(recordedFrom('2026-03-10')).toEqual([0, 0, 0, 500_000]);
  });

  it('counts no more once it is annulled, and with its new amount once corrected', () => {
    expect(viewOn(costs.costAnnulled('m3'), '2026-06-01').recordedOre).toBe(80_000);
    const corrected = costs.said(
      'costAllocation.costRecorded',
      {
        costId: uuid('cost/K1'),
        category: 'housing',
        period: { from: day('2026-01-15'), to: day('2026-01-31') },
        amountOre: 450_000,
        paidBy: PLACING_PARTY,
      },
      { corrects: 'm3' },
    );
    expect(viewOn(corrected, '2026-06-01').recordedOre).toBe(530_000);
  });
});

describe('a recorded cost of a planned placement', () => {
  it('stays with whoever paid while nothing is fixed (A-098)', () => {
    const costs = planned.cost('K1', 1000, '2026-01-20').cost('K2', 300, '2026-01-21', byRegion);
    expect(borneOn(costs, '2026-06-01')).toEqual({ [PLACING_PARTY]: 1000, [REGION]: 300 });
  });

  const shared = planned
    .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 400 })] })
    .approvedByBoth('2026-02-10');

  it('stays with whoever paid before the last signature, and is shared from it (A-098)', () => {
    const costs = shared.cost('K1', 900, '2026-02-01/2026-02-09').cost('K2', 1000, '2026-02-10/2026-02-19');
    expect(borneOn(costs, '2026-06-01')).toEqual({ [PLACING_PARTY]: 1500, [REGION]: 400 });
  });

  it('is split by calendar days where its period straddles the change', () => {
    // Nine days before, ten from the signature: 900 stay with the kommun, 1000 are shared 600 to 400.
    const straddling = shared.cost('K1', 1900, '2026-02-01/2026-02-19');
    expect(borneOn(straddling, '2026-06-01')).toEqual({ [PLACING_PARTY]: 1500, [REGION]: 400 });
  });

  it('is shared as written from before the signature, where the parties have set it so (A-098)', () => {
    const costs = shared.cost('K1', 1900, '2026-02-01/2026-02-19');
    expect(borneOn(costs, '2026-06-01', { plannedRetroactive: 'asWritten' })).toEqual({
      [PLACING_PARTY]: 1140,
      [REGION]: 760,
    });
  });

  it('stays with whoever paid where no line names its category (A-098)', () => {
    const costs = shared.cost('K1', 777, '2026-03-01', { category: 'transport', paidBy: REGION });
    expect(borneOn(costs, '2026-06-01')).toEqual({ [REGION]: 777 });
  });
});

describe('a cost and the line it falls under', () => {
  const bup = aLine('healthcare', { [REGION]: 1000 }, { lineId: uuid('line/bup'), measureId: uuid('measure/M2') });
  const general = aLine('healthcare', { [PLACING_PARTY]: 500, [REGION]: 500 }, { lineId: uuid('line/general') });
  const told = (...lines: Parameters<typeof aLine>[2][]) =>
    planned.proposed('2026-01-15', { lines: lines as never }).approvedByBoth('2026-01-14');
  const cost = { category: 'healthcare' } as const;

  it('is the one it names', () => {
    const named = { ...cost, lineId: uuid('line/bup') };
    expect(borneOn(told(general, bup).cost('K1', 100, '2026-02-01', named), '2026-06-01')).toEqual({ [REGION]: 100 });
  });

  it('is, where it names none, the one of its category that is for no single measure', () => {
    const costs = told(bup, general).cost('K1', 100, '2026-02-01', cost);
    expect(borneOn(costs, '2026-06-01')).toEqual({ [PLACING_PARTY]: 50, [REGION]: 50 });
  });

  it('is else the first of its category, also where the line it names is of a version that no longer holds', () => {
    const gone = { ...cost, lineId: uuid('line/gone') };
    const costs = told(bup).cost('K1', 100, '2026-02-01', gone);
    expect(borneOn(costs, '2026-06-01')).toEqual({ [REGION]: 100 });
  });
});

describe('rounding over three parties', () => {
  const lines = [aLine('transport', { [PLACING_PARTY]: 333, [REGION]: 333, [THIRD]: 334 })];
  const told = planned
    .proposed('2026-01-15', { lines })
    .approvedByBoth('2026-01-13')
    .approved('2026-01-14', {}, { by: THIRD });

  it('gives the öre left over to the largest remainder, cost by cost', () => {
    const costs = told.cost('K1', 100, '2026-02-01', { category: 'transport' });
    // 33,3 · 33,3 · 33,4
    expect(borneOn(costs, '2026-06-01')).toEqual({ [PLACING_PARTY]: 33, [REGION]: 33, [THIRD]: 34 });
    const again = costs.cost('K2', 100, '2026-02-02', { category: 'transport' });
    expect(borneOn(again, '2026-06-01')).toEqual({ [PLACING_PARTY]: 66, [REGION]: 66, [THIRD]: 68 });
  });

  it('gives it to the placing kommun where two tie', () => {
    const costs = told.cost('K1', 101, '2026-02-01', { category: 'transport' });
    // 33,633 · 33,633 · 33,734: two öre are left, one to the third payer and one to the kommun.
    expect(borneOn(costs, '2026-06-01')).toEqual({ [PLACING_PARTY]: 34, [REGION]: 33, [THIRD]: 34 });
  });
});

describe('amounts at the edges', () => {
  const told = planned
    .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 333, [REGION]: 667 })] })
    .approvedByBoth('2026-02-10');

  it('may be nothing', () => {
    expect(viewOn(told.cost('K1', 0, '2026-02-01/2026-02-28'), '2026-06-01')).toMatchObject({
      recordedOre: 0,
      byParty: [],
    });
  });

  it('may be as large as a whole number can be, and still sum', () => {
    const huge = Number.MAX_SAFE_INTEGER;
    const { recordedOre, byParty } = viewOn(told.cost('K1', huge, '2026-02-01/2026-02-28'), '2026-06-01');
    expect(recordedOre).toBe(huge);
    expect(byParty.reduce((sum, { amountOre }) => sum + BigInt(amountOre), 0n)).toBe(BigInt(huge));
  });
});

describe('a placement whose registration has been taken back', () => {
  it('leaves what was recorded with whoever paid: there is nothing to allocate and nothing to find', () => {
    const annulled = emergency
      .proposed('2026-01-15')
      .approvedByBoth('2026-02-10')
      .cost('K1', 1000, '2026-01-20')
      .cost('K2', 300, '2026-01-20', byRegion)
      .annulled('m1', { at: '2026-03-01' });
    const costs = costsOf(storyOf(annulled.theCase, dalarna(), day('2026-03-01'), name));
    expect(costs).toMatchObject({ view: { status: 'none', negotiation: 'none', lines: [] }, fixed: [], findings: [] });
    expect(inWords(costs.view.byParty)).toEqual({ [PLACING_PARTY]: 1000, [REGION]: 300 });
  });
});
