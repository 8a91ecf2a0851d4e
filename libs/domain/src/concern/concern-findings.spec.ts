import { uuid } from '../../../../test/support/case-builder.js';
import { aConcern, CHILD, concernOnDay, foundIn, NAMND } from '../../../../test/support/concern-builder.js';

const reported = () => aConcern().reported('2026-02-02', {}, { id: 'report' });
const stateOn = (story: ReturnType<typeof reported>, asOf: string) =>
  foundIn(story, asOf).map(({ status, raisedOn }) => [raisedOn, status]);

describe('a report of concern that the nämnd has not opened', () => {
  it('is found from the day after it was told, and not on that day (B-008)', () => {
    expect(foundIn(reported(), '2026-02-02')).toEqual([]);
    expect(concernOnDay(reported(), '2026-02-02').turningDays).toEqual(['2026-02-03']);
    expect(foundIn(reported(), '2026-02-03')).toMatchObject([
      {
        ...{ rule: 'B-008', severity: 'warning', parties: [NAMND], raisedOn: '2026-02-03', status: 'open' },
        ...{ waitsFor: [NAMND], answerWith: ['concern.opened'] },
        message_en:
          'The duty to report concern for a child covers the whole socialtjänst, all staff of both administrations. ' +
          `${NAMND} has not opened the report; the need of protection at once is to be assessed immediately.`,
        why: { statute: { act: 'SoL 2025:400', section: '20:1' } },
      },
    ]);
  });

  it('told late, is found from the day after that: nobody opens what has not come', () => {
    const late = aConcern().reported('2026-02-02', {}, { at: '2026-02-10' });
    expect(stateOn(late, '2026-02-10')).toEqual([]);
    expect(stateOn(late, '2026-02-11')).toEqual([['2026-02-11', 'open']]);
  });

  it('is found no more from the day on which it is opened, the same day never (B-008)', () => {
    const opened = reported().opened('2026-02-05');
    expect(stateOn(opened, '2026-02-04')).toEqual([['2026-02-03', 'open']]);
    expect(stateOn(opened, '2026-02-05')).toEqual([['2026-02-03', 'resolved']]);
    expect(foundIn(reported().opened('2026-02-02'), '2026-03-01')).toEqual([]);
    expect(stateOn(reported().opened('2026-02-03'), '2026-03-01')).toEqual([['2026-02-03', 'resolved']]);
  });

  it('is resolved by the first opening of several, whenever they are told', () => {
    const twice = reported()
      .opened('2026-02-06', {}, { at: '2026-02-07' })
      .opened('2026-02-04', {}, { at: '2026-02-08' });
    expect(foundIn(twice, '2026-02-10')).toMatchObject([{ resolvedOn: '2026-02-04' }]);
  });

  it('is another nämnd’s once it is corrected to that, from the day after it was told of it', () => {
    const moved = reported()
      .opened('2026-02-02')
      .reported('2026-02-02', { to: 'kommun-2081' as never }, { id: 'again', corrects: 'report', at: '2026-02-05' });
    expect(foundIn(moved, '2026-02-05')).toEqual([]);
    expect(foundIn(moved, '2026-02-06')).toMatchObject([{ parties: ['kommun-2081'], raisedOn: '2026-02-06' }]);
    expect(concernOnDay(moved, '2026-02-06')).toMatchObject({
      ...{ concern: { status: 'reported', opened: [], to: 'kommun-2081' }, concerned: ['region-20', 'kommun-2081'] },
    });
  });

  it('is of its first day where a correction leaves the nämnd as it was', () => {
    const again = reported().reported('2026-02-02', { urgent: true }, { corrects: 'report', at: '2026-02-05' });
    expect(stateOn(again, '2026-02-06')).toEqual([['2026-02-03', 'open']]);
    const thrice = aConcern()
      .reported('2026-02-02', { to: 'kommun-2081' as never }, { id: 'report' })
      .reported('2026-02-02', {}, { corrects: 'report', id: 'second', at: '2026-02-05' })
      .reported('2026-02-02', { urgent: true }, { corrects: 'report', id: 'third', at: '2026-02-09' });
    expect(stateOn(thrice, '2026-02-10')).toEqual([['2026-02-06', 'open']]);
  });

  it('is not found where it was taken back', () => {
    expect(concernOnDay(reported().annulled('report', { at: '2026-02-04' }), '2026-02-10')).toMatchObject({
      ...{ concern: { status: 'annulled' }, findings: [], turningDays: [] },
    });
  });
});

describe('what is shown of a concern', () => {
  it('is nothing before it is reported, and then all of it, with the duty that it stands on (B-009)', () => {
    const story = aConcern().reported('2026-02-02', { urgent: true }, { by: 'region-20.bup' }).opened('2026-02-04');
    expect(concernOnDay(story, '2026-02-01')).toMatchObject({
      ...{
        concern: null,
        concerned: [],
        findings: [],
        deadlines: [],
        turningDays: ['2026-02-02', '2026-02-04'],
      },
    });
    const shown = {
      concernId: uuid('concern/O1'),
      about: { personId: CHILD },
      ...{ reportedBy: 'region-20.bup', to: NAMND, on: '2026-02-02', urgent: true },
      why: {
        ...{ rule: 'B-009', statute: { act: 'SoL 2025:400', section: '19:1' } },
        ...{ agreement: null, rulePackVersion: null, causedBy: [story.facts[0]!.meta.eventId] },
      },
    };
    expect(concernOnDay(story, '2026-02-03').concern).toEqual({ ...shown, status: 'reported', opened: [] });
    expect(concernOnDay(story, '2026-02-04').concern).toEqual({
      ...{ ...shown, status: 'opened' },
      opened: [{ eventId: story.facts[0]!.meta.eventId, party: NAMND, unit: 'mottagning', on: '2026-02-04' }],
    });
  });

  it('cites the section that was law on its day: before 1 July 2025 the older act’s', () => {
    const statuteOf = (on: string) => concernOnDay(aConcern().reported(on), on).concern?.why.statute;
    expect(statuteOf('2025-06-30')).toEqual({ act: 'SoL 2001:453', section: '14:1' });
    expect(statuteOf('2025-07-01')).toEqual({ act: 'SoL 2025:400', section: '19:1' });
  });
});
