import { costsOf, storyOf, type CostLine, type SettingOverrides } from '#domain';
import {
  aCase,
  aLine,
  dalarna,
  day,
  name,
  party,
  PLACING_PARTY,
  REGION,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { found, on } from '../../../../test/support/assessed.js';

const OTHER_REGION = party('region-03');

const costsOn = (told: CaseBuilder, asOf: string, settings: SettingOverrides = {}) =>
  costsOf(storyOf(told.theCase, dalarna(settings), day(asOf), name));
const inWords = ({ category, version, from, to }: CostLine): string =>
  `${category}${version === undefined ? '' : ` v${version}`} ${from}–${to ?? ''}`;
const housing = (...args: Parameters<typeof costsOn>) =>
  costsOn(...args)
    .view.lines.map(inWords)
    .filter((line) => line.startsWith('housing'));
const allocationHalf = (told: CaseBuilder, asOf: string) =>
  on(told, asOf).deadlines.find(({ kind }) => kind === 'emergencyCostAllocation');

const lines = [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 400 })];
const signed = aCase()
  .emergency()
  .started('2026-01-15')
  .proposed('2026-01-15', { lines }, { at: '2026-02-01' })
  .approvedByBoth('2026-02-04');
/** Told on 20 March: the registration had moved on 1 February. */
const moved = signed.registrationChanged('0380', '2026-02-01', { at: '2026-03-20' });
const newLines = [aLine('housing', { [PLACING_PARTY]: 500, [OTHER_REGION]: 500 })];
const newVersion = (told: CaseBuilder, effectiveFrom = '2026-02-01') =>
  told
    .proposed(effectiveFrom, { version: 2, lines: newLines }, { at: '2026-03-25' })
    .approved('2026-03-26', { version: 2 })
    .approved('2026-03-27', { version: 2 }, { by: OTHER_REGION });

describe('a registration change that is told after all have signed', () => {
  it('takes nothing from the days before it, and leaves those from it on to the placing kommun (L-20, H-003)', () => {
    expect(housing(moved, '2026-03-31')).toEqual(['housing 2026-02-01–', 'housing v1 2026-01-15–2026-01-31']);
    expect(costsOn(moved, '2026-03-31').view).toMatchObject({ status: 'provisional', negotiation: 'approvedByOne' });
    expect(costsOn(moved, '2026-01-31').view.status).toBe('provisional');
  });

  it('says of the version for which days it is fixed, by the rule that it does so by (H-003)', () => {
    expect(costsOn(moved, '2026-03-31').fixed).toMatchObject([
      { version: 1, fixedOn: '2026-02-04', days: [{ from: '2026-01-15', to: '2026-01-31' }], why: { rule: 'H-003' } },
    ]);
    expect(costsOn(signed, '2026-03-31').fixed[0]).not.toHaveProperty('days');
    expect(costsOn(signed, '2026-03-31').fixed[0]?.why.rule).toBe('A-098');
  });

  it('leaves the two months met on the day of the first fixing (A-099)', () => {
    expect(allocationHalf(moved, '2026-03-31')).toMatchObject({ metOn: '2026-02-04' });
  });

  it('is a finding until a new version is fixed, the change its cause (H-005)', () => {
    expect(found(on(signed, '2026-03-31'), 'H-005')).toEqual([]);
    const change = moved.facts.at(-1)!.meta.eventId;
    const [needed] = found(on(moved, '2026-03-31'), 'H-005');
    expect(needed).toMatchObject({
      severity: 'warning',
      raisedOn: '2026-02-04',
      parties: [PLACING_PARTY, OTHER_REGION, REGION],
    });
    expect(needed?.why.causedBy).toContain(change);
    expect(needed).not.toHaveProperty('resolvedOn');
    expect(found(on(newVersion(moved), '2026-03-31'), 'H-005')).toMatchObject([{ resolvedOn: '2026-03-27' }]);
  });

  it('is so whichever way the facts came (L-20)', () => {
    const reversed = newVersion(moved).inOrder((facts) => [...facts].reverse());
    expect(costsOn(reversed, '2026-04-30').view).toEqual(costsOn(newVersion(moved), '2026-04-30').view);
  });

  it('asks for nothing where it falls after the end, and asks on where the end came after it (H-005)', () => {
    const ended = (endedOn: string) => found(on(moved.ended(endedOn), '2026-03-31'), 'H-005');
    expect(ended('2026-01-31')).toEqual([]);
    expect(ended('2026-02-01')).toHaveLength(1);
    expect(ended('2026-02-02')[0]).not.toHaveProperty('resolvedOn');
  });
});

describe('a version for the days from a change', () => {
  it('covers from the change, as an emergency’s works back to it (A-101)', () => {
    expect(housing(newVersion(moved), '2026-03-31')).toEqual([
      'housing v1 2026-01-15–2026-01-31',
      'housing v2 2026-02-01–',
    ]);
    expect(costsOn(newVersion(moved), '2026-03-31').view).toMatchObject({ status: 'fixed', negotiation: 'settled' });
  });

  it('covers from its signature where the parties have it so, and the placing kommun bears till then (A-101)', () => {
    // Of January nothing is covered: what all signed on 4 February does not work back to it.
    expect(housing(newVersion(moved), '2026-03-31', { retroactiveFrom: 'agreementDate' })).toEqual([
      'housing 2026-01-15–2026-03-26',
      'housing v2 2026-03-27–',
    ]);
  });

  it('reaches no day on which the new region is no principal: for those the first stays (H-003)', () => {
    expect(housing(newVersion(moved, '2026-01-15'), '2026-03-31')).toEqual([
      'housing v1 2026-01-15–2026-01-31',
      'housing v2 2026-02-01–',
    ]);
  });
});

