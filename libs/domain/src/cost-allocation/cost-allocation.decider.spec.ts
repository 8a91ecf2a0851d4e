import { accepted, waiting, type PartyId } from '#domain';
import {
  aCase,
  aLine,
  day,
  kommun,
  party,
  PLACING_PARTY,
  REGION,
  uuid,
} from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

const OTHER_REGION = party('region-17');
const OTHER_KOMMUN = party('kommun-2081.socialnamnden');
const registered = aCase().registered();
const proposed = registered.proposed('2026-01-15');
const withoutMandate = { signatory: { function: 'handläggare', hasMandate: false } };

describe('a proposed allocation', () => {
  it('is for either principal to write, never for another (A-094)', () => {
    expect(answerTo(proposed)).toEqual(accepted);
    expect(answerTo(registered.proposed('2026-01-15', {}, { by: REGION }))).toEqual(accepted);
    expect(refusalOf(registered.proposed('2026-01-15', {}, { by: OTHER_KOMMUN }))).toEqual({
      code: 'NotYourFactToState',
      by: OTHER_KOMMUN,
      allowed: [PLACING_PARTY, REGION],
      rule: 'A-094',
    });
  });

  it('shares out each line to the last thousandth (A-098)', () => {
    const lines = [
      aLine('housing', { [PLACING_PARTY]: 1000 }),
      aLine('healthcare', { [PLACING_PARTY]: 1, [REGION]: 998 }),
    ];
    expect(refusalOf(registered.proposed('2026-01-15', { lines }))).toEqual({
      code: 'SharesDoNotSum',
      pointer: '/data/lines/1/shares',
      sum: 999,
    });
    const whole = [aLine('healthcare', { [PLACING_PARTY]: 1, [REGION]: 999 })];
    expect(answerTo(registered.proposed('2026-01-15', { lines: whole }))).toEqual(accepted);
  });

  it('names a payer once in a line, and a line once', () => {
    const half = { party: REGION, permille: 500 };
    const twice = [aLine('healthcare', {}, { shares: [half, half] })];
    expect(refusalOf(registered.proposed('2026-01-15', { lines: twice }))).toEqual({
      code: 'PayerNamedTwice',
      pointer: '/data/lines/0/shares/1/party',
      party: REGION,
    });
    const line = aLine('housing', { [PLACING_PARTY]: 1000 });
    expect(refusalOf(registered.proposed('2026-01-15', { lines: [line, line] }))).toEqual({
      code: 'AlreadySaid',
      pointer: '/data/lines/1/lineId',
      names: line.lineId,
    });
  });

  it('never lays a cost on the one who is placed (A-094)', () => {
    const person = uuid('person/A') as string as PartyId;
    const lines = [aLine('housing', {}, { shares: [{ party: person, permille: 1000 }] })];
    expect(refusalOf(registered.proposed('2026-01-15', { lines }))).toEqual({
      code: 'IndividualIsNoParty',
      pointer: '/data/lines/0/shares/0/party',
      rule: 'A-094',
    });
  });

  it('is counted 1, 2, 3, whoever writes it', () => {
    expect(answerTo(proposed.proposed('2026-02-01', { version: 2 }, { by: REGION }))).toEqual(accepted);
    expect(refusalOf(proposed.proposed('2026-02-01', { version: 3 }))).toEqual({
      code: 'VersionOutOfOrder',
      expected: 2,
      got: 3,
    });
    expect(refusalOf(proposed.proposed('2026-02-01'))).toMatchObject({ code: 'VersionOutOfOrder', expected: 2 });
    const withdrawn = proposed.withdrawn();
    expect(refusalOf(withdrawn.proposed('2026-02-01'))).toMatchObject({ expected: 2 });
    const takenBack = registered.proposed('2026-01-15', {}, { id: 'p' }).costAnnulled('p');
    expect(answerTo(takenBack.proposed('2026-01-15'))).toEqual(accepted);
  });

  it('may begin before or after the day it is written; what that means is for the agreement (A-098, A-101)', () => {
    expect(answerTo(registered.proposed('2025-12-01', {}, { at: '2026-01-20' }))).toEqual(accepted);
    expect(answerTo(registered.proposed('2026-12-01', {}, { at: '2026-01-20' }))).toEqual(accepted);
  });
});

