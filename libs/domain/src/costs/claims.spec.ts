import { costsOf, storyOf, type ClaimView, type SettingOverrides } from '#domain';
import {
  aCase,
  aLine,
  dalarna,
  day,
  name,
  party,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';

const THIRD = 'kommun-2081.socialnamnden';

const costsOn = (told: CaseBuilder, asOf: string, settings: SettingOverrides = {}) =>
  costsOf(storyOf(told.theCase, dalarna(settings), day(asOf), name));
const claimOn = (...args: Parameters<typeof costsOn>): ClaimView | undefined => costsOn(...args).view.claims[0];
const findingsOn = (...args: Parameters<typeof costsOn>) =>
  costsOn(...args).findings.filter(({ rule, severity }) => rule === 'A-098' && severity === 'warning');

const planned = aCase().registered().clarified().confirmed({}, { at: '2026-01-12' }).started('2026-01-15');
const emergency = aCase().emergency().started('2026-01-15');
const shared = [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 400 })];
const inForce = planned.proposed('2026-01-15', { lines: shared }).approvedByBoth('2026-01-14');

describe('a claim under a written allocation', () => {
  const claimed = inForce.cost('K1', 1000, '2026-02-01/2026-02-10').claim('F1', 'K1');

  it('is covered, and tells who bears the cost (A-098)', () => {
    expect(claimOn(claimed, '2026-06-01')).toMatchObject({
      claimId: uuid('claim/F1'),
      costId: uuid('cost/K1'),
      against: REGION,
      outcome: 'covered',
      reason: 'writtenAllocation',
      byParty: [
        { party: PLACING_PARTY, amountOre: 600 },
        { party: REGION, amountOre: 400 },
      ],
      why: { rule: 'A-098' },
    });
    expect(findingsOn(claimed, '2026-06-01')).toEqual([]);
  });

  it('names the claim, the cost, the paper and its signatures as its sources', () => {
    const eventIds = claimed.facts.filter(({ type }) => type.startsWith('costAllocation')).map((f) => f.meta.eventId);
    expect([...claimOn(claimed, '2026-06-01')!.why.causedBy].sort()).toEqual([...eventIds].sort());
  });

  it('is not covered against a party that the line does not name (A-098)', () => {
    const other = inForce.cost('K1', 1000, '2026-02-01').claim('F1', 'K1', THIRD);
    expect(claimOn(other, '2026-06-01')).toMatchObject({ outcome: 'notCovered', reason: 'partyNotNamed' });
    expect(findingsOn(other, '2026-06-01')).toHaveLength(1);
  });

  it('is not covered against a party whose share is nothing', () => {
    const none = planned
      .proposed('2026-01-15', { lines: [aLine('housing', { [PLACING_PARTY]: 1000, [REGION]: 0 })] })
      .approvedByBoth('2026-01-14')
      .cost('K1', 1000, '2026-02-01')
      .claim('F1', 'K1');
    expect(claimOn(none, '2026-06-01')).toMatchObject({ outcome: 'notCovered', reason: 'partyNotNamed' });
  });

  it('is not covered for a category that no line names (A-098)', () => {
    const unnamed = inForce.cost('K1', 1000, '2026-02-01', { category: 'transport' }).claim('F1', 'K1');
    expect(claimOn(unnamed, '2026-06-01')).toMatchObject({
      outcome: 'notCovered',
      reason: 'categoryNotNamed',
      byParty: [{ party: PLACING_PARTY, amountOre: 1000 }],
    });
    expect(findingsOn(unnamed, '2026-06-01')).toHaveLength(1);
  });

  it('asks nothing of one who has paid already, which breaks no rule', () => {
    const paid = inForce.cost('K1', 1000, '2026-02-01', { paidBy: REGION }).claim('F1', 'K1');
    expect(claimOn(paid, '2026-06-01')).toMatchObject({ outcome: 'notCovered', reason: 'alreadyPaid' });
    expect(findingsOn(paid, '2026-06-01')).toEqual([]);
    const unitPaid = inForce.cost('K1', 1000, '2026-02-01', { paidBy: party('region-20.bup') }).claim('F1', 'K1');
    expect(claimOn(unitPaid, '2026-06-01')?.reason).toBe('alreadyPaid');
  });

  it('holds against the region for what its unit was given to bear', () => {
    const unit = planned
      .proposed('2026-01-15', { lines: [aLine('healthcare', { 'region-20.barnpsykiatri': 1000 })] })
      .approvedByBoth('2026-01-14')
      .cost('K1', 1000, '2026-02-01', { category: 'healthcare' })
      .claim('F1', 'K1');
    expect(claimOn(unit, '2026-06-01')).toMatchObject({ outcome: 'covered' });
  });
});

