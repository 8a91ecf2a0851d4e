import { accepted } from '#domain';
import { uuid } from '../../../../test/support/case-builder.js';
import {
  aDischarge,
  at,
  dischargeAnswer,
  dischargeOnDay,
  dischargeRefusal,
  type DischargeBuilder,
} from '../../../../test/support/discharge-builder.js';

const MONDAY = '2026-02-02 09:00';
const admitted = (): DischargeBuilder => aDischarge().admitted(MONDAY, {}, { id: 'in' });

describe('an admission (D-014)', () => {
  it.each(['region-20', 'region-20.lasarett', 'region-21', 'kommun-0980'])('is told by a region: %s', (by) => {
    expect(dischargeAnswer(aDischarge().admitted(MONDAY, {}, { by }))).toEqual(accepted);
  });

  it('is not told by a kommun', () => {
    expect(dischargeRefusal(aDischarge().admitted(MONDAY, {}, { by: 'kommun-2080' }))).toEqual({
      code: 'NotYourFactToState',
      by: 'kommun-2080',
      allowed: ['region-20'],
      rule: 'D-014',
    });
  });

  it('is told once', () => {
    expect(dischargeRefusal(admitted().admitted(MONDAY))).toEqual({ code: 'AlreadyRegistered' });
  });

  it('has happened, its notice too', () => {
    expect(dischargeRefusal(aDischarge().admitted(MONDAY, {}, { at: '2026-02-01' }))).toMatchObject({
      code: 'DateInTheFuture',
      pointer: '/data/admittedAt',
    });
    const ahead = { noticeSentAt: at('2026-02-03 09:00') };
    expect(dischargeRefusal(aDischarge().admitted(MONDAY, ahead))).toMatchObject({ pointer: '/data/noticeSentAt' });
    expect(dischargeAnswer(aDischarge().admitted(MONDAY, ahead, { at: '2026-02-03' }))).toEqual(accepted);
  });

  it('comes before its notice, and no later than the discharge that is expected', () => {
    const early = { noticeSentAt: at('2026-02-02 08:59') };
    expect(dischargeRefusal(aDischarge().admitted(MONDAY, early))).toMatchObject({
      code: 'DateInconsistent',
      pointer: '/data/noticeSentAt',
    });
    const expected = { estimatedDischargeOn: '2026-02-01' as never };
    expect(dischargeRefusal(aDischarge().admitted(MONDAY, expected))).toEqual({
      code: 'DateInconsistent',
      pointer: '/data/estimatedDischargeOn',
      expected: '>= 2026-02-02',
    });
  });
});

