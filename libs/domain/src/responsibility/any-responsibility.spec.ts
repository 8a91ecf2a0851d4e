/** What holds of responsibility in any history whatever: somebody answers for every area, on every day of the placement. */
import fc from 'fast-check';
import { ageGroupOn, partyKind, storyOf, type AreaKind, type Day } from '#domain';
import { always } from '../../../../test/support/always.js';
import { someDay, someDeviations, someStory } from '../../../../test/support/arbitrary-case.js';
import { on } from '../../../../test/support/assessed.js';
import { dalarna, name, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { KOMMUN_AREAS, REGION_AREAS } from './areas.js';

const some = fc.oneof(someStory, someDeviations);

/** Every area of, and school for one who is no adult. */
function areasAskedFor(story: CaseBuilder, asOf: Day): readonly AreaKind[] {
  const { registered } = storyOf(story.theCase, dalarna(), asOf, name);
  const birthDate = registered?.data.person.birthDate;
  const isAdult = birthDate === undefined || birthDate === 'erased' || ageGroupOn(birthDate, asOf) === 'vuxen';
  return [...KOMMUN_AREAS, ...REGION_AREAS, ...(isAdult ? [] : (['schooling'] as const))];
}

describe('any placement', () => {
  it('has at least one who is responsible for each area, on every day until it has ended (A-013, A-073, A-090, A-091)', () => {
    always(
      fc.property(some, someDay, (story, asOf) => {
        const { responsibility, placement } = on(story, asOf);
        if (!responsibility || (placement?.endedOn ?? asOf) < asOf) return;
        const answered = new Set(responsibility.areas.map(({ kind }) => kind));
        expect(areasAskedFor(story, asOf).filter((kind) => !answered.has(kind))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('has health care with a region on every day after it too, by need (A-081)', () => {
    always(
      fc.property(some, someDay, (story, asOf) => {
        const { responsibility, placement } = on(story, asOf);
        if (!responsibility || (placement?.endedOn ?? asOf) >= asOf) return;
        const regions = responsibility.areas.filter(({ responsible }) => partyKind(responsible) === 'region');
        expect(regions.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('has nobody answer for the same measure twice', () => {
    always(
      fc.property(some, someDay, (story, asOf) => {
        const rows = (on(story, asOf).responsibility?.areas ?? []).map(
          ({ kind, measureId, responsible, status }) => `${kind} ${measureId ?? ''} ${responsible} ${status}`,
        );
        expect(rows).toEqual([...new Set(rows)]);
      }),
    );
  });
});