describe('a claim without a written allocation', () => {
  it('is accepted and answered not covered (A-098)', () => {
    const claimed = planned.cost('K1', 1000, '2026-02-01').claim('F1', 'K1', REGION, { at: '2026-02-01' });
    expect(claimOn(claimed, '2026-06-01')).toMatchObject({
      outcome: 'notCovered',
      reason: 'noAllocation',
      byParty: [{ party: PLACING_PARTY, amountOre: 1000 }],
    });
    expect(findingsOn(claimed, '2026-06-01')).toMatchObject([
      { raisedOn: '2026-02-01', parties: [PLACING_PARTY, REGION] },
    ]);
  });

  const byRegion = emergency
    .cost('K1', 1000, '2026-02-01', { paidBy: REGION, category: 'healthcare' })
    .claim('F1', 'K1', PLACING_PARTY, { by: REGION });

  it('is covered in an emergency against the placing kommun, which bears it until one is fixed (A-100, H-006)', () => {
    expect(claimOn(byRegion, '2026-06-01')).toMatchObject({
      outcome: 'covered',
      reason: 'placerBearsUntilFixed',
      byParty: [{ party: PLACING_PARTY, amountOre: 1000 }],
      why: { rule: 'H-006' },
    });
    expect(findingsOn(byRegion, '2026-06-01')).toEqual([]);
  });

  it('is so against it alone, and of an emergency alone (A-098, H-006)', () => {
    const againstRegion = emergency.cost('K1', 1000, '2026-02-01').claim('F1', 'K1');
    expect(claimOn(againstRegion, '2026-06-01')).toMatchObject({ outcome: 'notCovered', reason: 'noAllocation' });
    const ofPlanned = planned
      .cost('K1', 1000, '2026-02-01', { paidBy: REGION })
      .claim('F1', 'K1', PLACING_PARTY, { by: REGION });
    expect(claimOn(ofPlanned, '2026-06-01')).toMatchObject({ outcome: 'notCovered', reason: 'noAllocation' });
  });

  it('turns when a later fixing covers its days, as of the day it does (A-100, H-006)', () => {
    const lines = [aLine('healthcare', { [REGION]: 1000 })];
    const fixed = byRegion.proposed('2026-01-15', { lines }).approvedByBoth('2026-03-01');
    expect(claimOn(fixed, '2026-02-28')).toMatchObject({ outcome: 'covered', reason: 'placerBearsUntilFixed' });
    expect(claimOn(fixed, '2026-03-01')).toMatchObject({ outcome: 'notCovered', reason: 'partyNotNamed' });
    const notBack = byRegion.proposed('2026-02-02', { lines }).approvedByBoth('2026-03-01');
    expect(claimOn(notBack, '2026-03-01')).toMatchObject({ outcome: 'covered', reason: 'placerBearsUntilFixed' });
    const written = byRegion
      .proposed('2026-01-15', { lines: [aLine('healthcare', { [PLACING_PARTY]: 1000 })] })
      .approvedByBoth('2026-03-01');
    expect(claimOn(written, '2026-03-01')).toMatchObject({ outcome: 'covered', reason: 'writtenAllocation' });
  });

  it('is answered day by day where a paper covers some of its days (A-098, A-100)', () => {
    const straddling = emergency
      .cost('K1', 1000, '2026-01-31/2026-02-01', { paidBy: REGION, category: 'healthcare' })
      .claim('F1', 'K1', PLACING_PARTY, { by: REGION });
    const under = (shares: Readonly<Record<string, number>>) =>
      straddling.proposed('2026-02-01', { lines: [aLine('healthcare', shares)] }).approvedByBoth('2026-02-10');
    expect(claimOn(under({ [REGION]: 1000 }), '2026-06-01')).toMatchObject({
      outcome: 'partlyCovered',
      reason: 'partOfPeriod',
    });
    expect(claimOn(under({ [PLACING_PARTY]: 1000 }), '2026-06-01')).toMatchObject({
      outcome: 'covered',
      reason: 'placerBearsUntilFixed',
    });
  });

  it('again of the same side for the same cost is answered once (A-098)', () => {
    const twice = byRegion.claim('F2', 'K1', 'kommun-2080', { by: REGION }).claim('F3', 'K1', REGION);
    const answers = costsOn(twice, '2026-06-01').view.claims.map(({ outcome, reason }) => `${outcome} ${reason}`);
    expect(answers).toEqual(['covered placerBearsUntilFixed', 'notCovered alreadyClaimed', 'notCovered noAllocation']);
    expect(findingsOn(twice, '2026-06-01')).toHaveLength(1);
  });

  it('is so where only one principal has approved (A-098)', () => {
    const half = planned.proposed('2026-01-15', { lines: shared }).approved('2026-01-14');
    expect(claimOn(half.cost('K1', 1000, '2026-02-01').claim('F1', 'K1'), '2026-06-01')?.outcome).toBe('notCovered');
  });

  it('becomes covered when an emergency’s allocation works back, and is no longer flagged (A-101)', () => {
    const claimed = emergency
      .cost('K1', 1000, '2026-02-01')
      .claim('F1', 'K1', REGION, { at: '2026-02-02' })
      .proposed('2026-01-15', { lines: shared })
      .approvedByBoth('2026-03-01');
    expect(claimOn(claimed, '2026-02-28')?.outcome).toBe('notCovered');
    expect(findingsOn(claimed, '2026-02-28')[0]).not.toHaveProperty('resolvedOn');
    expect(claimOn(claimed, '2026-03-01')).toMatchObject({ outcome: 'covered', reason: 'writtenAllocation' });
    expect(findingsOn(claimed, '2026-06-01')).toMatchObject([{ raisedOn: '2026-02-02', resolvedOn: '2026-03-01' }]);
  });

  it('stays not covered when a planned one is signed afterwards, for days before the signature (A-098)', () => {
    const claimed = planned
      .cost('K1', 1000, '2026-02-01')
      .claim('F1', 'K1', REGION, { at: '2026-02-02' })
      .proposed('2026-01-15', { lines: shared })
      .approvedByBoth('2026-03-01');
    expect(claimOn(claimed, '2026-06-01')).toMatchObject({ outcome: 'notCovered', reason: 'beforeAllocation' });
    expect(claimOn(claimed, '2026-06-01', { plannedRetroactive: 'asWritten' })?.outcome).toBe('covered');
  });

  it('is flagged from the day it was made, through every version that does not bear it either', () => {
    const told = planned
      .cost('K1', 1000, '2026-01-20', { category: 'transport' })
      .claim('F1', 'K1', REGION, { at: '2026-01-21' })
      .proposed('2026-01-15', { lines: shared }, { at: '2026-02-01' })
      .approvedByBoth('2026-02-02')
      .proposed('2026-03-01', { version: 2, lines: shared }, { at: '2026-02-10' })
      .approvedByBoth('2026-02-11', { version: 2 });
    const ofClaim = findingsOn(told, '2026-06-01').filter(({ raisedOn }) => raisedOn === '2026-01-21');
    expect(ofClaim).toHaveLength(1);
    expect(ofClaim[0]).not.toHaveProperty('resolvedOn');
  });

  it('is flagged anew when a later version takes the cover away', () => {
    const taken = emergency
      .proposed('2026-01-15', { lines: shared })
      .approvedByBoth('2026-02-10')
      .cost('K1', 1000, '2026-02-20')
      .claim('F1', 'K1')
      .proposed(
        '2026-01-15',
        { version: 2, lines: [aLine('housing', { [PLACING_PARTY]: 1000 })] },
        { at: '2026-03-01' },
      )
      .approvedByBoth('2026-03-10', { version: 2 });
    expect(findingsOn(taken, '2026-03-09')).toEqual([]);
    expect(claimOn(taken, '2026-03-10')).toMatchObject({ outcome: 'notCovered', reason: 'partyNotNamed' });
    expect(findingsOn(taken, '2026-03-10')).toMatchObject([{ raisedOn: '2026-03-10' }]);
  });

  it('is answered as soon as it is made, where the cost it names counts from a later day', () => {
    const early = inForce.claim('F1', 'K1', REGION, { at: '2026-02-01' }).said(
      'costAllocation.costRecorded',
      {
        costId: uuid('cost/K1'),
        category: 'housing',
        period: { from: day('2026-02-01'), to: day('2026-02-28') },
        amountOre: 1000,
        paidBy: PLACING_PARTY,
      },
      { at: '2026-02-03' },
    );
    expect(claimOn(early, '2026-02-02')).toMatchObject({ reason: 'costNotRecorded', byParty: [] });
    expect(claimOn(early, '2026-02-03')).toMatchObject({ outcome: 'covered' });
  });
});

