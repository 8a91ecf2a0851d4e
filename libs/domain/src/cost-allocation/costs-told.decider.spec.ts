import { accepted, waiting } from '#domain';
import { aCase, aLine, day, party, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

const OTHER_REGION = party('region-17');
const OTHER_KOMMUN = party('kommun-2081.socialnamnden');
const registered = aCase().registered();

describe('a contract with the home', () => {
  it('is told by each principal of its own, with a reason or flagged without (A-096, A-103)', () => {
    expect(answerTo(registered.contract('A'))).toEqual(accepted);
    expect(answerTo(registered.contract('A').contract('B', {}, { by: PLACING_PARTY }))).toEqual(accepted);
    expect(refusalOf(registered.contract('A', {}, { by: OTHER_REGION }))).toMatchObject({ rule: 'A-096' });
    expect(refusalOf(registered.contract('A').contract('A'))).toMatchObject({
      code: 'AlreadySaid',
      pointer: '/data/contractId',
    });
  });

  it('ends no earlier than it begins', () => {
    expect(answerTo(registered.contract('A', { to: day('2026-01-15') }))).toEqual(accepted);
    expect(refusalOf(registered.contract('A', { to: day('2026-01-14') }))).toMatchObject({
      code: 'PeriodEndsBeforeItBegins',
      pointer: '/data/to',
    });
  });
});

describe('a cost', () => {
  it('is told by a principal, once, for a period of a day at least', () => {
    const told = registered.cost('C1', 100_00, '2026-01-15/2026-01-15');
    expect(answerTo(told)).toEqual(accepted);
    expect(refusalOf(told.cost('C1', 200_00, '2026-01-16'))).toMatchObject({
      code: 'AlreadySaid',
      pointer: '/data/costId',
    });
    expect(refusalOf(registered.cost('C1', 100_00, '2026-01-16/2026-01-15'))).toMatchObject({
      code: 'PeriodEndsBeforeItBegins',
      pointer: '/data/period/to',
    });
    const byStranger = registered.cost('C1', 100_00, '2026-01-16', { paidBy: OTHER_REGION });
    expect(refusalOf(byStranger)).toMatchObject({ code: 'NotYourFactToState' });
  });

  it('of the time before a move of folkbokföring is told after it by the region that paid (A-076)', () => {
    const moved = registered.registrationChanged('1780', '2026-02-01', { at: '2026-01-20' });
    const paidBefore = { costId: uuid('cost/C1'), category: 'healthcare', amountOre: 100, paidBy: REGION } as const;
    const told = (from: string, to: string) =>
      moved.said(
        'costAllocation.costRecorded',
        { ...paidBefore, period: { from: day(from), to: day(to) } },
        { by: REGION, at: '2026-03-10' },
      );
    expect(answerTo(told('2026-01-15', '2026-01-31'))).toEqual(accepted);
    expect(refusalOf(told('2026-02-01', '2026-02-28'))).toMatchObject({ code: 'NotYourFactToState' });
  });
});

describe('a claim', () => {
  const cost = registered.cost('C1', 100_00, '2026-01-15');

  it('without any written allocation is accepted, to be answered notCovered (A-098)', () => {
    expect(answerTo(cost.claim('K1', 'C1'))).toEqual(accepted);
  });

  it('waits for its cost, which another may have yet to tell, and not for one taken back', () => {
    expect(answerTo(registered.claim('K1', 'C1'))).toEqual(waiting({ what: 'cost', id: uuid('cost/C1') }));
    expect(refusalOf(cost.costAnnulled('m2').claim('K1', 'C1'))).toMatchObject({ pointer: '/data/costId' });
  });

  it('is against a principal of some day, or a payer, never against another (A-098)', () => {
    expect(answerTo(cost.claim('K1', 'C1', REGION))).toEqual(accepted);
    expect(refusalOf(cost.claim('K1', 'C1', OTHER_REGION))).toEqual({
      code: 'FieldNotAllowedHere',
      pointer: '/data/against',
      expected: `${PLACING_PARTY} | ${REGION}`,
    });
    expect(answerTo(cost.registrationChanged('1780', '2026-03-01').claim('K1', 'C1', OTHER_REGION))).toEqual(accepted);
    const lines = [aLine('housing', { [PLACING_PARTY]: 900, [OTHER_KOMMUN]: 100 })];
    const named = cost.proposed('2026-01-15', { lines });
    expect(answerTo(named.claim('K1', 'C1', OTHER_KOMMUN))).toEqual(accepted);
    expect(answerTo(named.claim('K1', 'C1', 'kommun-2081'))).toEqual(accepted);
  });

  it('is made once, by a principal or the one who paid, against another', () => {
    expect(refusalOf(cost.claim('K1', 'C1').claim('K1', 'C1'))).toMatchObject({ pointer: '/data/claimId' });
    expect(refusalOf(cost.claim('K1', 'C1', REGION, { by: OTHER_KOMMUN }))).toMatchObject({ rule: 'A-098' });
    expect(refusalOf(cost.claim('K1', 'C1', PLACING_PARTY))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/against',
    });
  });
});