describe('an approval', () => {
  it('is for both principals, in either order (A-098)', () => {
    expect(answerTo(proposed.approved('2026-02-01'))).toEqual(accepted);
    expect(answerTo(proposed.approved('2026-02-01', {}, { by: REGION }))).toEqual(accepted);
    expect(answerTo(proposed.approvedByBoth('2026-02-01'))).toEqual(accepted);
  });

  it('is for every payer that the shares name, and for nobody else', () => {
    const lines = [aLine('schooling', { [PLACING_PARTY]: 500, [OTHER_KOMMUN]: 500 })];
    const withPayer = registered.proposed('2026-01-15', { lines });
    expect(answerTo(withPayer.approved('2026-02-01', {}, { by: OTHER_KOMMUN }))).toEqual(accepted);
    expect(refusalOf(proposed.approved('2026-02-01', {}, { by: OTHER_KOMMUN }))).toEqual({
      code: 'NotAPayer',
      party: OTHER_KOMMUN,
      version: 1,
    });
  });

  it('waits for a version that another has yet to propose, and not for one taken back', () => {
    expect(answerTo(proposed.approved('2026-02-01', { version: 2 }))).toEqual(waiting({ what: 'version', version: 2 }));
    const takenBack = registered.proposed('2026-01-15', {}, { id: 'p' }).costAnnulled('p');
    expect(refusalOf(takenBack.approved('2026-02-01', {}, { by: REGION }))).toEqual({
      code: 'UnknownReference',
      pointer: '/data/version',
      names: '1',
    });
  });

  it('has been signed', () => {
    expect(refusalOf(proposed.approved('2026-02-02', {}, { at: '2026-02-01' }))).toMatchObject({
      code: 'DateInTheFuture',
      pointer: '/data/signedOn',
    });
  });

  it('without a mandate is accepted and counts for nothing: the party may sign again', () => {
    const first = proposed.approved('2026-02-01', withoutMandate);
    expect(answerTo(first)).toEqual(accepted);
    expect(answerTo(first.approved('2026-02-02'))).toEqual(accepted);
    expect(refusalOf(first.approved('2026-02-02').approved('2026-02-03'))).toEqual({
      code: 'AlreadySaid',
      pointer: '/data/version',
      names: '1',
    });
  });

  it('is not given to what is withdrawn, nor to what all have signed (A-100)', () => {
    expect(refusalOf(proposed.withdrawn().approved('2026-02-01', {}, { by: REGION }))).toEqual({
      code: 'AlreadyWithdrawn',
      version: 1,
    });
    const moved = proposed.approvedByBoth('2026-02-01').registrationChanged('1780', '2026-03-01');
    expect(refusalOf(moved.approved('2026-03-02', {}, { by: OTHER_REGION }))).toEqual({
      code: 'AlreadyFixed',
      version: 1,
    });
  });

  it('is by the principals of the day of signature (A-076)', () => {
    const moved = proposed.registrationChanged('1780', '2026-03-01');
    expect(answerTo(moved.approved('2026-03-01', {}, { by: OTHER_REGION }))).toEqual(accepted);
    expect(refusalOf(moved.approved('2026-02-28', {}, { by: OTHER_REGION, at: '2026-03-02' }))).toMatchObject({
      code: 'NotAPayer',
    });
    expect(answerTo(moved.approved('2026-02-28', {}, { by: REGION, at: '2026-03-02' }))).toEqual(accepted);
  });

  it('is by those whom the placing nämnd names in the paper, and only it names them', () => {
    const between = [PLACING_PARTY, OTHER_REGION] as const;
    const lines = [aLine('housing', { [PLACING_PARTY]: 1000 })];
    const named = registered.proposed('2026-01-15', { between, lines });
    expect(answerTo(named.approved('2026-02-01', {}, { by: OTHER_REGION }))).toEqual(accepted);
    expect(refusalOf(named.approved('2026-02-01', {}, { by: REGION }))).toMatchObject({ code: 'NotAPayer' });
    expect(refusalOf(registered.proposed('2026-01-15', { between }, { by: REGION }))).toMatchObject({
      pointer: '/data/between',
    });
  });

  it('on Gotland is one signature for both sides (SoL 4:4)', () => {
    const gotland = party('kommun-0980');
    const signed = aCase()
      .registered({ registeredKommun: kommun('0980') }, { by: gotland })
      .proposed('2026-01-15', { lines: [aLine('housing', { [gotland]: 1000 })] }, { by: gotland })
      .approved('2026-01-20', {}, { by: gotland });
    expect(answerTo(signed)).toEqual(accepted);
    expect(refusalOf(signed.approved('2026-01-20', {}, { by: 'region-09' }))).toMatchObject({ code: 'AlreadyFixed' });
  });
});

