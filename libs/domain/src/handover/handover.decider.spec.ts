import { accepted as taken } from '#domain';
import { aCase, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';
import {
  accepted,
  completed,
  handoverId,
  initiated,
  materialSent,
  refused,
  startedByHub,
  takenBack,
} from '../../../../test/support/handover-steps.js';

const started = () => aCase().registered().decided('2026-01-12').started('2026-01-15');
const moved = () => started().registrationChanged('2180', '2026-03-01', { id: 'moved' });
const H1 = { of: handoverId() };
const own = () => initiated(started(), '2026-02-01', {}, { id: 'h' });

const isTaken = (story: CaseBuilder): void => {
  expect(answerTo(story)).toEqual(taken);
};
const isRefused = (story: CaseBuilder, refusal: object): void => {
  expect(refusalOf(story)).toMatchObject(refusal);
};
const NOT_THEIRS = { code: 'NotYourFactToState', rule: 'A-075' };

describe('a handover', () => {
  it('is started by one of its two regions, and by nobody for them (A-075)', () => {
    for (const by of ['region-20', 'region-20.habiliteringen', 'region-21'])
      isTaken(initiated(started(), '2026-02-01', {}, { by }));
    for (const by of ['region-03', 'kommun-2080.socialnamnden'])
      isRefused(initiated(started(), '2026-02-01', {}, { by }), NOT_THEIRS);
  });

  it('is from the region that acts that day, to another (A-075)', () => {
    isRefused(initiated(started(), '2026-02-01', { from: 'region-21', to: 'region-20' }), {
      ...{ code: 'FieldNotAllowedHere', pointer: '/data/fromRegion', expected: 'region-20' },
    });
    isRefused(initiated(started(), '2026-02-01', { to: 'region-20.habiliteringen' }), { pointer: '/data/toRegion' });
    isRefused(initiated(started(), '2026-02-01', { to: 'kommun-2180' }), { pointer: '/data/toRegion' });
  });

  it('is started when the one before has been answered or taken back, and not before', () => {
    const next = (story: CaseBuilder) => initiated(story, '2026-04-01', { label: 'H2', to: 'region-03' });
    isRefused(next(own()), { code: 'AlreadySaid', names: handoverId() });
    isTaken(next(refused(own(), 'region-21', '2026-02-05', H1)));
    isTaken(next(takenBack(own(), 'region-20', '2026-02-05', H1)));
    isRefused(next(moved()), { code: 'AlreadySaid', names: startedByHub(moved()) });
    isRefused(initiated(refused(own(), 'region-21', '2026-02-05', H1), '2026-03-01'), { code: 'AlreadySaid' });
    const no = refused(moved(), 'region-21', '2026-03-05');
    const asHubs = no.said(
      'handover.initiated',
      {
        ...{ handoverId: startedByHub(no), fromRegion: 'region-20' as never, toRegion: 'region-21' as never },
        ...{ reason: 'registrationChanged', effectiveOn: '2026-03-06' as never },
      },
      { by: 'region-20', at: '2026-03-06' },
    );
    isRefused(asHubs, { code: 'AlreadySaid', names: startedByHub(no) });
  });

  it('waits while the placement is not registered, and acts wait for what starts it', () => {
    expect(answerTo(initiated(aCase(), '2026-02-01'))).toMatchObject({ waitsFor: { what: 'placement' } });
    for (const act of [
      materialSent(started(), '2026-02-02', H1),
      accepted(started(), 'region-21', '2026-02-02', H1),
      refused(started(), 'region-21', '2026-02-02', H1),
      completed(started(), 'region-21', '2026-02-02', H1),
    ])
      expect(answerTo(act)).toMatchObject({ waitsFor: { what: 'handover', id: handoverId() } });
    isRefused(takenBack(started(), 'region-20', '2026-02-02', H1), { code: 'UnknownReference' });
  });

  it('that a registration starts is named by the id that the hub gives it', () => {
    isTaken(materialSent(moved(), '2026-03-02'));
    isTaken(accepted(moved(), 'region-21', '2026-03-02'));
    isRefused(accepted(moved(), 'region-03', '2026-03-02'), { ...NOT_THEIRS, allowed: ['region-21'] });
  });

  it('is told of by its sender and its receiver, each for itself (A-075)', () => {
    isTaken(materialSent(own(), '2026-02-02', H1));
    isRefused(materialSent(own(), '2026-02-02', { ...H1, by: 'region-21' }), { ...NOT_THEIRS, allowed: ['region-20'] });
    for (const act of [accepted, refused]) {
      isTaken(act(own(), 'region-21.bup', '2026-02-02', H1));
      isRefused(act(own(), 'region-20', '2026-02-02', H1), { ...NOT_THEIRS, allowed: ['region-21'] });
    }
  });

  it('is told of by either id of Gotland, kommun and region being one (SoL 4:4)', () => {
    const island = initiated(started(), '2026-02-01', { to: 'region-09' });
    for (const by of ['region-09', 'kommun-0980']) isTaken(accepted(island, by, '2026-02-02', H1));
    isRefused(accepted(island, 'kommun-2080', '2026-02-02', H1), NOT_THEIRS);
  });

  it('is accepted once; one that has refused may think better of it', () => {
    const yes = accepted(own(), 'region-21', '2026-02-05', H1);
    isRefused(accepted(yes, 'region-21', '2026-02-06', H1), { code: 'AlreadySaid' });
    isRefused(refused(yes, 'region-21', '2026-02-06', H1), { code: 'AlreadySaid' });
    isTaken(accepted(refused(own(), 'region-21', '2026-02-05', H1), 'region-21', '2026-02-06', H1));
  });

  it('is completed by who has accepted it, from that day on, once', () => {
    const yes = accepted(own(), 'region-21', '2026-02-05', H1);
    isTaken(completed(yes, 'region-21', '2026-02-05', H1));
    isRefused(completed(own(), 'region-21', '2026-02-05', H1), { code: 'UnknownReference' });
    isRefused(completed(yes, 'region-21', '2026-02-04', H1), { code: 'DateInconsistent', expected: '≥ 2026-02-05' });
    isRefused(completed(yes, 'region-20', '2026-02-05', H1), NOT_THEIRS);
    const done = completed(yes, 'region-21', '2026-02-06', H1);
    isRefused(completed(done, 'region-21', '2026-02-07', H1), { code: 'AlreadySaid' });
  });

  it('is withdrawn by the region that started it, before it is accepted; what the hub started by nobody', () => {
    isTaken(takenBack(own(), 'region-20', '2026-02-05', H1));
    isRefused(takenBack(own(), 'region-21', '2026-02-05', H1), NOT_THEIRS);
    isRefused(takenBack(own(), 'region-20', '2026-01-31', { ...H1, at: '2026-02-02' }), { code: 'DateInconsistent' });
    const back = takenBack(own(), 'region-20', '2026-02-05', H1);
    isRefused(takenBack(back, 'region-20', '2026-02-06', H1), { code: 'AlreadySaid' });
    isRefused(takenBack(accepted(own(), 'region-21', '2026-02-05', H1), 'region-20', '2026-02-06', H1), {
      code: 'CountersignedFact',
    });
    isRefused(takenBack(moved(), 'region-20', '2026-03-05', { of: startedByHub(moved()) }), {
      ...NOT_THEIRS,
      allowed: [],
    });
  });

  it('tells of no day that has not come', () => {
    for (const act of [
      materialSent(own(), '2026-02-09', { ...H1, at: '2026-02-02' }),
      accepted(own(), 'region-21', '2026-02-09', { ...H1, at: '2026-02-02' }),
    ])
      isRefused(act, { code: 'DateInTheFuture', pointer: '/data/on' });
  });
});

describe('an acceptance', () => {
  it('names, if anything, the event that started the handover', () => {
    const says = (story: CaseBuilder, of: string, answers: string) =>
      story.said(
        'handover.accepted',
        { handoverId: of as never, on: '2026-03-02' as never, unit: 'bup', answers: answers as never },
        { by: 'region-21' },
      );
    isTaken(says(moved(), startedByHub(moved()), uuid('event/kommun-2080.socialnamnden/placement/moved')));
    isTaken(says(own(), handoverId(), uuid('event/region-20/handover/h')));
    isRefused(says(own(), handoverId(), uuid('event/other')), { code: 'UnknownReference', pointer: '/data/answers' });
  });

  it('makes what started it no one’s alone to correct or take back: it is superseded (A-075)', () => {
    const over = accepted(moved(), 'region-21', '2026-03-05');
    const by = { by: ['region-21', 'region-20'] };
    isRefused(over.annulled('moved', { at: '2026-03-06' }), { code: 'CountersignedFact', ...by });
    isRefused(over.registrationChanged('2080', '2026-03-01', { at: '2026-03-06', corrects: 'moved' }), {
      code: 'CountersignedFact',
    });
    isTaken(over.registrationChanged('2080', '2026-03-06'));
    isTaken(moved().annulled('moved', { at: '2026-03-06' }));
    isTaken(refused(moved(), 'region-21', '2026-03-05').annulled('moved', { at: '2026-03-06' }));
  });

  it('is not taken back, for the sender has been released (A-075)', () => {
    const over = accepted(own(), 'region-21', '2026-02-05', { ...H1, id: 'yes' });
    const annul = (annulsId: string, by: string) =>
      over.said('handover.annulled', { annulsId, reason: 'Fel' }, { by, at: '2026-02-06' });
    isRefused(annul('yes', 'region-21'), { code: 'CountersignedFact', by: ['region-20'] });
    isRefused(annul('h', 'region-20'), { code: 'CountersignedFact', by: ['region-21'] });
  });

  it('of what has been taken back is kept, and works nothing (H-004)', () => {
    const gone = own().said(
      'handover.annulled',
      { annulsId: 'h', reason: 'Fel' },
      { by: 'region-20', at: '2026-02-03' },
    );
    isTaken(accepted(gone, 'region-21', '2026-02-04', H1));
    isRefused(completed(gone, 'region-21', '2026-02-04', H1), { code: 'UnknownReference' });
    const back = moved().annulled('moved', { at: '2026-03-02' });
    isTaken(accepted(back, 'region-21', '2026-03-03', { of: startedByHub(moved()) }));
    isRefused(accepted(back, 'region-03', '2026-03-03', { of: startedByHub(moved()) }), NOT_THEIRS);
  });
});
