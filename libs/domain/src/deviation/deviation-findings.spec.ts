import { assessDeviation, type RuleId } from '#domain';
import {
  aCase,
  dalarna,
  day,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { found, on } from '../../../../test/support/assessed.js';
import { byItself, deviationOn } from '../../../../test/support/deviations.js';

const placed = (): CaseBuilder => aCase().registered().decided('2026-01-12').started('2026-01-15');
const reported = (): CaseBuilder => placed().deviation('2026-02-02');
const agreedThrough = (story: CaseBuilder, label: string, from: string, until?: string): CaseBuilder =>
  story
    .splitProposed(label, until === undefined ? {} : { until: until as never }, { at: from })
    .splitConfirmed(label, {}, { at: from });

const seen = (story: CaseBuilder, rule: RuleId, asOf: string) => found(on(story, asOf), rule);

describe('a deviation under investigation', () => {
  it('with no temporary division in force is a breach at once, until there is one (A-108)', () => {
    const story = reported().investigated('2026-02-05');
    expect(seen(story, 'A-108', '2026-02-04')).toEqual([]);
    expect(seen(story, 'A-108', '2026-02-05')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-02-05', parties: [PLACING_PARTY, REGION] },
    ]);
    expect(seen(story, 'A-108', '2026-02-05')[0]?.message_sv).toContain(uuid('deviation/1'));
    const agreed = agreedThrough(story, 'S1', '2026-02-09');
    expect(seen(agreed, 'A-108', '2026-02-08')[0]).not.toHaveProperty('resolvedOn');
    expect(seen(agreed, 'A-108', '2026-02-09')).toMatchObject([{ resolvedOn: '2026-02-09' }]);
  });

  it('with one in force from the first day is none, nor is one that is only reported', () => {
    for (const from of ['2026-02-04', '2026-02-05']) {
      const story = agreedThrough(reported(), 'S1', from).investigated('2026-02-05');
      expect(seen(story, 'A-108', '2026-07-01')).toEqual([]);
    }
    expect(seen(reported(), 'A-108', '2026-07-01')).toEqual([]);
  });

  it('is a breach again from the day after the last one of the division (A-108)', () => {
    const story = agreedThrough(reported(), 'S1', '2026-02-04', '2026-02-20').investigated('2026-02-05');
    expect(seen(story, 'A-108', '2026-02-20')).toEqual([]);
    const [again] = seen(story, 'A-108', '2026-02-21');
    expect(again).toMatchObject({ raisedOn: '2026-02-21', message_sv: expect.stringContaining(uuid('split/S1')) });
    const renewed = agreedThrough(story, 'S2', '2026-02-25', '2026-03-10');
    expect(seen(renewed, 'A-108', '2026-03-11')).toMatchObject([
      { findingId: again!.findingId, raisedOn: '2026-02-21', resolvedOn: '2026-02-25' },
      { raisedOn: '2026-03-11' },
    ]);
    const inTime = agreedThrough(story, 'S2', '2026-02-20');
    expect(seen(inTime, 'A-108', '2026-07-01')).toEqual([]);
  });

  it('is over with the closure', () => {
    const story = reported().investigated('2026-02-05').closureProposed('2026-02-09').closureConfirmed('2026-02-10');
    expect(seen(story, 'A-108', '2026-02-10')).toMatchObject([{ resolvedOn: '2026-02-10' }]);
    const ended = agreedThrough(reported(), 'S1', '2026-02-04', '2026-02-20')
      .investigated('2026-02-05')
      .closureProposed('2026-02-09')
      .closureConfirmed('2026-02-21');
    expect(seen(ended, 'A-108', '2026-07-01')).toEqual([]);
  });

  it('that concerns one party needs no division (A-108)', () => {
    const story = placed()
      .deviation('2026-02-02', { kind: 'complaint', concerns: [REGION] })
      .investigated('2026-02-05', { parties: [REGION] }, { by: REGION });
    expect(seen(story, 'A-108', '2026-07-01')).toEqual([]);
    expect(seen(story, 'A-107', '2026-07-01')).toEqual([]);
  });

  it('where one whom it concerns takes no part is not handled jointly (A-107)', () => {
    const story = reported().investigated('2026-02-05', { parties: [PLACING_PARTY] });
    expect(seen(story, 'A-107', '2026-02-05')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-02-05', message_en: expect.stringContaining(REGION) },
    ]);
    const joined = story.investigated('2026-02-09', { parties: [REGION] }, { by: REGION });
    expect(seen(joined, 'A-107', '2026-02-09')).toMatchObject([{ resolvedOn: '2026-02-09' }]);
    const closed = story.closureProposed('2026-02-10').closureConfirmed('2026-02-11');
    expect(seen(closed, 'A-107', '2026-02-11')).toMatchObject([{ resolvedOn: '2026-02-11' }]);
    expect(seen(reported().investigated('2026-02-05'), 'A-107', '2026-07-01')).toEqual([]);
    const byRegion = reported().investigated('2026-02-05', { parties: [PLACING_PARTY] }, { by: REGION });
    expect(seen(byRegion, 'A-107', '2026-07-01')).toEqual([]);
  });
});

