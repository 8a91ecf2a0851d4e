import { foldTold, say, type Day, type Derived } from '#domain';
import { dalarna, noAgreement, party } from '../../../../test/support/case-builder.js';
import {
  aDischarge,
  at,
  dischargeOnDay,
  dueIn,
  paymentOn,
  type DischargeBuilder,
} from '../../../../test/support/discharge-builder.js';

const KIND = 'dischargePaymentResponsibility';
const MONDAY = '2026-02-02 09:00';

/** Admitted on a Monday, ready on the Tuesday, and called to plan the same day. */
const inTime = (ready = '2026-02-03 10:00'): DischargeBuilder =>
  aDischarge().admitted(MONDAY).ready(ready).called('2026-02-03 15:00');

const due = (story: DischargeBuilder, asOf = '2026-02-03', surroundings = dalarna()) =>
  dueIn(story, KIND, asOf, surroundings);

describe('the day from which a kommun pays (lag 2017:612 5:4, S-015)', () => {
  it.each([
    ['2026-02-03 08:00', '2026-02-06'],
    ['2026-02-03 11:59:59', '2026-02-06'],
    ['2026-02-03 12:00', '2026-02-06'],
    ['2026-02-03 12:00:01', '2026-02-07'],
    ['2026-02-03 23:30', '2026-02-07'],
  ])('told at %s begins on %s: three days, and four after noon', (ready, begins) => {
    expect(due(inTime(ready))).toMatchObject([{ startsOn: '2026-02-03', dueOn: begins, responsible: ['kommun-2080'] }]);
  });

  it('is reckoned by the clock in Stockholm, in summer too', () => {
    const story = aDischarge().admitted('2026-07-06 09:00').ready('2026-07-07 12:00').called('2026-07-07 12:30');
    expect(due(story, '2026-07-07')).toMatchObject([{ dueOn: '2026-07-10' }]);
    expect(
      due(aDischarge().admitted('2026-07-06 09:00').ready('2026-07-07 12:01').called('2026-07-07 13:00'), '2026-07-07'),
    ).toMatchObject([{ dueOn: '2026-07-11' }]);
  });

  it('is on a Saturday, a Sunday, a holiday: the start of a duty never rolls', () => {
    expect(due(inTime('2026-02-04 10:00'), '2026-02-04')[0]).toMatchObject({ dueOn: '2026-02-07' });
    expect(due(inTime('2026-02-04 10:00'), '2026-02-04')[0]).not.toHaveProperty('latestLawfulOn');
    const christmas = aDischarge().admitted('2026-12-20 09:00').ready('2026-12-22 10:00').called('2026-12-22 10:30');
    const [day] = due(christmas, '2026-12-22', dalarna({ weekendRule: true }));
    expect(day).toMatchObject({ dueOn: '2026-12-25', why: { statute: { act: 'Lag 2017:612', section: '5:4' } } });
    expect(day).not.toHaveProperty('latestLawfulOn');
  });

  it('is open until its day, and lapsed from then: a duty begins and no act is due', () => {
    expect(due(inTime(), '2026-02-05')).toMatchObject([{ status: 'open' }]);
    expect(due(inTime(), '2026-02-06')).toMatchObject([{ status: 'lapsed' }]);
  });

  it('is cancelled where the person left before it, and not where on it', () => {
    const left = (on: string) => due(inTime().left(`${on} 14:00`), on)[0]!.status;
    expect([left('2026-02-05'), left('2026-02-06'), left('2026-02-07')]).toEqual(['cancelled', 'lapsed', 'lapsed']);
  });

  it('is of the newest readiness: what had not begun is cancelled, what had begun has', () => {
    const again = inTime().ready('2026-02-05 10:00');
    expect(due(again, '2026-02-05')).toMatchObject([{ status: 'cancelled' }, { dueOn: '2026-02-08', status: 'open' }]);
    expect(due(inTime().ready('2026-02-07 10:00'), '2026-02-07')).toMatchObject([
      { dueOn: '2026-02-06', status: 'lapsed' },
      { dueOn: '2026-02-10', status: 'open' },
    ]);
  });
});

