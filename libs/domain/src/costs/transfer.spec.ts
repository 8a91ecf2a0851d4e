import { costsOf, storyOf } from '#domain';
import {
  aCase,
  aLine,
  day,
  name,
  party,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';
import { BOTH, RECEIVER, transferred } from '../../../../test/support/transfer-steps.js';

const emergency = aCase()
  .emergency({ registeredKommun: '2080' as never })
  .decided('2026-01-15')
  .started('2026-01-15');

describe('the costs of a case that has moved', () => {
  const lines = [aLine('housing', { [PLACING_PARTY]: 600, [REGION]: 400 })];
  const fixed = emergency.proposed('2026-01-15', { lines }, { at: '2026-02-01' }).approvedByBoth('2026-02-04');
  const costsOn = (story: CaseBuilder, asOf: string, around = BOTH) =>
    costsOf(storyOf(story.theCase, around, day(asOf), name));
  const housing = (story: CaseBuilder, asOf: string) =>
    costsOn(story, asOf)
      .view.lines.filter(({ category }) => category === 'housing')
      .map(
        ({ shares, from, to }) =>
          `${shares.map((one) => `${one.party} ${one.permille}`).join(' ')} ${from}–${to ?? ''}`,
      );

  it('stand on the kommun of each day, while nothing is fixed (A-100, S-019)', () => {
    const moved = transferred(emergency, '2026-02-01', '2026-02-10');
    expect(housing(moved, '2026-03-01')).toEqual([
      `${PLACING_PARTY} 1000 2026-01-15–2026-02-09`,
      `${RECEIVER} 1000 2026-02-10–`,
    ]);
    expect(costsOn(moved, '2026-03-01').view.status).toBe('provisional');
  });

  it('are borne day by day: of a cost over the transfer each kommun its days (A-100)', () => {
    const moved = transferred(emergency, '2026-02-01', '2026-02-10').cost('K1', 20_000, '2026-02-01/2026-02-20', {
      by: REGION,
      at: '2026-03-01',
      paidBy: REGION,
    } as never);
    expect(costsOn(moved, '2026-03-01').view.byParty).toEqual([
      { party: PLACING_PARTY, amountOre: 9_000 },
      { party: RECEIVER, amountOre: 11_000 },
    ]);
  });

  it('need new signatures from the day of the transfer; those of before keep their days (H-003, H-005)', () => {
    const moved = transferred(fixed, '2026-03-02', '2026-03-10');
    expect(costsOn(moved, '2026-03-09').view.status).toBe('fixed');
    expect(costsOn(moved, '2026-03-10').view.status).toBe('provisional');
    expect(costsOn(moved, '2026-03-10').fixed).toMatchObject([{ days: [{ from: '2026-01-15', to: '2026-03-09' }] }]);
    expect(housing(moved, '2026-03-31')).toEqual([
      `${RECEIVER} 1000 2026-03-10–`,
      `${PLACING_PARTY} 600 ${REGION} 400 2026-01-15–2026-03-09`,
    ]);
    const [needed] = found(on(moved, '2026-03-31', BOTH), 'H-005');
    expect(needed).toMatchObject({ raisedOn: '2026-03-10', severity: 'warning' });
    const anew = moved
      .proposed(
        '2026-03-10',
        { version: 2, lines: [aLine('housing', { [RECEIVER]: 500, [REGION]: 500 })] },
        { at: '2026-03-20', by: RECEIVER },
      )
      .approved('2026-03-21', { version: 2 }, { by: RECEIVER })
      .approved('2026-03-22', { version: 2 }, { by: REGION });
    expect(housing(anew, '2026-03-31')).toEqual([
      `${PLACING_PARTY} 600 ${REGION} 400 2026-01-15–2026-03-09`,
      `${RECEIVER} 500 ${REGION} 500 2026-03-10–`,
    ]);
    expect(open(on(anew, '2026-03-31', BOTH), 'H-005')).toEqual([]);
  });

  it('are claimed of the kommun that placed on their days, and of no other (A-100, H-006)', () => {
    const cost = (story: CaseBuilder, period: string) => story.cost('K1', 10_000, period, { paidBy: REGION });
    const claimed = (period: string, against: string) =>
      costsOn(
        cost(transferred(emergency, '2026-02-01', '2026-02-10'), period).said(
          'costAllocation.claimed',
          { claimId: uuid('claim/A'), costId: uuid('cost/K1'), against: party(against) },
          { by: REGION, at: '2026-03-02' },
        ),
        '2026-03-31',
      ).view.claims[0];
    expect(claimed('2026-02-01/2026-02-09', PLACING_PARTY)).toMatchObject({
      outcome: 'covered',
      reason: 'placerBearsUntilFixed',
    });
    expect(claimed('2026-02-01/2026-02-09', RECEIVER)).toMatchObject({ outcome: 'notCovered' });
    expect(claimed('2026-02-10/2026-02-12', RECEIVER)).toMatchObject({ outcome: 'covered' });
    expect(claimed('2026-02-10/2026-02-12', PLACING_PARTY)).toMatchObject({ outcome: 'notCovered' });
    expect(claimed('2026-02-09/2026-02-10', PLACING_PARTY)).toMatchObject({
      outcome: 'partlyCovered',
      reason: 'partOfPeriod',
    });
  });
});
