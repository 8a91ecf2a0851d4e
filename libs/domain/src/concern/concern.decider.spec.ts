import { accepted } from '#domain';
import {
  aConcern,
  CHILD,
  concernAnswer,
  concernRefusal,
  NAMND,
  type ConcernBuilder,
} from '../../../../test/support/concern-builder.js';
import { aSip, CHILD as CHILD_OF_SIP } from '../../../../test/support/sip-builder.js';
import { day, uuid } from '../../../../test/support/case-builder.js';

const reported = (): ConcernBuilder => aConcern().reported('2026-02-02', {}, { id: 'report' });

describe('a report of concern', () => {
  it('is told by any region and any kommun, by every nämnd and unit of theirs (B-008)', () => {
    for (const by of ['region-20', 'region-20.bup', 'region-21', 'kommun-2081', 'kommun-2080.omsorgsnamnden', NAMND])
      expect([by, concernAnswer(aConcern().reported('2026-02-02', {}, { by }))]).toEqual([by, accepted]);
  });

  it('goes to a kommun, and to no region: it is the socialnämnd’s (B-008)', () => {
    for (const to of ['kommun-2080', 'kommun-2081.socialnamnden'])
      expect(concernAnswer(aConcern().reported('2026-02-02', { to: to as never }))).toEqual(accepted);
    for (const to of ['region-20', 'region-20.bup', 'region-09'])
      expect(concernRefusal(aConcern().reported('2026-02-02', { to: to as never }))).toEqual({
        ...{ code: 'FieldNotAllowedHere', pointer: '/data/to', expected: 'kommun-…', rule: 'B-008' },
      });
  });

  it('waits for no consent and reads none: of one whose SIP goes on without any it is taken at once (B-009, D-029)', () => {
    expect(CHILD).toBe(CHILD_OF_SIP);
    expect(
      aSip()
        .needed()
        .facts.some(({ type }) => type === 'sip.consentGiven'),
    ).toBe(false);
    expect(concernAnswer(reported())).toEqual(accepted);
  });

  it('is about one child, known or told of by the day of birth, and not both', () => {
    const told = (about: object) => concernRefusal(aConcern().reported('2026-02-02', { about: about }));
    const expected = 'personId | birthDate';
    expect(told({ birthDate: day('2012-03-04') })).toEqual(accepted);
    expect(told({ personId: CHILD })).toEqual(accepted);
    expect(told({})).toEqual({ code: 'FieldRequiredHere', pointer: '/data/about/personId', expected });
    expect(told({ personId: CHILD, birthDate: day('2012-03-04') })).toEqual({
      ...{ code: 'FieldNotAllowedHere', pointer: '/data/about/birthDate', expected },
    });
  });

  it('is of a day that has come: today, and not tomorrow', () => {
    const told = aConcern().reported('2026-02-03', {}, { at: '2026-02-02' });
    expect(concernAnswer(told, '2026-02-03')).toEqual(accepted);
    expect(concernRefusal(told, '2026-02-02')).toEqual({
      ...{ code: 'DateInTheFuture', pointer: '/data/on', on: '2026-02-03', today: '2026-02-02' },
    });
  });

  it('is told once under a uuid; another worry has its own', () => {
    expect(concernRefusal(reported().reported('2026-02-03'))).toEqual({ code: 'AlreadyRegistered' });
    expect(concernRefusal(reported().reported('2026-02-03', {}, { by: 'region-21' }))).toEqual({
      code: 'AlreadyRegistered',
    });
  });

  it('is corrected in whom it is to, and never in whom it is about', () => {
    const again = (data: object) =>
      concernRefusal(reported().reported('2026-02-02', data, { corrects: 'report', at: '2026-02-04' }));
    expect(again({ to: 'kommun-2081' })).toEqual(accepted);
    expect(again({ about: { personId: uuid('person/B') } })).toEqual({ code: 'PersonCannotChange' });
    expect(again({ about: { birthDate: day('2012-03-04') } })).toEqual({ code: 'PersonCannotChange' });
  });

  it('is not moved to a day after it was opened; to that day it is', () => {
    const opened = reported().opened('2026-02-03');
    const moved = (on: string) => opened.reported(on, {}, { corrects: 'report', at: '2026-02-05' });
    expect(concernAnswer(moved('2026-02-03'))).toEqual(accepted);
    expect(concernRefusal(moved('2026-02-04'))).toEqual({
      ...{ code: 'DateInconsistent', pointer: '/data/on', expected: '<= 2026-02-03' },
    });
  });

  it('is taken back while the nämnd has said nothing, and not when it has opened it', () => {
    expect(concernAnswer(reported().annulled('report'))).toEqual(accepted);
    expect(concernRefusal(reported().opened('2026-02-03').annulled('report'))).toMatchObject({
      code: 'LaterFactsDependOnIt',
    });
  });

  it('that was taken back has its uuid used up', () => {
    const gone = reported().annulled('report');
    expect(concernRefusal(gone.reported('2026-02-05'))).toEqual({ code: 'SubjectAnnulled' });
    expect(concernRefusal(gone.opened('2026-02-05'))).toEqual({ code: 'SubjectAnnulled' });
  });
});

