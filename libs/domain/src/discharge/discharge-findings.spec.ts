import {
  aDischarge,
  at,
  dueIn,
  foundIn,
  dischargeOnDay,
  type DischargeBuilder,
} from '../../../../test/support/discharge-builder.js';

const MONDAY = '2026-02-02 09:00';
const told = (noticeSentAt: string | null): DischargeBuilder =>
  aDischarge().admitted(MONDAY, { noticeSentAt: noticeSentAt === null ? null : at(noticeSentAt) });
const said = (found: readonly { readonly message_en: string }[]) => found.map((one) => one.message_en).join();

describe('the notice of admission (D-014, H-008, lag 2017:612 2:3)', () => {
  it.each([
    ['2026-02-02 09:00', 0],
    ['2026-02-03 09:00', 0],
    ['2026-02-03 09:00:01', 1],
    ['2026-02-05 09:00', 1],
  ])('sent at %s: flagged late %d times, for it is due within 24 hours', (sent, times) => {
    expect(foundIn(told(sent), 'H-008', '2026-02-10')).toHaveLength(times);
  });

  it('is flagged from the day it was sent, as information', () => {
    expect(foundIn(told('2026-02-05 09:00'), 'H-008', '2026-02-04')).toEqual([]);
    expect(foundIn(told('2026-02-05 09:00'), 'H-008', '2026-02-05')).toMatchObject([
      { severity: 'info', raisedOn: '2026-02-05', why: { statute: { act: 'Lag 2017:612', section: '2:3' } } },
    ]);
  });

  it('not sent is found the day after the last one in time, until it is', () => {
    for (const asOf of ['2026-02-02', '2026-02-03']) expect(foundIn(told(null), 'D-014', asOf)).toEqual([]);
    expect(foundIn(told(null), 'D-014', '2026-02-04')).toMatchObject([{ severity: 'warning', status: 'open' }]);
    expect(foundIn(told('2026-02-05 09:00'), 'D-014', '2026-02-04')).toMatchObject([{ status: 'open' }]);
    expect(foundIn(told('2026-02-05 09:00'), 'D-014', '2026-02-05')).toMatchObject([{ status: 'resolved' }]);
  });

  it('is asked for where something is expected to be needed, and else not', () => {
    const nothing = aDischarge().admitted(MONDAY, { noticeSentAt: null, expectedNeeds: [] });
    expect(foundIn(nothing, 'D-014', '2026-03-01')).toEqual([]);
  });

  it('counts hours as they pass: the night when clocks go forward has one less', () => {
    const spring = (sent: string) => aDischarge().admitted('2026-03-28 12:00', { noticeSentAt: at(sent) });
    expect(foundIn(spring('2026-03-29 13:00'), 'H-008', '2026-04-01')).toEqual([]);
    expect(foundIn(spring('2026-03-29 13:01'), 'H-008', '2026-04-01')).toHaveLength(1);
  });
});

describe('the lasting contact (D-014, lag 2017:612 2:5)', () => {
  const left = (contact?: string): DischargeBuilder => {
    const story = aDischarge().admitted(MONDAY).ready('2026-02-03 10:00').called('2026-02-03 11:00');
    return (contact === undefined ? story : story.contact(contact)).left('2026-02-05 10:00');
  };
  const found = (story: DischargeBuilder, asOf: string) =>
    foundIn(story, 'D-014', asOf).filter(({ why }) => why.statute?.section === '2:5');

  it.each(['2026-02-04', '2026-02-05'])('named on %s is named before the patient is discharged', (on) => {
    expect(found(left(on), '2026-02-10')).toEqual([]);
  });

  it('named the day after, or never, is found on the day of discharge, against the region of open care', () => {
    expect(found(left(), '2026-02-05')).toMatchObject([{ severity: 'breach', parties: ['region-20'], status: 'open' }]);
    expect(found(left('2026-02-06'), '2026-02-05')).toMatchObject([{ status: 'open' }]);
    expect(found(left('2026-02-06'), '2026-02-06')).toMatchObject([{ status: 'resolved' }]);
  });

  it('is named by the open care that has been told: not where it was not, or only socialtjänsten is needed', () => {
    const alone = aDischarge()
      .admitted(MONDAY, { expectedNeeds: ['socialServices'] })
      .ready('2026-02-03 10:00')
      .left('2026-02-05 10:00');
    expect(found(alone, '2026-02-10')).toEqual([]);
    const untold = told(null).ready('2026-02-03 10:00').left('2026-02-05 10:00');
    expect(found(untold, '2026-02-10')).toEqual([]);
  });
});

