/** What holds of any deviation whatever: whose word it is by, when, in whatever order it came, and wherever it stands. */
import fc from 'fast-check';
import {
  assess,
  assessDeviation,
  deviationShownOn,
  deviationsIn,
  storyOf,
  type DeviationView,
  type JudgedDeviation,
} from '#domain';
import { dalarna, day, name, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { always } from '../../../../test/support/always.js';
import { reordered, someDay, someDeviations } from '../../../../test/support/arbitrary-case.js';
import { byItself } from '../../../../test/support/deviations.js';
import { isWordOf } from './concerned.js';
import { deviationReading } from './reading.js';

const LABELS = ['1', '2'];

const judged = (facts: CaseBuilder['facts'], story: CaseBuilder, asOf: string) =>
  assess({ ...story.theCase, facts }, dalarna(), day(asOf), name);

/** Everything that is told of the deviations of a case. */
const told = (story: CaseBuilder, asOf: string, facts = story.facts) => {
  const { deviations, responsibility } = judged(facts, story, asOf);
  return { deviations, areas: responsibility?.areas };
};

const shown = ({ summary }: JudgedDeviation, asOf: string): DeviationView => deviationShownOn(summary, day(asOf));

/** What tells of a deviation, and is no word of its own party's on how it is handled. */
const NO_WORD: ReadonlySet<string> = new Set(['deviation.reported', 'deviation.annulled']);

describe('any deviation', () => {
  it('is closed by the word of each whom it concerns, and no party speaks for another (A-107)', () => {
    always(
      fc.property(someDeviations, someDay, (story, asOf) => {
        for (const { summary } of judged(story.facts, story, asOf).deviations) {
          for (const side of summary.concerns) {
            // Without all that the side itself has said but its report, and what it has taken back.
            const silent = story.facts.filter(
              ({ type, meta }) => !isWordOf(meta.party, side) || !type.startsWith('deviation.') || NO_WORD.has(type),
            );
            const without = judged(silent, story, asOf).deviations.find(
              (one) => one.summary.deviationId === summary.deviationId,
            );
            expect(without?.summary.confirmedBy ?? []).not.toContain(side);
            expect(without?.summary.closedOn).toBeUndefined();
            expect(without?.temporary ?? []).toEqual([]);
          }
        }
      }),
    );
  });

  it('has a division in force only from the last word of those whom it concerns (A-108)', () => {
    always(
      fc.property(someDeviations, someDay, (story, asOf) => {
        const read = storyOf(story.theCase, dalarna(), asOf, name);
        for (const deviation of deviationsIn(read, () => read)) {
          if (deviation.isAnnulled) continue;
          for (const { proposed, confirmedBy, inForceOn } of deviationReading(deviation).splits) {
            if (inForceOn === null) continue;
            const words = [proposed, ...confirmedBy].map(({ meta }) => meta);
            for (const side of deviation.sides) expect(words.some(({ party }) => isWordOf(party, side))).toBe(true);
            const last =
              confirmedBy
                .map(({ meta }) => meta.saidOn)
                .sort()
                .at(-1) ?? proposed.meta.saidOn;
            expect(inForceOn).toBe(last);
          }
        }
      }),
    );
  });

  it('is the same in whatever order it was told', () => {
    always(
      fc.property(someDeviations, someDay, fc.array(fc.nat(), { maxLength: 41 }), (story, asOf, seed) => {
        expect(told(story, asOf, reordered(story, seed))).toEqual(told(story, asOf));
      }),
    );
  });

  it('was on a day what it was, whatever happens after it', () => {
    always(
      fc.property(someDeviations, someDay, (story, asOf) => {
        const last = story.facts.at(-1);
        if (!last || last.meta.corrects !== undefined || last.type.endsWith('.annulled')) return;
        const before = story.facts.slice(0, -1);
        const own =
          'on' in last.data ? last.data.on : 'occurredOn' in last.data ? last.data.occurredOn : last.meta.saidOn;
        if (own <= asOf || last.meta.saidOn <= asOf) return;
        expect(told(story, asOf)).toEqual(told(story, asOf, before));
      }),
    );
  });

  it('is the same with its placement and by itself, but for who may report it and what judges it', () => {
    always(
      fc.property(someDeviations, someDay, (story, asOf) => {
        for (const label of LABELS) {
          const own = byItself(story, label);
          const alone = assessDeviation(own, day(asOf)).deviation;
          const bound = judged(story.facts, story, asOf).deviations.find(
            ({ summary }) => summary.deviationId === own.deviationId,
          );
          const { placementId: _where, why: _by, ...inCase } = bound ? shown(bound, asOf) : ({} as DeviationView);
          const { why: _alone, ...byIt } = alone ? deviationShownOn(alone, day(asOf)) : ({} as DeviationView);
          expect(byIt).toEqual(inCase);
        }
      }),
    );
  });

  it('is closed, and divided for a time, now and then, so that the above says something', () => {
    const all = fc
      .sample(someDeviations, { numRuns: 200, seed: 7 })
      .flatMap((story) => judged(story.facts, story, '2031-12-31').deviations);
    expect(all.filter(({ summary }) => summary.status === 'closed').length).toBeGreaterThan(10);
    expect(all.filter(({ summary }) => summary.temporary.some(({ from }) => from)).length).toBeGreaterThan(10);
  });
});
