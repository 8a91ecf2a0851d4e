import { costsOf, storyOf } from '#domain';
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

const borneOn = (told: CaseBuilder, asOf: string): Record<string, number> => {
  const { byParty } = costsOf(storyOf(told.theCase, dalarna(), day(asOf), name)).view;
  return Object.fromEntries(byParty.map(({ party, amountOre }) => [party, amountOre]));
};

const planned = aCase().registered().clarified().confirmed({}, { at: '2026-01-12' }).started('2026-01-15');

describe('a ceiling', () => {
  const lines = [aLine('housing', { [PLACING_PARTY]: 500, [REGION]: 500 }, { ceilingOre: 100_000 })];
  const told = planned.proposed('2026-01-15', { lines }).approvedByBoth('2026-01-14');

  it('is cumulative over the placement: what goes beyond it stays with whoever paid', () => {
    const first = told.cost('K1', 60_000, '2026-01-15/2026-01-31');
    expect(borneOn(first, '2026-06-01')).toEqual({ [PLACING_PARTY]: 30_000, [REGION]: 30_000 });
    const second = first.cost('K2', 60_000, '2026-02-01/2026-02-28');
    // 40 000 are within and shared; 20 000 are beyond.
    expect(borneOn(second, '2026-06-01')).toEqual({ [PLACING_PARTY]: 70_000, [REGION]: 50_000 });
    const third = second.cost('K3', 10_000, '2026-03-01', { paidBy: REGION });
    expect(borneOn(third, '2026-06-01')).toEqual({ [PLACING_PARTY]: 70_000, [REGION]: 60_000 });
  });

  it('is reached exactly without anything beyond it', () => {
    expect(borneOn(told.cost('K1', 100_000, '2026-02-01'), '2026-06-01')).toEqual({
      [PLACING_PARTY]: 50_000,
      [REGION]: 50_000,
    });
  });

  it('is spent in the order of the costs’ own days, not of their arrival', () => {
    const february = told.said(
      'costAllocation.costRecorded',
      {
        costId: uuid('cost/K2'),
        category: 'housing',
        period: { from: day('2026-02-01'), to: day('2026-02-28') },
        amountOre: 60_000,
        paidBy: REGION,
      },
      { by: REGION, at: '2026-03-05' },
    );
    // 60 000 of January are within; of February's 40 000 are, and the region that paid bears the 20 000 beyond.
    const januaryToldLast = february.cost('K1', 60_000, '2026-01-15/2026-01-31');
    expect(borneOn(januaryToldLast, '2026-06-01')).toEqual({ [PLACING_PARTY]: 50_000, [REGION]: 70_000 });
  });

  it('goes on with the line in a version that carries the line on', () => {
    const carried = told
      .cost('K1', 60_000, '2026-01-15/2026-01-31')
      .proposed('2026-03-01', { version: 2, lines: [{ ...lines[0]!, ceilingOre: 70_000 }] })
      .approvedByBoth('2026-02-20', { version: 2 })
      .cost('K2', 60_000, '2026-03-01/2026-03-31');
    // 10 000 are left of the line's 70 000.
    expect(borneOn(carried, '2026-06-01')).toEqual({ [PLACING_PARTY]: 85_000, [REGION]: 35_000 });
  });
});

describe('a ceiling that a new version changes', () => {
  const line = (ceilingOre: number | null, label: string) =>
    aLine(
      'housing',
      { [PLACING_PARTY]: 500, [REGION]: 500 },
      { lineId: uuid(`line/${label}`), ...(ceilingOre === null ? {} : { ceilingOre }) },
    );
  const changed = (before: ReturnType<typeof line>, after: ReturnType<typeof line>) =>
    planned
      .proposed('2026-01-15', { lines: [before] })
      .approvedByBoth('2026-01-14')
      .proposed('2026-02-11', { version: 2, lines: [after] })
      .approvedByBoth('2026-02-01', { version: 2 });
  // One day of each version, 2000 öre a day.
  const twoDays = (told: CaseBuilder) => borneOn(told.cost('K1', 4000, '2026-02-10/2026-02-11'), '2026-06-01');

  it('counts what the line had taken before there was one', () => {
    expect(twoDays(changed(line(null, 'L'), line(3000, 'L')))).toEqual({ [PLACING_PARTY]: 2500, [REGION]: 1500 });
  });

  it('gives nothing back where it is set below what the line had taken', () => {
    expect(twoDays(changed(line(null, 'L'), line(1000, 'L')))).toEqual({ [PLACING_PARTY]: 3000, [REGION]: 1000 });
  });

  it('begins anew with a line of another name', () => {
    expect(twoDays(changed(line(1000, 'L'), line(1000, 'M')))).toEqual({ [PLACING_PARTY]: 3000, [REGION]: 1000 });
    expect(twoDays(changed(line(1000, 'L'), line(1000, 'L')))).toEqual({ [PLACING_PARTY]: 3500, [REGION]: 500 });
  });
});

describe('a cost over a change of version', () => {
  const line = (kommun: number) => aLine('housing', { [PLACING_PARTY]: kommun, [REGION]: 1000 - kommun });
  const changed = (second: number) =>
    planned
      .proposed('2026-01-15', { lines: [line(500)] })
      .approvedByBoth('2026-01-14')
      .proposed('2026-02-16', { version: 2, lines: [line(second)] })
      .approvedByBoth('2026-02-10', { version: 2 });

  it('is split by days between the two', () => {
    // 15 days at 500, 13 at 800.
    const costs = changed(800).cost('K1', 28_000, '2026-02-01/2026-02-28');
    expect(borneOn(costs, '2026-06-01')).toEqual({ [PLACING_PARTY]: 17_900, [REGION]: 10_100 });
  });

  it('is not split where its own line is as before: one cost is rounded once', () => {
    // Each half would leave 499,5 öre to round; the whole leaves none.
    const costs = changed(500).cost('K1', 1998, '2026-02-02/2026-03-01');
    expect(borneOn(costs, '2026-06-01')).toEqual({ [PLACING_PARTY]: 999, [REGION]: 999 });
  });
});