describe('the call to plan together (D-014, lag 2017:612 4:3)', () => {
  const ready = (on: string): DischargeBuilder => aDischarge().admitted(MONDAY).ready(on);
  const call = (story: DischargeBuilder, asOf: string) => dueIn(story, 'sipCall', asOf);

  it('is due three days after the notice that the patient is ready, whenever on the day it came', () => {
    for (const at of ['2026-02-03 08:00', '2026-02-03 17:00'])
      expect(call(ready(at), '2026-02-03')).toMatchObject([
        { startsOn: '2026-02-03', dueOn: '2026-02-06', latestLawfulOn: '2026-02-06', responsible: ['region-20'] },
      ]);
  });

  it('may wait for the next weekday where the third is none (lag 1930:173 2 §)', () => {
    expect(call(ready('2026-02-04 10:00'), '2026-02-04')).toMatchObject([
      { dueOn: '2026-02-07', latestLawfulOn: '2026-02-09' },
    ]);
    expect(call(ready('2026-02-05 10:00'), '2026-02-05')).toMatchObject([
      { dueOn: '2026-02-08', latestLawfulOn: '2026-02-09' },
    ]);
  });

  it('in time on the last lawful day, late the day after; late is met too, and found until it was', () => {
    const called = (on: string) => ready('2026-02-04 10:00').called(`${on} 16:00`);
    expect(call(called('2026-02-09'), '2026-02-10')).toMatchObject([{ status: 'met', metOn: '2026-02-09' }]);
    expect(foundIn(called('2026-02-09'), 'D-014', '2026-02-20')).toEqual([]);
    expect(call(called('2026-02-10'), '2026-02-09')).toMatchObject([{ status: 'open' }]);
    const late = foundIn(called('2026-02-10'), 'D-014', '2026-02-10');
    expect(late).toMatchObject([{ severity: 'breach', raisedOn: '2026-02-10', resolvedOn: '2026-02-10' }]);
    expect(call(ready('2026-02-04 10:00'), '2026-02-10')).toMatchObject([{ status: 'overdue' }]);
    expect(foundIn(ready('2026-02-04 10:00'), 'D-014', '2026-02-10')).toMatchObject([{ status: 'open' }]);
  });

  it('is met by a call before the patient was ready, and asked for though the patient has left', () => {
    const early = aDischarge().admitted(MONDAY).called('2026-02-02 12:00').ready('2026-02-03 10:00');
    expect(call(early, '2026-02-03')).toMatchObject([{ status: 'met', metOn: '2026-02-02' }]);
    expect(call(ready('2026-02-03 10:00').left('2026-02-03 15:00'), '2026-02-09')).toMatchObject([
      { status: 'overdue' },
    ]);
  });

  it('is asked for where both have something to do, and only then (4:1)', () => {
    for (const [needs, times] of [
      [['socialServices', 'openCare'], 1],
      [['municipalHealthcare', 'openCare'], 1],
      [['socialServices', 'municipalHealthcare'], 0],
      [['openCare'], 0],
      [[], 0],
    ] as const)
      expect(
        call(aDischarge().admitted(MONDAY, { expectedNeeds: needs }).ready('2026-02-03 10:00'), '2026-02-03'),
      ).toHaveLength(times);
  });

  it('is the region’s that has named the contact, else that of the kommun', () => {
    const guest = aDischarge()
      .admitted(MONDAY, {}, { by: 'region-21' })
      .ready('2026-02-03 10:00', {}, { by: 'region-21' });
    expect(call(guest, '2026-02-03')).toMatchObject([{ responsible: ['region-20'] }]);
    expect(call(guest.contact('2026-02-03', { by: 'region-20.vardcentral' }), '2026-02-03')).toMatchObject([
      { responsible: ['region-20.vardcentral'] },
    ]);
  });

  it('of a readiness that another replaced is cancelled, and missed where it already was', () => {
    const again = (on: string) => ready('2026-02-03 10:00').ready(`${on} 10:00`);
    expect(call(again('2026-02-05'), '2026-02-05').map(({ status }) => status)).toEqual(['cancelled', 'open']);
    expect(call(again('2026-02-09'), '2026-02-09').map(({ status }) => status)).toEqual(['overdue', 'open']);
  });
});