describe('an action after a deviation', () => {
  const decided = reported().actionDecided('A1', '2026-03-01', { responsible: REGION }, { at: '2026-02-10' });

  it('that is done by its day is no finding; from the day after it is, until it is done (A-109)', () => {
    expect(seen(decided, 'A-109', '2026-03-01')).toEqual([]);
    expect(seen(decided, 'A-109', '2026-03-02')).toMatchObject([
      { severity: 'warning', raisedOn: '2026-03-02', parties: [REGION] },
    ]);
    const done = (day: string) => decided.actionDone('A1', day, { by: REGION });
    expect(seen(done('2026-03-01'), 'A-109', '2026-07-01')).toEqual([]);
    expect(seen(done('2026-03-04'), 'A-109', '2026-07-01')).toMatchObject([{ resolvedOn: '2026-03-04' }]);
    expect(deviationOn(done('2026-03-04'), '2026-03-03')?.actions).toEqual([
      { actionId: uuid('action/A1'), responsible: REGION, dueOn: '2026-03-01' },
    ]);
    expect(deviationOn(done('2026-03-04'), '2026-03-04')?.actions).toMatchObject([{ doneOn: '2026-03-04' }]);
  });
});

describe('an answer to a closure that has been corrected since', () => {
  it('works nothing, and is flagged until it is given anew (H-004)', () => {
    const story = reported()
      .closureProposed('2026-02-09', { id: 'closing' })
      .closureProposed('2026-02-12', { id: 'later', corrects: 'closing' })
      .closureConfirmed('2026-02-10', { answers: undefined as never });
    expect(deviationOn(story, '2026-02-12')).toMatchObject({ status: 'closureProposed', confirmedBy: [PLACING_PARTY] });
    expect(seen(story, 'H-004', '2026-02-12')).toHaveLength(1);
    const again = story.closureConfirmed('2026-02-13');
    expect(deviationOn(again, '2026-02-13')).toMatchObject({ status: 'closed', closedOn: '2026-02-13' });
    expect(seen(again, 'H-004', '2026-02-13')).toMatchObject([{ resolvedOn: '2026-02-13' }]);
  });
});

describe('a deviation that is taken back', () => {
  it('is annulled: nothing is due, found or laid on anybody', () => {
    const story = placed()
      .deviation('2026-02-02', {}, { id: 'report' })
      .investigated('2026-02-05', { parties: [PLACING_PARTY] })
      .actionDecided('A1', '2026-02-10', {}, { at: '2026-02-06' });
    expect(deviationOn(story, '2026-03-01')).toMatchObject({ status: 'actionsDecided' });
    const annulled = story.deviationAnnulled('report', { at: '2026-02-20' });
    expect(deviationOn(annulled, '2026-03-01')).toMatchObject({ status: 'annulled' });
    const rules: readonly RuleId[] = ['A-107', 'A-108', 'A-109', 'H-004'];
    expect(on(annulled, '2026-03-01').findings.filter(({ rule }) => rules.includes(rule))).toEqual([]);
  });

  it('is told of from the day it was said to have occurred, with its placement and by itself, and not before', () => {
    const annulled = placed().deviation('2026-02-02', {}, { id: 'report' }).deviationAnnulled('report');
    expect(deviationOn(annulled, '2026-02-01')).toBeUndefined();
    expect(deviationOn(annulled, '2026-02-02')).toMatchObject({ status: 'annulled' });
    expect(on(annulled, '2026-02-01').turningDays).toContain('2026-02-02');
    const own = byItself(annulled);
    expect(assessDeviation(own, day('2026-02-01'))).toMatchObject({ deviation: null, turningDays: ['2026-02-02'] });
    expect(assessDeviation(own, day('2026-02-02'))).toMatchObject({
      deviation: { status: 'annulled' },
      turningDays: [],
    });
  });
});

describe('the agreement that judges a deviation', () => {
  it('is its placement’s, and none where it concerns no placement', () => {
    const story = reported().investigated('2026-02-05');
    const { agreements } = dalarna();
    expect(deviationOn(story, '2026-02-05')?.why).toMatchObject({ agreement: agreements[0]!.agreementId });
    const alone = assessDeviation(byItself(story), day('2026-02-05'));
    expect(alone.deviation?.why).toMatchObject({ rule: 'A-107', agreement: null, rulePackVersion: null });
    expect(alone.findings).toMatchObject([{ rule: 'A-108', raisedOn: '2026-02-05' }]);
  });
});