describe('a claim that is covered in part', () => {
  it('is so for the days before an allocation covers', () => {
    const straddling = planned
      .proposed('2026-02-10', { lines: shared })
      .approvedByBoth('2026-01-14')
      .cost('K1', 1900, '2026-02-01/2026-02-19')
      .claim('F1', 'K1');
    expect(claimOn(straddling, '2026-06-01')).toMatchObject({
      outcome: 'partlyCovered',
      reason: 'partOfPeriod',
      byParty: [
        { party: PLACING_PARTY, amountOre: 1500 },
        { party: REGION, amountOre: 400 },
      ],
    });
    expect(findingsOn(straddling, '2026-06-01')).toEqual([]);
  });

  const capped = planned
    .proposed('2026-01-15', { lines: [{ ...shared[0]!, ceilingOre: 1000 }] })
    .approvedByBoth('2026-01-14')
    .cost('K1', 1500, '2026-02-01')
    .cost('K2', 1500, '2026-02-02');

  it('is so up to a ceiling', () => {
    expect(claimOn(capped.claim('F1', 'K1'), '2026-06-01')).toMatchObject({
      outcome: 'partlyCovered',
      reason: 'ceilingReached',
      byParty: [
        { party: PLACING_PARTY, amountOre: 1100 },
        { party: REGION, amountOre: 400 },
      ],
    });
  });

  it('is not covered at all when the ceiling was reached before, which breaks no rule', () => {
    const beyond = capped.claim('F1', 'K2');
    expect(claimOn(beyond, '2026-06-01')).toMatchObject({ outcome: 'notCovered', reason: 'ceilingReached' });
    expect(findingsOn(beyond, '2026-06-01')).toEqual([]);
  });
});
