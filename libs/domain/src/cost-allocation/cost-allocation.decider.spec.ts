import { accepted, waiting, type PartyId, type Uuid } from '#domain';
import { aCase, aLine, kommun, party, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
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

  it('waits for a version that another has yet to propose, and is kept where it comes too late for one (H-004)', () => {
    expect(answerTo(proposed.approved('2026-02-01', { version: 2 }))).toEqual(waiting({ what: 'version', version: 2 }));
    const takenBack = registered.proposed('2026-01-15', {}, { id: 'p' }).costAnnulled('p');
    expect(answerTo(takenBack.approved('2026-02-01', {}, { by: REGION }))).toEqual(accepted);
    expect(answerTo(proposed.withdrawn().approved('2026-02-01', {}, { by: REGION }))).toEqual(accepted);
    expect(refusalOf(proposed.withdrawn().approved('2026-02-01', {}, { by: OTHER_REGION }))).toMatchObject({
      code: 'NotAPayer',
    });
  });

  it('may name the event that it is to, one of its version (L-20)', () => {
    const [, paper] = proposed.facts;
    const naming = (answers: string) => proposed.approved('2026-02-01', { answers: answers as Uuid }, { by: REGION });
    expect(answerTo(naming(paper!.meta.eventId))).toEqual(accepted);
    const other = proposed.facts[0]!.meta.eventId;
    expect(refusalOf(naming(other))).toEqual({ code: 'UnknownReference', pointer: '/data/answers', names: other });
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

  it('is not given where no day is left to sign for (A-100)', () => {
    const ended = proposed.approvedByBoth('2026-02-01').registrationChanged('1780', '2026-03-01');
    const whole = ended.approved('2026-03-02', {}, { by: OTHER_REGION });
    expect(answerTo(whole)).toEqual(accepted);
    const lines = [aLine('housing', { [PLACING_PARTY]: 900, [OTHER_KOMMUN]: 100 })];
    const byThree = registered.proposed('2026-01-15', { lines }).approvedByBoth('2026-02-01');
    const fixed = byThree.approved('2026-02-02', {}, { by: OTHER_KOMMUN });
    expect(refusalOf(fixed.approved('2026-02-03', {}, { by: 'region-20.bup' }))).toMatchObject({ code: 'AlreadySaid' });
  });

  it('is by whoever is principal on any day that the version is written for, whenever it signs (A-076, H-003)', () => {
    const moved = proposed.registrationChanged('1780', '2026-03-01');
    for (const signedOn of ['2026-02-28', '2026-03-01', '2026-03-02']) {
      for (const by of [REGION, OTHER_REGION]) {
        expect(answerTo(moved.approved(signedOn, {}, { by, at: '2026-03-02' }))).toEqual(accepted);
      }
    }
    expect(refusalOf(moved.approved('2026-03-02', {}, { by: 'region-03' }))).toMatchObject({ code: 'NotAPayer' });
    const later = registered.registrationChanged('1780', '2026-03-01').proposed('2026-03-01', {}, { at: '2026-03-02' });
    expect(refusalOf(later.approved('2026-03-02', { version: 1 }, { by: 'region-21' }))).toMatchObject({
      code: 'NotAPayer',
    });
    const ofItsDays = later.proposed('2026-03-01', {
      version: 2,
      lines: [aLine('housing', { [PLACING_PARTY]: 1000 })],
    });
    expect(refusalOf(ofItsDays.approved('2026-03-02', { version: 2 }, { by: REGION }))).toMatchObject({
      code: 'NotAPayer',
    });
    const dayBefore = registered
      .registrationChanged('1780', '2026-03-01')
      .proposed('2026-02-28', { lines: [aLine('housing', { [PLACING_PARTY]: 1000 })] }, { at: '2026-03-02' });
    expect(answerTo(dayBefore.approved('2026-03-02', {}, { by: REGION }))).toEqual(accepted);
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
