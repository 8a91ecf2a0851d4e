import { accepted } from '#domain';
import { aCase } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

describe('the course of a placement', () => {
  const started = aCase().registered().started('2026-01-15');

  it('starts once, on a day that has come, cleared or not (A-067)', () => {
    expect(answerTo(started)).toEqual(accepted);
    expect(refusalOf(started.started('2026-01-16'))).toMatchObject({ code: 'AlreadySaid' });
    expect(refusalOf(aCase().registered().started('2026-01-15', { at: '2026-01-14' }))).toMatchObject({
      code: 'DateInTheFuture',
      pointer: '/data/startedOn',
    });
  });

  it('moves from a home after the start, no earlier', () => {
    expect(answerTo(started.moved('2026-02-01'))).toEqual(accepted);
    expect(refusalOf(aCase().registered().moved('2026-02-01'))).toMatchObject({
      code: 'UnknownReference',
      pointer: '/data/movedOn',
    });
    expect(refusalOf(started.moved('2026-01-14', {}, { at: '2026-01-20' }))).toEqual({
      code: 'DateInconsistent',
      pointer: '/data/movedOn',
      expected: '≥ 2026-01-15',
    });
  });

  it('ends after the start and the last move, once', () => {
    const moved = started.moved('2026-02-01');
    expect(answerTo(moved.ended('2026-02-01'))).toEqual(accepted);
    expect(refusalOf(moved.ended('2026-01-31', {}, { at: '2026-02-05' }))).toMatchObject({
      code: 'DateInconsistent',
      pointer: '/data/endedOn',
    });
    expect(refusalOf(moved.ended('2026-03-01').ended('2026-03-02'))).toEqual({
      code: 'CaseEnded',
      endedOn: '2026-03-01',
    });
    expect(refusalOf(aCase().registered().ended('2026-03-01'))).toMatchObject({ code: 'UnknownReference' });
  });

  it('has no move after its last day, but one on it, or one told late', () => {
    const ended = started.ended('2026-03-01');
    expect(answerTo(ended.moved('2026-02-01', {}, { at: '2026-03-05' }))).toEqual(accepted);
    expect(answerTo(ended.moved('2026-03-01'))).toEqual(accepted);
    expect(refusalOf(ended.moved('2026-03-02'))).toMatchObject({ code: 'CaseEnded' });
  });

  it('is planned to end on a day ahead, not before its start', () => {
    expect(answerTo(started.endPlanned('2026-08-01'))).toEqual(accepted);
    expect(refusalOf(started.endPlanned('2026-01-14'))).toMatchObject({ pointer: '/data/plannedEnd' });
  });

  it('is told of late: what happened before the hub heard of the placement counts', () => {
    expect(answerTo(aCase().emergency().started('2026-01-02', { at: '2026-01-11' }))).toEqual(accepted);
  });
});
