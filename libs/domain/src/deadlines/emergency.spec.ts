import { storyOf } from '#domain';
import { aCase, dalarna, day, name } from '../../../../test/support/case-builder.js';
import { courseOf } from '../story/course.js';
import { emergencyDeadlines } from './emergency.js';

describe('the two months of an emergency placement', () => {
  /** Judged on one day, by a story that knows of a new region from 1 March. */
  const responsibleOn = (asOf: string) => {
    const told = aCase()
      .emergency({ registeredKommun: '2080' as never })
      .started('2026-01-15')
      .registrationChanged('0380', '2026-03-01', { at: '2026-02-01' });
    const story = storyOf(told.theCase, dalarna(), day('2026-03-01'), name);
    const course = courseOf({ ...story, asOf: day(asOf) });
    return emergencyDeadlines(course!, []).find(({ kind }) => kind === 'emergencyCostAllocation')?.responsible;
  };

  it('are the principals’ of the day judged, whatever change of region is known to come by the due day (A-099)', () => {
    expect(responsibleOn('2026-02-28')).toEqual(['kommun-2080.socialnamnden', 'region-20']);
    expect(responsibleOn('2026-03-01')).toEqual(['kommun-2080.socialnamnden', 'region-03']);
  });
});