describe('what a kommun pays on (lag 2017:612 5:3, 5:5)', () => {
  const lacks = (story: DischargeBuilder, asOf = '2026-02-20') => paymentOn(story, asOf)?.lacks;

  it('all of it: told of the admission, told of the readiness, and called where both have something to do', () => {
    expect(lacks(inTime())).toEqual([]);
    expect(due(inTime())).toHaveLength(1);
  });

  it('no notice of admission: no duty, however long', () => {
    const story = aDischarge()
      .admitted(MONDAY, { noticeSentAt: null })
      .ready('2026-02-03 10:00')
      .called('2026-02-03 15:00');
    expect(lacks(story)).toEqual(['admissionNotice']);
    expect(due(story, '2026-02-20')).toEqual([]);
    expect(paymentOn(story, '2026-02-20')).toMatchObject({
      status: 'conditionsLacking',
      why: { rule: 'S-015', statute: { section: '5:3' } },
    });
  });

  it('not called: no duty until it is; where only the kommun has something to do, nobody calls', () => {
    const notCalled = aDischarge().admitted(MONDAY).ready('2026-02-03 10:00');
    expect(lacks(notCalled)).toEqual(['sipCall']);
    expect(due(notCalled, '2026-02-20')).toEqual([]);
    const alone = aDischarge()
      .admitted(MONDAY, { expectedNeeds: ['socialServices'] })
      .ready('2026-02-03 10:00');
    expect(lacks(alone)).toEqual([]);
    expect(due(alone)).toMatchObject([{ dueOn: '2026-02-06' }]);
  });

  it('open care not there, or not known to be: no duty (5:5), until it is told again that it is', () => {
    const without = aDischarge()
      .admitted(MONDAY)
      .ready('2026-02-03 10:00', { openCareAvailable: false })
      .called('2026-02-03 15:00');
    expect(lacks(without)).toEqual(['openCare']);
    expect(paymentOn(without, '2026-02-20')).toMatchObject({ why: { statute: { section: '5:5' } } });
    const then = without.ready('2026-02-09 10:00', { assessedAt: at('2026-02-03 10:00') });
    expect(due(then, '2026-02-09')).toMatchObject([{ dueOn: '2026-02-12', status: 'open' }]);
  });

  it('what is done late counts from then, and not backwards', () => {
    const late = (called: string) => aDischarge().admitted(MONDAY).ready('2026-02-03 10:00').called(called);
    expect(due(late('2026-02-06 09:00'), '2026-02-06')).toMatchObject([{ dueOn: '2026-02-06' }]);
    expect(due(late('2026-02-07 09:00'), '2026-02-06')).toEqual([]);
    expect(due(late('2026-02-07 09:00'), '2026-02-07')).toMatchObject([{ dueOn: '2026-02-07', status: 'lapsed' }]);
    const told = aDischarge()
      .admitted(MONDAY, { noticeSentAt: at('2026-02-10 09:00') })
      .ready('2026-02-03 10:00')
      .called('2026-02-03 11:00');
    expect(due(told, '2026-02-10')).toMatchObject([{ dueOn: '2026-02-10' }]);
  });

  it('who has left before all was done is paid for by nobody', () => {
    const story = aDischarge()
      .admitted(MONDAY)
      .ready('2026-02-03 10:00')
      .left('2026-02-05 10:00')
      .called('2026-02-06 09:00');
    expect(due(story, '2026-02-10')).toEqual([]);
    expect(paymentOn(story, '2026-02-10')).toMatchObject({ status: 'leftBefore' });
    const sameDay = aDischarge()
      .admitted(MONDAY)
      .ready('2026-02-03 10:00')
      .left('2026-02-06 10:00')
      .called('2026-02-06 12:00');
    expect(due(sameDay, '2026-02-10')).toMatchObject([{ dueOn: '2026-02-06', status: 'lapsed' }]);
  });

  it('on Gotland, where kommun and region are one legal person, there is nobody to pay', () => {
    const story = aDischarge()
      .admitted(MONDAY, { registeredKommun: '0980' as never }, { by: 'region-09' })
      .ready('2026-02-03 10:00', {}, { by: 'region-09' })
      .called('2026-02-03 15:00', { by: 'region-09' });
    expect(lacks(story)).toEqual(['otherPrincipal']);
    expect(due(story, '2026-02-20')).toEqual([]);
  });
});

