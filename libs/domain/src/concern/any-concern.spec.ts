/** What holds of any concern whatever: its order of arrival, its past, its turning days, and that every type of fact occurs. */
import fc from 'fast-check';
import { addDays, ownDate, type Day } from '#domain';
import { always } from '../../../../test/support/always.js';
import { permuted } from '../../../../test/support/arbitrary-case.js';
import { CONCERN_SPEAKERS, someConcern } from '../../../../test/support/arbitrary-concern.js';
import {
  aConcern,
  concernAnswer,
  concernOnDay,
  type ConcernBuilder,
} from '../../../../test/support/concern-builder.js';
import { CONCERN_SCENES } from '../../../../test/support/concern-scenes.js';

const someDayNear: fc.Arbitrary<Day> = fc
  .date({ min: new Date('2026-01-15'), max: new Date('2026-02-20'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as Day);

const shown = (story: ConcernBuilder, asOf: string): string => {
  const { turningDays: _clock, ...views } = concernOnDay(story, asOf);
  return JSON.stringify(views);
};

describe('any concern', () => {
  it('is the same in whatever order its facts arrived', () => {
    const ranks = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
    always(
      fc.property(someConcern, someDayNear, ranks, (story, asOf, seed) => {
        expect(shown(story.inOrder(permuted(story.facts, seed)), asOf)).toBe(shown(story, asOf));
      }),
    );
  });

  it('is on a day what it is by the facts that count by then: what falls later changes nothing', () => {
    always(
      fc.property(someConcern, someDayNear, (story, asOf) => {
        if (!story.facts.every(({ type, meta }) => type !== 'concern.annulled' && !meta.corrects)) return;
        const known = story.facts.filter((fact) => (ownDate(fact) ?? asOf) <= asOf);
        expect(shown(story.inOrder(known), asOf)).toBe(shown(story, asOf));
      }),
    );
  });

  it('changes on the days on which it says that it may, and on no other', () => {
    always(
      fc.property(someConcern, someDayNear, (story, asOf) => {
        const { turningDays, ...now } = concernOnDay(story, asOf);
        const tomorrow = addDays(asOf, 1);
        if (turningDays.includes(tomorrow)) return;
        const { turningDays: _later, ...then } = concernOnDay(story, tomorrow);
        expect({ ...then, asOf }).toEqual(now);
      }),
    );
  });

  it('is opened, corrected and taken back often enough that the above says something', () => {
    const all = fc.sample(someConcern, { numRuns: 200, seed: 7 });
    const states = all.map((story) => concernOnDay(story, '2026-03-01').concern?.status);
    for (const status of ['reported', 'opened', 'annulled'] as const)
      expect([status, states.filter((one) => one === status).length > 5]).toEqual([status, true]);
    expect(all.filter(({ facts }) => facts.some(({ meta }) => meta.corrects)).length).toBeGreaterThan(20);
    const types = new Set(all.flatMap(({ facts }) => facts.map(({ type }) => type)));
    expect([...types].sort()).toEqual(Object.keys(CONCERN_SCENES).sort());
  });
});

describe('nobody', () => {
  it('opens what is another’s: whoever reports it and to whomever (B-008)', () => {
    const some = fc.constantFrom(...CONCERN_SPEAKERS);
    always(
      fc.property(some, some, some, (reporter, to, by) => {
        const reported = aConcern().reported('2026-02-02', { to: to as never }, { by: reporter });
        if (concernAnswer(reported).outcome !== 'accepted') return;
        const answer = concernAnswer(reported.opened('2026-02-03', {}, { by }));
        expect(answer.outcome).toBe(by === to ? 'accepted' : 'rejected');
      }),
    );
  });
});