describe('the notice that the patient is ready (D-014, lag 2017:612 3:1)', () => {
  const found = (story: DischargeBuilder) => said(foundIn(story, 'D-014', '2026-02-20'));

  it('comes before the patient is discharged; without it that is found', () => {
    expect(
      found(
        aDischarge()
          .admitted(MONDAY)
          .ready('2026-02-05 08:00')
          .called('2026-02-05 09:00')
          .contact('2026-02-04')
          .left('2026-02-05 10:00'),
      ),
    ).toBe('');
    const story = aDischarge().admitted(MONDAY).contact('2026-02-04').left('2026-02-05 10:00');
    expect(found(story)).toContain('with nobody told');
    expect(foundIn(story, 'D-014', '2026-02-05')).toMatchObject([{ severity: 'breach', raisedOn: '2026-02-05' }]);
  });

  it('is asked for where something is needed, and else not', () => {
    expect(found(aDischarge().admitted(MONDAY, { expectedNeeds: [] }).left('2026-02-05 10:00'))).toBe('');
  });
});

describe('the kommun that has been told (D-015)', () => {
  const ready = (): DischargeBuilder =>
    aDischarge().admitted(MONDAY).called('2026-02-02 12:00').ready('2026-02-04 10:00');
  const open = (story: DischargeBuilder, asOf = '2026-02-10') => foundIn(story, 'D-015', asOf);

  it.each(['2026-02-03', '2026-02-04'])('has opened the notice on %s: it is prepared when the next comes', (on) => {
    expect(open(ready().opened(on))).toEqual([]);
  });

  it('has not, or the day after: seen from the day of the next notice, as information', () => {
    expect(open(ready(), '2026-02-03')).toEqual([]);
    expect(open(ready(), '2026-02-04')).toMatchObject([{ severity: 'info', parties: ['kommun-2080'], status: 'open' }]);
    expect(open(ready().opened('2026-02-05'), '2026-02-05')).toMatchObject([{ status: 'resolved' }]);
    expect(open(ready().left('2026-02-06 10:00'), '2026-02-06')).toMatchObject([{ status: 'resolved' }]);
  });

  it('is not asked for before it was sent, though the next has come', () => {
    const late = aDischarge()
      .admitted(MONDAY, { noticeSentAt: at('2026-02-06 09:00') })
      .ready('2026-02-04 10:00');
    expect(open(late, '2026-02-05')).toEqual([]);
    expect(open(late, '2026-02-06')).toMatchObject([{ raisedOn: '2026-02-06' }]);
    expect(open(late.opened('2026-02-06'), '2026-02-06')).toEqual([]);
  });

  it('is not the region’s to answer for, nor asked where the kommun has nothing to plan', () => {
    expect(open(ready().opened('2026-02-03', {}, { by: 'region-20.vardcentral' }))).toHaveLength(1);
    const region = aDischarge()
      .admitted(MONDAY, { expectedNeeds: ['openCare'] })
      .ready('2026-02-04 10:00');
    expect(open(region)).toEqual([]);
  });
});

describe('what is handed on (H-009, lag 2017:612 3:2)', () => {
  const left = (on: string): DischargeBuilder =>
    aDischarge()
      .admitted(MONDAY)
      .ready('2026-02-03 10:00')
      .left('2026-02-05 10:00', { informationTransferredOn: on as never }, { at: '2026-02-08' });

  it.each([
    ['2026-02-04', 0],
    ['2026-02-05', 0],
    ['2026-02-06', 1],
  ])('on %s is flagged %d times: the same day at the latest', (on, times) => {
    expect(foundIn(left(on), 'H-009', '2026-02-10')).toHaveLength(times);
  });

  it('is not known of before its day', () => {
    expect(foundIn(left('2026-02-07'), 'H-009', '2026-02-06')).toEqual([]);
    expect(dischargeOnDay(left('2026-02-07'), '2026-02-06').discharge).toMatchObject({
      informationTransferredOn: null,
    });
    expect(dischargeOnDay(left('2026-02-07'), '2026-02-07').discharge).toMatchObject({
      informationTransferredOn: '2026-02-07',
    });
  });
});