describe('the same version', () => {
  it('is fixed for the days of the new region too where that signs it (H-003)', () => {
    const both = moved.approved('2026-03-27', {}, { by: OTHER_REGION });
    expect(housing(both, '2026-03-31')).toEqual(['housing v1 2026-01-15–']);
    expect(costsOn(both, '2026-03-31').fixed[0]).not.toHaveProperty('days');
    expect(found(on(both, '2026-03-31'), 'H-005')).toMatchObject([{ resolvedOn: '2026-03-27' }]);
  });

  it('binds a region again when the registration returns to its county (H-003)', () => {
    const back = moved.registrationChanged('2080', '2026-03-01', { at: '2026-03-21' });
    expect(costsOn(back, '2026-03-31').fixed).toMatchObject([
      { days: [{ from: '2026-01-15', to: '2026-01-31' }, { from: '2026-03-01' }] },
    ]);
    expect(housing(back, '2026-03-31')).toEqual([
      'housing 2026-02-01–2026-02-28',
      'housing v1 2026-01-15–2026-01-31',
      'housing v1 2026-03-01–',
    ]);
  });

  it('is signed by a region that has ceased, for its days (H-003)', () => {
    const late = aCase()
      .emergency()
      .started('2026-01-15')
      .registrationChanged('0380', '2026-02-01')
      .proposed('2026-01-15', { lines }, { at: '2026-02-03' })
      .approvedByBoth('2026-02-04');
    expect(costsOn(late, '2026-02-04').fixed).toMatchObject([
      { fixedOn: '2026-02-04', days: [{ from: '2026-01-15', to: '2026-01-31' }] },
    ]);
    expect(allocationHalf(late, '2026-02-04')?.metOn).toBe('2026-02-04');
  });

  it('between those that the placing nämnd names binds them on every day (H-003)', () => {
    const between = [PLACING_PARTY, REGION] as const;
    const named = aCase()
      .emergency()
      .started('2026-01-15')
      .proposed('2026-01-15', { lines, between }, { at: '2026-02-01' })
      .approvedByBoth('2026-02-04')
      .registrationChanged('0380', '2026-02-01', { at: '2026-03-20' });
    expect(housing(named, '2026-03-31')).toEqual(['housing v1 2026-01-15–']);
    expect(found(on(named, '2026-03-31'), 'H-005')).toEqual([]);
  });
});

describe('a default region', () => {
  const unclear = aCase()
    .emergency({ registeredKommun: null })
    .started('2026-01-15')
    .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 1000 })] }, { at: '2026-02-01' });

  it('binds for the days on which it counted, where it signed while it did (H-002, H-003)', () => {
    const told = (signedOn: string) => unclear.registrationEstablished('0380', '2026-02-10').approvedByBoth(signedOn);
    expect(costsOn(told('2026-02-09'), '2026-03-01').fixed).toMatchObject([
      { fixedOn: '2026-02-09', days: [{ from: '2026-01-15', to: '2026-02-09' }] },
    ]);
    expect(costsOn(told('2026-02-10'), '2026-03-01').fixed).toEqual([]);
    expect(found(on(told('2026-02-09'), '2026-03-01'), 'H-005')).toMatchObject([{ raisedOn: '2026-02-10' }]);
  });

  it('gives way to the region that is established, for every day (A-099)', () => {
    const told = unclear
      .approvedByBoth('2026-02-09')
      .registrationEstablished('0380', '2026-02-10')
      .approved('2026-02-12', {}, { by: OTHER_REGION });
    expect(costsOn(told, '2026-03-01').fixed[0]).not.toHaveProperty('days');
    expect(allocationHalf(told, '2026-03-01')?.metOn).toBe('2026-02-09');
  });
});

describe('a cost in the days that no version binds', () => {
  it('is on the placing kommun in an emergency, and with whoever paid in a planned placement (A-098, A-100)', () => {
    const cost = (told: CaseBuilder) =>
      costsOn(told.cost('C1', 2800, '2026-01-18/2026-02-14', { paidBy: REGION }), '2026-03-31').view.byParty;
    expect(cost(moved)).toEqual([
      { party: PLACING_PARTY, amountOre: 840 + 1400 },
      { party: REGION, amountOre: 560 },
    ]);
    const planned = aCase()
      .registered()
      .started('2026-01-15')
      .proposed('2026-01-15', { lines }, { at: '2026-01-13' })
      .approvedByBoth('2026-01-14')
      .registrationChanged('0380', '2026-02-01', { at: '2026-03-20' });
    expect(cost(planned)).toEqual([
      { party: PLACING_PARTY, amountOre: 840 },
      { party: REGION, amountOre: 560 + 1400 },
    ]);
  });
});
