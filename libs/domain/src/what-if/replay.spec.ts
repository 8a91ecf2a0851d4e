import { bearsOf, heedsOf, surroundingsOf } from '#domain';
import fc from 'fast-check';
import { always } from '../../../../test/support/always.js';
import { someStreams } from '../../../../test/support/arbitrary-streams.js';
import { answerOn, emergency, late, ofCase, readOf } from '../../../../test/support/asked-what-if.js';
import { type ToldIn } from '../../../../test/support/told-streams.js';

describe('a history', () => {
  it('ends with the day that is asked about: what was recorded later is left out, and no later day comes', () => {
    const { differences } = ofCase(late, { settings: { emergencyMonths: 3 } }, { until: '2026-01-14' });
    expect(differences).toEqual([]);
    const on = (until: string) =>
      ofCase(late, { settings: { emergencyMonths: 3 } }, { until }).differences.map(({ fact }) => fact.type);
    expect(on('2026-01-15')).toEqual(['placement.started']);
    expect(on('2026-03-24')).toEqual(['placement.started']);
    expect(on('2026-03-25')).toEqual(['placement.started', 'costAllocation.approved']);
  });

  it('holds nothing against other terms that its own would refuse as well: what was taken was taken', () => {
    // Ended before it began: no law takes that today.
    const odd = emergency.ended('2026-01-01', {}, { at: '2026-02-01' });
    const { differences } = ofCase(odd, { settings: { reminderDays: [5] } }, { until: '2026-02-10' });
    expect(differences).toEqual([]);
  });

  /** Each stream of what is told, with what bears on it. */
  const histories = (told: readonly ToldIn[]) => {
    const streams = [...new Set(told.map(({ stream }) => stream))];
    const reads = streams.map((stream) =>
      readOf(
        stream,
        told
          .filter((one) => one.stream === stream)
          .map(({ fact }, revision) => ({ ...fact, meta: { ...fact.meta, revision } })),
      ),
    );
    return reads.map((read) => {
      const heeded = new Set(heedsOf(read));
      const bearers = reads.filter(({ category, facts }) =>
        bearsOf(category, facts as never).some((borne) => heeded.has(borne)),
      );
      return { read, surroundings: surroundingsOf(bearers as never) };
    });
  };

  it('of any kind, told anew under the very same terms, differs in nothing', () => {
    always(
      fc.property(someStreams, ({ told }) => {
        for (const { read, surroundings } of histories(told)) {
          const answer = answerOn(read, { settings: {} }, { until: '2026-12-31', surroundings });
          if ('lacks' in answer) expect(answer).toEqual({ lacks: 'rulePack' });
          else expect(answer).toMatchObject({ differences: [], saidOnlyInBase: [], saidOnlyInOther: [], costs: null });
        }
      }),
      { numRuns: 8 },
    );
  });
});
