import fc from 'fast-check';
import { FACT_ENTRIES } from '#domain';
import { PROPERTY_SEED } from './always.js';
import { someAgreement, someStory } from './arbitrary-case.js';
import { SOME_ALONE } from './arbitrary-alone.js';
import { someSip } from './arbitrary-sip.js';

const STORIES = 2_000;
/** Some hundred thousand facts are judged. */
const PATIENCE_MS = 600_000;
const drawn = { numRuns: STORIES, seed: PROPERTY_SEED };

describe('the arbitrary histories', () => {
  it(
    'hold every type of fact',
    () => {
      const stories: readonly { readonly facts: readonly { readonly type: string }[] }[] = [
        ...fc.sample(someStory, drawn),
        ...fc.sample(someAgreement, drawn),
        ...fc.sample(someSip, drawn),
        ...Object.values(SOME_ALONE).flatMap((some) =>
          fc.sample<{ readonly facts: readonly { readonly type: string }[] }>(some, drawn),
        ),
      ];
      const facts = stories.flatMap((story) => [...new Set(story.facts.map(({ type }) => type))]);
      const storiesWith = Object.keys(FACT_ENTRIES).map(
        (type) => [type, facts.filter((other) => other === type).length] as const,
      );
      expect(storiesWith.filter(([, stories]) => stories === 0)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it('are of some length', () => {
    const lengths = fc.sample(someStory, drawn).map(({ facts }) => facts.length);
    expect(lengths.reduce((sum, length) => sum + length, 0) / STORIES).toBeGreaterThan(8);
  });
});