describe('what is said after it', () => {
  it('waits for it', () => {
    for (const story of [
      aDischarge().contact('2026-02-03'),
      aDischarge().ready('2026-02-03 10:00'),
      aDischarge().called('2026-02-03 10:00'),
      aDischarge().left('2026-02-03 10:00'),
      aDischarge().opened('2026-02-03'),
    ])
      expect(dischargeAnswer(story)).toEqual({ outcome: 'waiting', waitsFor: { what: 'discharge' } });
  });

  it('of the hospital is its region’s to say, with its units', () => {
    expect(dischargeAnswer(admitted().ready('2026-02-03 10:00', {}, { by: 'region-20.lasarett' }))).toEqual(accepted);
    for (const by of ['region-21', 'kommun-2080'])
      for (const story of [
        admitted().ready('2026-02-03 10:00', {}, { by }),
        admitted().left('2026-02-03 10:00', {}, { by }),
      ])
        expect(dischargeRefusal(story)).toEqual({
          code: 'NotYourFactToState',
          by,
          allowed: ['region-20'],
          rule: 'D-014',
        });
  });

  it('of open care is also the region’s where the person lives', () => {
    const guest = aDischarge().admitted(MONDAY, {}, { by: 'region-21' });
    for (const by of ['region-20', 'region-20.vardcentral', 'region-21'])
      for (const story of [guest.contact('2026-02-03', { by }), guest.called('2026-02-03 10:00', { by })])
        expect(dischargeAnswer(story)).toEqual(accepted);
    for (const by of ['region-22', 'kommun-2080.socialnamnden'])
      expect(dischargeRefusal(guest.called('2026-02-03 10:00', { by }))).toMatchObject({
        code: 'NotYourFactToState',
        allowed: ['region-20', 'region-21'],
      });
  });

  it('lies in the order in which it can have been', () => {
    const refused = (story: DischargeBuilder) => dischargeRefusal(story, '2026-03-01');
    expect(refused(admitted().ready('2026-02-02 08:00'))).toMatchObject({ pointer: '/data/assessedAt' });
    expect(refused(admitted().ready('2026-02-03 10:00', { noticeSentAt: at('2026-02-03 09:59') }))).toMatchObject({
      pointer: '/data/noticeSentAt',
    });
    expect(refused(admitted().called('2026-02-02 08:00'))).toMatchObject({ pointer: '/data/sentAt' });
    expect(refused(admitted().left('2026-02-02 08:00'))).toMatchObject({ pointer: '/data/dischargedAt' });
    expect(refused(admitted().ready('2026-02-04 10:00').left('2026-02-04 09:59'))).toMatchObject({
      code: 'DateInconsistent',
      pointer: '/data/dischargedAt',
    });
    expect(refused(admitted().left('2026-02-04 10:00').ready('2026-02-04 10:01'))).toMatchObject({
      pointer: '/data/assessedAt',
    });
    expect(
      refused(admitted().left('2026-02-04 10:00', { informationTransferredOn: '2026-02-01' as never })),
    ).toMatchObject({
      pointer: '/data/informationTransferredOn',
    });
    for (const story of [
      admitted().ready('2026-02-02 09:00'),
      admitted().ready('2026-02-04 10:00').left('2026-02-04 10:00'),
      admitted().left('2026-02-04 10:00').ready('2026-02-04 10:00'),
      admitted().left('2026-02-04 10:00').called('2026-02-06 10:00'),
    ])
      expect(dischargeAnswer(story, '2026-03-01')).toEqual(accepted);
  });

  it('has happened', () => {
    for (const story of [
      admitted().ready('2026-02-05 10:00', {}, { at: '2026-02-04' }),
      admitted().called('2026-02-05 10:00', { at: '2026-02-04' }),
      admitted().contact('2026-02-05', { at: '2026-02-04' }),
      admitted().left('2026-02-05 10:00', {}, { at: '2026-02-04' }),
      admitted().left('2026-02-04 10:00', { informationTransferredOn: '2026-02-05' as never }),
      admitted().opened('2026-02-05', {}, { at: '2026-02-04' }),
    ])
      expect(dischargeRefusal(story)).toMatchObject({ code: 'DateInTheFuture' });
  });

  it('is said of one who leaves once: who comes back is admitted anew', () => {
    expect(dischargeRefusal(admitted().left('2026-02-04 10:00').left('2026-02-05 10:00'))).toMatchObject({
      code: 'AlreadySaid',
      pointer: '/data/dischargedAt',
    });
  });
});

