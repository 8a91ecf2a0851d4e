import { principalsOn, sidesOn, storyOf } from '#domain';
import {
  aCase,
  day,
  name,
  noAgreement,
  party,
  PLACING_PARTY,
  REGION,
  uuid,
} from '../../../../test/support/case-builder.js';
import { courseOf } from './course.js';
import { principalsEver, principalsNow } from './parties.js';

const OTHER_REGION = party('region-17');

const readOn = (told: { readonly theCase: Parameters<typeof storyOf>[0] }, asOf: string) => {
  const story = storyOf(told.theCase, noAgreement, day(asOf), name);
  const course = courseOf(story);
  return { story, course: course! };
};

describe('the principals of a case', () => {
  const moved = aCase().registered().registrationChanged('1780', '2026-03-01', { at: '2026-02-01' });

  it('are the placing nämnd and the region of the day, the new one from the day the registration moves', () => {
    const { story } = readOn(moved, '2026-03-01');
    expect(principalsOn(story, day('2026-02-28'))).toEqual([PLACING_PARTY, REGION]);
    expect(principalsOn(story, day('2026-03-01'))).toEqual([PLACING_PARTY, OTHER_REGION]);
  });

  it('are those that a paper names instead, whatever the day', () => {
    const { story } = readOn(moved, '2026-03-01');
    expect(principalsOn(story, day('2026-03-01'), [PLACING_PARTY, REGION])).toEqual([PLACING_PARTY, REGION]);
  });

  it('are nobody before anything is registered', () => {
    const { story } = readOn({ theCase: { placementId: uuid('placement/P1'), facts: [] } }, '2026-03-01');
    expect(sidesOn(story, day('2026-03-01'))).toBeNull();
    expect(principalsOn(story, day('2026-03-01'))).toEqual([]);
  });

  it('are on a day also a region that still acts, and those that any paper names', () => {
    const between = [PLACING_PARTY, party('region-03')] as const;
    const { course } = readOn(moved.clarified({ between }, { at: '2026-02-10' }), '2026-03-01');
    expect(new Set(principalsNow(course))).toEqual(new Set([PLACING_PARTY, OTHER_REGION, REGION, 'region-03']));
  });

  it('are over time every region in turn, and of those that papers name the ones whose list is cleared', () => {
    const handedOn = moved.registrationChanged('0380', '2026-04-01', { at: '2026-02-02' });
    const between = [PLACING_PARTY, party('region-09')] as const;
    const listed = handedOn.clarified({ between }, { at: '2026-02-10' });
    const uncleared = readOn(listed, '2026-04-01').course;
    expect(new Set(principalsEver(uncleared))).toEqual(new Set([PLACING_PARTY, REGION, OTHER_REGION, 'region-03']));
    const cleared = readOn(listed.confirmed({}, { by: 'region-09', at: '2026-02-11' }), '2026-04-01').course;
    expect(principalsEver(cleared)).toEqual(expect.arrayContaining(['region-09']));
  });
});
