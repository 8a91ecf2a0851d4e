import { aCase, dalarna, day, name } from '../../../../test/support/case-builder.js';
import { courseOf } from './course.js';
import { storyOf } from './story.js';

const { theCase } = aCase('P1').emergency().started('2026-01-15');
const beside = dalarna();

describe('a story', () => {
  it('is the same one while it is asked of the same day, and so is its course', () => {
    const story = storyOf(theCase, beside, day('2026-02-01'), name);
    expect(storyOf(theCase, beside, day('2026-02-01'), name)).toBe(story);
    expect(courseOf(story)).not.toBeNull();
    expect(courseOf(storyOf(theCase, beside, day('2026-02-01'), name))).toBe(courseOf(story));
  });

  it('is told anew on another day, in other surroundings, and of a case of which more is told', () => {
    const started = (of: typeof theCase, on: string): string | undefined =>
      courseOf(storyOf(of, beside, day(on), name))?.started?.data.startedOn;
    expect(started(theCase, '2026-01-14')).toBeUndefined();
    expect(started(theCase, '2026-01-15')).toBe('2026-01-15');
    expect(started(theCase, '2026-01-14')).toBeUndefined();
    expect(started({ ...theCase, facts: theCase.facts.slice(0, -1) }, '2026-01-15')).toBeUndefined();
    const alone = storyOf(theCase, { agreements: [], sips: [] }, day('2026-02-28'), name);
    expect(alone.agreement).toBeNull();
    expect(storyOf(theCase, beside, day('2026-02-28'), name).agreement).not.toBeNull();
    const other = (...args: Parameters<typeof name>): ReturnType<typeof name> => name(...args);
    expect(storyOf(theCase, beside, day('2026-02-28'), other).name).toBe(other);
  });

  it('has no course before it is registered, however often it is asked', () => {
    const story = storyOf({ ...theCase, facts: [] }, beside, day('2026-02-01'), name);
    expect([courseOf(story), courseOf(story)]).toEqual([null, null]);
  });
});