describe('a notice that is opened (D-015)', () => {
  it.each(['kommun-2080', 'kommun-2080.socialnamnden', 'region-20', 'region-20.vardcentral'])(
    'by %s, for itself',
    (by) => {
      expect(dischargeAnswer(admitted().opened('2026-02-03', {}, { by }))).toEqual(accepted);
    },
  );

  it('is not opened by one to whom it was not sent', () => {
    for (const by of ['kommun-2081', 'region-21'])
      expect(dischargeRefusal(admitted().opened('2026-02-03', {}, { by }))).toMatchObject({
        code: 'NotYourFactToState',
        allowed: ['kommun-2080', 'region-20'],
        rule: 'D-015',
      });
  });

  it('by the region where the person lives, too, where another sent it', () => {
    const guest = aDischarge().admitted(MONDAY, {}, { by: 'region-21' });
    for (const by of ['kommun-2080', 'region-20', 'region-21'])
      expect(dischargeAnswer(guest.opened('2026-02-03', {}, { by }))).toEqual(accepted);
    expect(dischargeRefusal(guest.opened('2026-02-03', {}, { by: 'region-22' }))).toMatchObject({
      allowed: ['kommun-2080', 'region-20', 'region-21'],
    });
  });

  it('is one of the stream: as it was told, or as it is corrected; nothing else has one', () => {
    const story = admitted().admitted(MONDAY, {}, { corrects: 'in', id: 'in2' }).contact('2026-02-03');
    const [first, second, contact] = story.facts.map(({ meta }) => meta.eventId);
    for (const eventId of [first!, second!])
      expect(dischargeAnswer(story.opened('2026-02-03', { eventId }))).toEqual(accepted);
    for (const eventId of [contact!, uuid('event/elsewhere')])
      expect(dischargeRefusal(story.opened('2026-02-03', { eventId }))).toEqual({
        code: 'UnknownReference',
        pointer: '/data/eventId',
        names: eventId,
      });
  });
});

describe('corrections and annulments', () => {
  it('stand in the place of what was told: a notice that was sent after all', () => {
    const story = aDischarge()
      .admitted(MONDAY, { noticeSentAt: null }, { id: 'in' })
      .admitted(MONDAY, {}, { id: 'in2', corrects: 'in', at: '2026-02-10' });
    expect(dischargeAnswer(story)).toEqual(accepted);
    expect(dischargeOnDay(story, '2026-02-05')).toMatchObject({ findings: [] });
  });

  it('do not change the person, nor make times that cannot be', () => {
    const other = {
      person: { ...(admitted().facts[0]!.data as never as { person: object }).person, personId: uuid('person/B') },
    };
    expect(dischargeRefusal(admitted().admitted(MONDAY, other as never, { corrects: 'in' }))).toEqual({
      code: 'PersonCannotChange',
    });
    const later = admitted().ready('2026-02-03 10:00').admitted('2026-02-03 10:01', {}, { corrects: 'in' });
    expect(dischargeRefusal(later)).toMatchObject({ code: 'DateInconsistent', pointer: '/data/admittedAt' });
  });

  it('of the admission close it, where nobody else has said anything; nothing is due then', () => {
    const gone = admitted().ready('2026-02-03 10:00').annulled('in', { at: '2026-02-10' });
    expect(dischargeAnswer(gone)).toEqual(accepted);
    expect(dischargeOnDay(gone, '2026-02-20')).toMatchObject({
      discharge: { status: 'annulled', payment: null },
      deadlines: [],
      findings: [],
    });
    expect(dischargeRefusal(gone.admitted(MONDAY))).toEqual({ code: 'SubjectAnnulled' });
    expect(dischargeRefusal(gone.called('2026-02-11 10:00'))).toEqual({ code: 'SubjectAnnulled' });
    expect(dischargeRefusal(admitted().opened('2026-02-03').annulled('in'))).toMatchObject({
      code: 'LaterFactsDependOnIt',
    });
  });

  it('of a notice sent in error are taken also when it has been opened', () => {
    const story = admitted().ready('2026-02-03 10:00', {}, { id: 'ready' });
    const { eventId } = story.facts[1]!.meta;
    const back = story.opened('2026-02-03', { eventId }).annulled('ready', { at: '2026-02-04' });
    expect(dischargeAnswer(back)).toEqual(accepted);
    expect(dischargeOnDay(back, '2026-02-10')).toMatchObject({ discharge: { status: 'admitted' }, deadlines: [] });
  });

  it('are their author’s', () => {
    expect(dischargeRefusal(admitted().annulled('in', { by: 'kommun-2080' }))).toMatchObject({
      code: 'NotYourFactToState',
    });
  });
});