describe('the opening of a report', () => {
  it('is the word of the nämnd that it is to, and of no other, its kommun’s included (B-008, D-026)', () => {
    expect(concernAnswer(reported().opened('2026-02-02'))).toEqual(accepted);
    for (const by of ['region-20', 'kommun-2080', 'kommun-2080.omsorgsnamnden', 'kommun-2081'])
      expect(concernRefusal(reported().opened('2026-02-02', {}, { by }))).toEqual({
        ...{ code: 'NotYourFactToState', by, allowed: [NAMND], rule: 'B-008' },
      });
  });

  it('names the report, as it was told or as it was corrected', () => {
    const again = reported().reported('2026-02-02', { urgent: true }, { corrects: 'report', at: '2026-02-03' });
    for (const { meta } of again.facts)
      expect(concernAnswer(again.opened('2026-02-03', { eventId: meta.eventId }))).toEqual(accepted);
    const opened = again.opened('2026-02-03');
    for (const eventId of [uuid('event/none'), opened.facts.at(-1)!.meta.eventId])
      expect(concernRefusal(opened.opened('2026-02-04', { eventId }))).toEqual({
        ...{ code: 'UnknownReference', pointer: '/data/eventId', names: eventId },
      });
  });

  it('of what nobody has reported is refused: nobody has been given its id', () => {
    expect(concernRefusal(aConcern().opened('2026-02-02'))).toEqual({
      ...{ code: 'UnknownReference', pointer: '/data/eventId', names: uuid('event/none') },
    });
  });

  it('comes no earlier than the report, and no later than today', () => {
    expect(concernRefusal(reported().opened('2026-02-01', {}, { at: '2026-02-02' }))).toEqual({
      ...{ code: 'DateInconsistent', pointer: '/data/on', expected: '>= 2026-02-02' },
    });
    expect(concernRefusal(reported().opened('2026-02-04', {}, { at: '2026-02-03' }), '2026-02-03')).toEqual({
      ...{ code: 'DateInTheFuture', pointer: '/data/on', on: '2026-02-04', today: '2026-02-03' },
    });
  });

  it('is its author’s to correct also when the report has become another nämnd’s', () => {
    const moved = reported()
      .opened('2026-02-03', {}, { id: 'opened' })
      .reported('2026-02-02', { to: 'kommun-2081' as never }, { corrects: 'report', at: '2026-02-04' });
    expect(
      concernAnswer(moved.opened('2026-02-03', { unit: 'annan' }, { corrects: 'opened', at: '2026-02-05' })),
    ).toEqual(accepted);
    expect(concernRefusal(moved.opened('2026-02-05'))).toMatchObject({ allowed: ['kommun-2081'] });
  });
});
