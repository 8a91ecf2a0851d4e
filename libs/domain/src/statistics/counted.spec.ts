import { assessStory, countedOf, storyOf, type CountedCase, type Surroundings } from '#domain';
import {
  aCase,
  aRegistration,
  dalarna,
  day,
  name,
  noAgreement,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { initiated } from '../../../../test/support/handover-steps.js';
import { aSip, type SipBuilder } from '../../../../test/support/sip-builder.js';

const END = day('2999-12-31');
const countedIn = (told: CaseBuilder, surroundings: Surroundings = noAgreement): CountedCase | null => {
  const story = storyOf(told.theCase, surroundings, END, name);
  const { deadlines, deviations, handovers } = assessStory(story);
  return countedOf({ story, deadlines, deviations, handovers });
};
/** Of one measure: month and count. */
const monthsOf = (measure: string, told: CaseBuilder, surroundings?: Surroundings) =>
  (countedIn(told, surroundings)?.counts ?? []).flatMap((one) =>
    one.measure === measure ? [[one.month, one.count]] : [],
  );

const LVU = { act: 'LVU', sections: ['2'], interim: false } as const;
const born = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
const placed = aCase().registered().started('2026-01-15');

describe('a case in the statistics', () => {
  it('stands under the kommun that placed, legal sex, age group and act of its start day (A-121)', () => {
    expect(countedIn(placed)).toMatchObject({ kommun: '2080', legalSex: 'male', ageGroup: 'barnOchUnga', act: 'SoL' });
    const girl = { ...aRegistration.person, legalSex: 'female' as const };
    expect(countedIn(aCase().registered({ person: girl }).started('2026-01-15'))).toMatchObject({ legalSex: 'female' });
  });

  it.each([
    ['2005-01-14', 'vuxen'],
    ['2005-01-15', 'vuxen'],
    ['2005-01-16', 'barnOchUnga'],
  ])('born %s is %s on a start of 2026-01-15, for good (A-003)', (birthDate, ageGroup) => {
    expect(countedIn(aCase().registered(born(birthDate)).started('2026-01-15'))).toMatchObject({ ageGroup });
  });

  it('that has not started stands under what it would be on the planned day', () => {
    const planned = aCase().registered(born('2005-01-15')).deviation('2026-01-02');
    expect(countedIn(planned)).toMatchObject({ ageGroup: 'vuxen' });
    expect(monthsOf('startedPlacements', planned)).toEqual([]);
    expect(countedIn(planned.started('2026-01-14'))).toMatchObject({ ageGroup: 'barnOchUnga' });
  });

  it('stands under the act of its start, whatever it goes on under', () => {
    const changed = placed.legalBasisChanged('2026-02-01', LVU);
    expect(countedIn(changed)).toMatchObject({ act: 'SoL' });
    const before = aCase().registered().legalBasisChanged('2026-01-14', LVU);
    expect(countedIn(before.started('2026-01-14'))).toMatchObject({ act: 'LVU' });
    expect(countedIn(before.started('2026-01-13'))).toMatchObject({ act: 'SoL' });
  });

  it('counts nothing where nothing has happened, nor where it is taken back', () => {
    expect(countedIn(aCase())).toBeNull();
    expect(countedIn(placed.annulled('m1'))).toBeNull();
    expect(monthsOf('startedPlacements', placed.annulled('m2'))).toEqual([]);
  });
});

describe('what is counted', () => {
  it('is a start, on the start day (A-120)', () => {
    expect(monthsOf('startedPlacements', placed)).toEqual([['2026-01', 1]]);
    expect(monthsOf('startedPlacements', aCase().registered().started('2026-02-01'))).toEqual([['2026-02', 1]]);
  });

  it('is a deadline met in time on the day of the act, and none that is met late', () => {
    // The first review of a start of 2026-01-15 falls due on 2026-07-15.
    expect(monthsOf('deadlinesMet', placed.reviewed('2026-07-15'))).toContainEqual(['2026-07', 1]);
    const late = placed.reviewed('2026-08-03');
    expect(monthsOf('deadlinesMet', late)).not.toContainEqual(['2026-08', 1]);
    expect(monthsOf('deadlinesMissed', late)).toContainEqual(['2026-07', 1]);
  });

  it('is a deadline missed on the day after the last one in time, whatever is done later', () => {
    const ends = (story: CaseBuilder) => monthsOf('deadlinesMissed', story.ended('2026-12-01'));
    const never = ends(placed);
    expect(never).toContainEqual(['2026-07', 1]);
    expect(ends(placed.reviewed('2026-07-16'))).toContainEqual(['2026-07', 1]);
    expect(ends(placed.reviewed('2026-07-15'))).not.toContainEqual(['2026-07', 1]);
  });

  it('is the month after where the last day in time ends a month', () => {
    // Six months from 2025-12-31 is 2026-06-30, a Tuesday: missed on 1 July.
    const started = aCase().registered().started('2025-12-31').ended('2026-09-01');
    const missed = monthsOf('deadlinesMissed', started);
    expect(missed.map(([month]) => month)).toContain('2026-07');
    expect(missed.map(([month]) => month)).not.toContain('2026-06');
  });

  it('is no deadline that is cancelled in time', () => {
    expect(monthsOf('deadlinesMissed', placed.ended('2026-07-15'))).not.toContainEqual(['2026-07', 1]);
  });

  it('is a deviation on the day it occurred, each of several, and none taken back', () => {
    const two = placed.deviation('2026-02-03', {}, { of: '1' }).deviation('2026-02-28', {}, { of: '2' });
    expect(monthsOf('deviations', two)).toEqual([['2026-02', 2]]);
    expect(monthsOf('deviations', two.deviation('2026-03-01', {}, { of: '3' }))).toEqual([
      ['2026-02', 2],
      ['2026-03', 1],
    ]);
    expect(monthsOf('deviations', two.deviationAnnulled('m4', { of: '2' }))).toEqual([['2026-02', 1]]);
  });

  it('is a handover on the day it was initiated', () => {
    expect(monthsOf('handovers', initiated(placed, '2026-02-01'))).toEqual([['2026-02', 1]]);
  });
});

describe('a placement with a SIP (A-120)', () => {
  const beside = (...sips: readonly SipBuilder[]): Surroundings => ({
    ...dalarna(),
    sips: sips.map(({ read }) => read),
  });
  const { placementId } = placed;
  const needed = aSip().needed({ placementId }, { at: '2026-01-20' });
  const sips = (...all: readonly SipBuilder[]) => monthsOf('sips', placed, beside(...all));

  it('is counted once, on the day of the first meeting or plan', () => {
    expect(sips(needed)).toEqual([]);
    expect(sips(needed.met('2026-02-01'))).toEqual([['2026-02', 1]]);
    expect(sips(needed.established('2026-03-02'))).toEqual([['2026-03', 1]]);
    expect(sips(needed.met('2026-02-01').established('2026-03-02').met('2026-04-01'))).toEqual([['2026-02', 1]]);
    const other = aSip('S2').needed({ placementId }, { at: '2026-01-20' }).met('2026-01-31');
    expect(sips(needed.met('2026-02-01'), other)).toEqual([['2026-01', 1]]);
  });

  it('is not counted for one of another placement, one taken back, or a plan within one principal (D-016)', () => {
    const ofOther = aSip()
      .needed({ placementId: uuid('placement/P2') }, { at: '2026-01-20' })
      .met('2026-02-01');
    expect(sips(ofOther)).toEqual([]);
    expect(sips(needed.met('2026-02-01').annulled('m1'))).toEqual([]);
    const internal = aSip().needed({ placementId, kind: 'internal' }, { at: '2026-01-20' }).met('2026-02-01');
    expect(sips(internal)).toEqual([]);
  });

  it('has its deadlines among those of the case: met, missed, and over with no act due (D-013, A-040)', () => {
    const plan = needed.consent('2026-01-20').established('2026-02-01');
    /** What one SIP adds to what is counted of the case. */
    const adds = (measure: string, ...all: readonly SipBuilder[]) => {
      const alone = new Map(monthsOf(measure, placed, beside()).map(([month, count]) => [month, Number(count)]));
      return monthsOf(measure, placed, beside(...all))
        .map(([month, count]) => [month, Number(count) - (alone.get(month) ?? 0)])
        .filter(([, more]) => more !== 0);
    };
    expect(adds('deadlinesMissed', plan)).toEqual([['2026-08', 1]]);
    expect(adds('deadlinesMet', plan)).toEqual([]);
    const met = plan.followedUp('2026-07-31', { outcome: 'ended' as never });
    expect(adds('deadlinesMet', met)).toEqual([['2026-07', 1]]);
    expect(adds('deadlinesMissed', met)).toEqual([]);
    expect(adds('deadlinesMissed', plan.closed('2026-08-01'))).toEqual([]);
    const two = aSip('S2').needed({ placementId }, { at: '2026-01-20' }).established('2026-02-01');
    expect(adds('deadlinesMissed', plan, two)).toEqual([['2026-08', 2]]);
    const internal = aSip().needed({ placementId, kind: 'internal' }, { at: '2026-01-20' }).established('2026-02-01');
    expect(adds('deadlinesMissed', internal)).toEqual([]);
    const elsewhere = aSip()
      .considered({ placementId }, { at: '2026-01-20' })
      .needed({ placementId: uuid('placement/P2') }, { at: '2026-01-21' })
      .established('2026-02-01');
    expect(adds('deadlinesMissed', elsewhere)).toEqual([]);
  });
});