describe('that a kommun is to pay', () => {
  const saidOn = (story: DischargeBuilder, ...days: string[]) => {
    const heard: Derived[] = [];
    for (const asOf of days) heard.push(...say(foldTold(heard), dischargeOnDay(story, asOf), asOf as Day));
    return heard
      .filter(({ data }) => 'kind' in data && data.kind === KIND)
      .map(({ type, data }) => [type, 'dueOn' in data ? data.dueOn : undefined]);
  };

  it('is said when all is done for it, once', () => {
    expect(saidOn(inTime(), '2026-02-03', '2026-02-04')).toEqual([['discharge.deadlineSet', '2026-02-06']]);
  });

  it('is said also where its day had come already, and where it was told of late', () => {
    const late = aDischarge().admitted(MONDAY).ready('2026-02-03 10:00').called('2026-02-09 09:00');
    expect(saidOn(late, '2026-02-08', '2026-02-09', '2026-02-10')).toEqual([['discharge.deadlineSet', '2026-02-09']]);
    expect(saidOn(inTime(), '2026-03-01', '2026-03-02')).toEqual([['discharge.deadlineSet', '2026-02-06']]);
  });

  it('is taken back where the person leaves before', () => {
    const left = inTime().left('2026-02-05 10:00');
    expect(saidOn(left, '2026-02-03', '2026-02-05')).toEqual([
      ['discharge.deadlineSet', '2026-02-06'],
      ['discharge.deadlineCancelled', undefined],
    ]);
  });
});

describe('what region and kommun have agreed (S-015, lag 2017:612 4:5)', () => {
  const agreed = dalarna({ dischargePaymentDays: 5, dischargePaymentOre: 950_000 });

  it('days in the place of three and four, noon or not', () => {
    for (const ready of ['2026-02-03 10:00', '2026-02-03 16:00'])
      expect(due(inTime(ready), '2026-02-03', agreed)).toMatchObject([
        { dueOn: '2026-02-08', why: { rule: 'S-015', statute: { section: '4:5' } } },
      ]);
    expect(paymentOn(inTime(), '2026-02-03', agreed)).toMatchObject({ dayBy: 'agreement', beginsOn: '2026-02-08' });
    expect(paymentOn(inTime(), '2026-02-03')).toMatchObject({ dayBy: 'statute', beginsOn: '2026-02-06' });
  });

  it('may be on the day of the notice itself', () => {
    expect(due(inTime(), '2026-02-03', dalarna({ dischargePaymentDays: 0 }))).toMatchObject([{ dueOn: '2026-02-03' }]);
  });

  it('an amount for each day and night from the first until the person left', () => {
    const by = (asOf: string, story = inTime()) => paymentOn(story, asOf, agreed);
    expect(by('2026-02-07')).toMatchObject({ status: 'toBegin', orePerDay: 950_000 });
    expect(by('2026-02-08')).toMatchObject({ status: 'begun', days: 0, amountOre: 0 });
    expect(by('2026-02-11')).toMatchObject({ status: 'begun', days: 3, amountOre: 2_850_000 });
    expect(by('2026-03-11', inTime().left('2026-02-10 10:00'))).toMatchObject({ days: 2, amountOre: 1_900_000 });
    expect(by('2026-03-11', inTime().left('2026-02-07 10:00'))).toMatchObject({ status: 'leftBefore' });
  });

  it('none agreed: the days are told, and the amount is the regulation’s (5:6)', () => {
    const told = paymentOn(inTime(), '2026-02-09');
    expect(told).toMatchObject({ status: 'begun', days: 3, amountBy: 'statute' });
    expect(told).not.toHaveProperty('amountOre');
  });

  it('binds those who have agreed: with another region, or before it is in force, the statute’s days hold', () => {
    const elsewhere = aDischarge()
      .admitted(MONDAY, {}, { by: 'region-21' })
      .ready('2026-02-03 10:00', {}, { by: 'region-21' })
      .called('2026-02-03 15:00');
    expect(due(elsewhere, '2026-02-03', agreed)).toMatchObject([{ dueOn: '2026-02-06', why: { agreement: null } }]);
    const later = dalarna({ dischargePaymentDays: 5 }, { validFrom: '2026-02-04' as never });
    expect(due(inTime(), '2026-02-03', later)).toMatchObject([{ dueOn: '2026-02-06' }]);
    expect(due(inTime('2026-02-04 10:00'), '2026-02-04', later)).toMatchObject([{ dueOn: '2026-02-09' }]);
    expect(due(inTime(), '2026-02-03', noAgreement)).toMatchObject([{ dueOn: '2026-02-06' }]);
  });

  it('with the region of the hospital, whichever of its units tells', () => {
    const unit = aDischarge()
      .admitted(MONDAY, {}, { by: party('region-20.lasarett') })
      .ready('2026-02-03 10:00')
      .called('2026-02-03 15:00');
    expect(due(unit, '2026-02-03', agreed)).toMatchObject([{ dueOn: '2026-02-08' }]);
  });
});