describe('a dispute', () => {
  it('is between the principals, before or after the version is fixed (A-102)', () => {
    expect(answerTo(proposed.disputed())).toEqual(accepted);
    expect(answerTo(proposed.approvedByBoth('2026-02-01').disputed())).toEqual(accepted);
    expect(refusalOf(proposed.disputed(1, { by: OTHER_KOMMUN }))).toMatchObject({
      code: 'NotYourFactToState',
      rule: 'A-102',
    });
    expect(refusalOf(proposed.withdrawn().disputed())).toMatchObject({ code: 'AlreadyWithdrawn' });
  });

  it('is settled by either, once it has been raised', () => {
    expect(answerTo(proposed.disputed().disputeSettled('2026-02-01'))).toEqual(accepted);
    expect(answerTo(proposed.disputeSettled('2026-02-01'))).toEqual(waiting({ what: 'dispute', version: 1 }));
    expect(answerTo(proposed.disputed(2))).toEqual(waiting({ what: 'version', version: 2 }));
  });
});

describe('a withdrawal', () => {
  it('is its proposer’s, and said once', () => {
    expect(answerTo(proposed.withdrawn())).toEqual(accepted);
    expect(refusalOf(proposed.withdrawn(1, { by: REGION }))).toEqual({
      code: 'NotYourFactToState',
      by: REGION,
      allowed: [PLACING_PARTY],
    });
    expect(refusalOf(proposed.withdrawn().withdrawn())).toEqual({ code: 'AlreadyWithdrawn', version: 1 });
    expect(refusalOf(registered.withdrawn())).toMatchObject({ code: 'UnknownReference' });
  });

  it('comes before both principals have approved with a mandate', () => {
    expect(answerTo(proposed.approved('2026-02-01').withdrawn())).toEqual(accepted);
    const oneWithout = proposed.approved('2026-02-01').approved('2026-02-01', withoutMandate, { by: REGION });
    expect(answerTo(oneWithout.withdrawn())).toEqual(accepted);
    expect(refusalOf(proposed.approvedByBoth('2026-02-01').withdrawn())).toEqual({ code: 'AlreadyFixed', version: 1 });
  });

  it('is too late after both, also while a third payer has yet to sign', () => {
    const lines = [aLine('schooling', { [PLACING_PARTY]: 500, [OTHER_KOMMUN]: 500 })];
    const both = registered.proposed('2026-01-15', { lines }).approvedByBoth('2026-02-01');
    expect(refusalOf(both.withdrawn())).toMatchObject({ code: 'AlreadyFixed' });
    expect(answerTo(both.approved('2026-02-05', {}, { by: OTHER_KOMMUN }))).toEqual(accepted);
  });
});

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

  it('is made once, by a principal or the one who paid, against another', () => {
    expect(refusalOf(cost.claim('K1', 'C1').claim('K1', 'C1'))).toMatchObject({ pointer: '/data/claimId' });
    expect(refusalOf(cost.claim('K1', 'C1', REGION, { by: OTHER_KOMMUN }))).toMatchObject({ rule: 'A-098' });
    expect(refusalOf(cost.claim('K1', 'C1', PLACING_PARTY))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/against',
    });
  });
});
