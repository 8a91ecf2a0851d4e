import { accepted as taken, decideCase, findingStatus, type HubNotice } from '#domain';
import {
  name,
  PLACING_PARTY as KOMMUN,
  uuid,
  dalarna,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { found, on } from '../../../../test/support/assessed.js';
import { answerTo, refusalOf, submissionOf } from '../../../../test/support/decision-on-last.js';
import {
  accepted,
  handoverId,
  initiated,
  opened,
  refused,
  startedByHub,
  startingEvent,
  takenBack,
} from '../../../../test/support/handover-steps.js';
import { handoversOn, moved, started } from '../../../../test/support/handover-stories.js';

const H1 = { of: handoverId() };
/** Started by region-20 for region-21 on 1 February. */
const own = () => initiated(started(), '2026-02-01', {}, { id: 'h' });
const unopened = (story: CaseBuilder, asOf: string) =>
  found(on(story, asOf), 'A-075').filter(({ message_sv: sv }) => sv.endsWith('har inte öppnat överlämningen.'));
const spans = (story: CaseBuilder, asOf = '2026-12-01') =>
  unopened(story, asOf).map(({ waitsFor, raisedOn, resolvedOn }) => [waitsFor?.join(), raisedOn, resolvedOn]);

describe('a handover that nobody has opened', () => {
  it('is found from the day after it was started, and not on that day (A-075)', () => {
    const story = own();
    expect(unopened(story, '2026-02-01')).toEqual([]);
    expect(on(story, '2026-02-01').turningDays).toContain('2026-02-02');
    expect(unopened(story, '2026-02-02')).toMatchObject([
      {
        ...{ severity: 'warning', parties: ['region-20', 'region-21'], raisedOn: '2026-02-02' },
        ...{ waitsFor: ['region-21'], answerWith: ['placement.opened', 'handover.accepted', 'handover.rejected'] },
        findingId: name(story.stream, 'finding', `A-075 opened ${handoverId()}`),
        why: { rule: 'A-075', statute: { act: 'HSL 2017:30' }, causedBy: [startingEvent(story)] },
      },
    ]);
    expect(unopened(story, '2026-02-02')[0]?.message_en.endsWith('region-21 has not opened the handover.')).toBe(true);
  });

  it('that a registration has started is found from the day after that was told (A-075, A-076)', () => {
    expect(unopened(moved(), '2026-03-10')).toEqual([]);
    expect(unopened(moved(), '2026-03-11')).toMatchObject([{ raisedOn: '2026-03-11', waitsFor: ['region-21'] }]);
  });

  it('is found no more from the day on which the receiver opens it, and by nobody else’s opening (A-075)', () => {
    const story = opened(own(), 'region-21', '2026-02-05');
    expect(spans(story)).toEqual([['region-21', '2026-02-02', '2026-02-05']]);
    const state = (asOf: string) => unopened(story, asOf).map((one) => findingStatus(one, asOf as never));
    expect([state('2026-02-04'), state('2026-02-05')]).toEqual([['open'], ['resolved']]);
    expect(spans(opened(own(), 'region-21.vardcentral', '2026-02-05'))[0]?.[2]).toBe('2026-02-05');
    expect(spans(opened(own(), 'region-21', '2026-02-01'))).toEqual([]);
    for (const by of ['region-20', KOMMUN]) expect(spans(opened(own(), by, '2026-02-05'))[0]?.[2]).toBeUndefined();
    const twice = opened(opened(own(), 'region-21', '2026-02-09'), 'region-21', '2026-02-04', { at: '2026-02-10' });
    expect(spans(twice)).toEqual([['region-21', '2026-02-02', '2026-02-04']]);
  });

  it('is seen by who answers it, and is over when it is withdrawn (A-075)', () => {
    expect(spans(accepted(own(), 'region-21', '2026-02-06', H1))[0]?.[2]).toBe('2026-02-06');
    expect(spans(refused(own(), 'region-21', '2026-02-07', H1))[0]?.[2]).toBe('2026-02-07');
    expect(spans(takenBack(own(), 'region-20', '2026-02-08', H1))[0]?.[2]).toBe('2026-02-08');
    expect(spans(own().said('handover.annulled', { annulsId: 'h', reason: 'Fel' }, { by: 'region-20' }))).toEqual([]);
  });

  it('is of each that there has been, by what started it', () => {
    const no = refused(opened(own(), 'region-21', '2026-02-03'), 'region-21', '2026-02-05', H1);
    const again = initiated(no, '2026-02-10', { label: 'H2', to: 'region-03' });
    expect(spans(again)).toEqual([
      ['region-21', '2026-02-02', '2026-02-03'],
      ['region-03', '2026-02-11', undefined],
    ]);
    expect(spans(opened(again, 'region-03', '2026-02-12'))[1]?.[2]).toBe('2026-02-12');
  });

  it('that is corrected to another region is that one’s', () => {
    const story = initiated(
      opened(own(), 'region-21', '2026-02-02'),
      '2026-02-03',
      { to: 'region-03' },
      { corrects: 'h' },
    );
    expect(spans(story)).toEqual([['region-03', '2026-02-02', undefined]]);
    expect(spans(opened(story, 'region-03', '2026-02-04'))[0]?.[2]).toBe('2026-02-04');
  });
});

describe('what started a handover', () => {
  const NOT_THEIRS = { code: 'NotYourFactToState', rule: 'A-075' };
  const isTaken = (story: CaseBuilder): void => {
    expect(answerTo(story)).toEqual(taken);
  };

  it('is opened by the two regions and the principals, each for itself (A-075)', () => {
    for (const by of ['region-21', 'region-21.vardcentral', 'region-20', KOMMUN])
      isTaken(opened(own(), by, '2026-02-03'));
    expect(refusalOf(opened(own(), 'region-03', '2026-02-03'))).toEqual({
      ...{ ...NOT_THEIRS, by: 'region-03', allowed: ['region-20', 'region-21', KOMMUN] },
    });
    for (const by of ['kommun-2080', 'kommun-2081.socialnamnden'])
      expect(refusalOf(opened(own(), by, '2026-02-03'))).toMatchObject(NOT_THEIRS);
  });

  it('is a message that was sent, as told or corrected, also one that is taken back', () => {
    for (const event of [uuid('event/none'), started().facts[0]!.meta.eventId])
      expect(refusalOf(opened(own(), 'region-21', '2026-02-03', { event }))).toEqual({
        ...{ code: 'UnknownReference', pointer: '/data/eventId', names: event },
      });
    const event = startingEvent(own());
    const changed = initiated(own(), '2026-02-02', { effectiveOn: '2026-02-10' }, { corrects: 'h' });
    isTaken(opened(changed, 'region-21', '2026-02-03', { event }));
    isTaken(opened(changed, 'region-21', '2026-02-03'));
    const gone = own().said(
      'handover.annulled',
      { annulsId: 'h', reason: 'Fel' },
      { by: 'region-20', at: '2026-02-02' },
    );
    isTaken(opened(gone, 'region-21', '2026-02-03', { event }));
    expect(refusalOf(opened(gone, 'region-03', '2026-02-03', { event }))).toMatchObject(NOT_THEIRS);
  });

  it('is a change of registration that moves to another region, and no other (A-076)', () => {
    isTaken(opened(moved(), 'region-21', '2026-03-12'));
    const within = started().registrationChanged('2081', '2026-03-01', { at: '2026-03-10' });
    const event = within.facts.at(-1)!.meta.eventId;
    expect(refusalOf(opened(within, 'region-20', '2026-03-12', { event }))).toMatchObject({ code: 'UnknownReference' });
  });

  it('is opened on a day that has come, no earlier than it was started', () => {
    expect(refusalOf(opened(own(), 'region-21', '2026-01-31', { at: '2026-02-03' }))).toEqual({
      ...{ code: 'DateInconsistent', pointer: '/data/on', expected: '>= 2026-02-01' },
    });
    isTaken(opened(own(), 'region-21', '2026-02-01', { at: '2026-02-03' }));
    expect(refusalOf(opened(own(), 'region-21', '2026-02-05', { at: '2026-02-03' }))).toMatchObject({
      ...{ code: 'DateInTheFuture', pointer: '/data/on' },
    });
  });

  it('is its author’s to correct and to take back', () => {
    const story = opened(own(), 'region-21', '2026-02-03', { id: 'o' });
    isTaken(opened(story, 'region-21', '2026-02-04', { corrects: 'o' }));
    isTaken(story.said('placement.annulled', { annulsId: 'o', reason: 'Fel' }, { by: 'region-21', at: '2026-02-04' }));
  });
});

describe('what the hub has said of a handover', () => {
  const event = uuid('event/said by the hub');
  const notices = (story: CaseBuilder): readonly HubNotice[] => [{ eventId: event, handoverId: startedByHub(story) }];
  const answer = (story: CaseBuilder, said: readonly HubNotice[]) =>
    decideCase(
      submissionOf(story.facts.at(-1)!),
      { ...story.theCase, facts: story.facts.slice(0, -1), notices: said },
      dalarna(),
      name,
    );

  it('is opened by its event, and by no event that it has not said (A-076)', () => {
    const story = opened(moved(), 'region-21', '2026-03-12', { event });
    expect(answer(story, notices(moved()))).toEqual(taken);
    expect(answer(story, [])).toMatchObject({ rejection: { code: 'UnknownReference', names: event } });
    const early = opened(moved(), 'region-21', '2026-03-09', { event, at: '2026-03-12' });
    expect(answer(early, notices(moved()))).toMatchObject({
      rejection: { code: 'DateInconsistent', expected: '>= 2026-03-10' },
    });
    const another = opened(moved(), 'region-03', '2026-03-12', { event });
    expect(answer(another, notices(moved()))).toMatchObject({ rejection: { code: 'NotYourFactToState' } });
  });

  it('is opened also where the registration has been taken back since: it was told', () => {
    const gone = opened(moved().annulled('moved', { at: '2026-03-11' }), 'region-21', '2026-03-12', { event });
    expect(answer(gone, notices(moved()))).toEqual(taken);
    expect(on(gone, '2026-03-12').handovers).toEqual([]);
  });

  it('is the last that its region had been told of on its day, by the facts alone', () => {
    const first = opened(moved(), 'region-21', '2026-03-12', { event });
    expect(spans(first)).toEqual([['region-21', '2026-03-11', '2026-03-12']]);
    const on2 = first.registrationChanged('0380', '2026-04-01', { at: '2026-04-02' });
    expect(spans(on2)).toEqual([
      ['region-21', '2026-03-11', '2026-03-12'],
      ['region-03', '2026-04-03', undefined],
    ]);
    expect(handoversOn(on2, '2026-04-03').map(({ opened: by }) => by.map(({ party }) => party))).toEqual([
      ['region-21'],
      [],
    ]);
    expect(spans(opened(on2, 'region-03', '2026-04-05', { event: uuid('event/other') }))[1]?.[2]).toBe('2026-04-05');
    const byTheKommun = opened(on2, KOMMUN, '2026-04-06', { event: uuid('event/other') });
    expect(handoversOn(byTheKommun, '2026-04-06').map(({ opened: by }) => by.length)).toEqual([1, 1]);
    const atOnce = opened(moved(), 'region-21', '2026-03-10', { event });
    expect(handoversOn(atOnce, '2026-03-10').map(({ opened: by }) => by.length)).toEqual([1]);
  });
});
