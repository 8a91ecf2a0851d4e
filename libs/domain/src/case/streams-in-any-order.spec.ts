import fc from 'fast-check';
import { streamNamed, type Assessment, type Day } from '#domain';
import { always } from '../../../../test/support/always.js';
import { permuted, someDay } from '../../../../test/support/arbitrary-case.js';
import { whole } from '../../../../test/support/assessed.js';
import { someStreams, type SomeStreams } from '../../../../test/support/arbitrary-streams.js';
import { assessedTogether, type ToldIn } from '../../../../test/support/told-streams.js';

const someOrder = fc.array(fc.nat(), { minLength: 97, maxLength: 97 });

/** All that is told of every stream, but when the clock looks next; by the streams' names. */
const shown = (told: readonly ToldIn[], asOf: Day): readonly (readonly [string, object])[] =>
  [...assessedTogether(told, asOf)]
    .map(([stream, assessment]) => [stream, viewsOf(assessment)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

function viewsOf(assessment: Assessment): object {
  const asked = 'responsibility' in assessment ? whole(assessment) : assessment;
  const { turningDays: _clock, turningDaysByBirth: _too, ...views } = asked;
  return views;
}

const ofCase = ({ story, told }: SomeStreams, asOf: Day): Assessment<'case'> =>
  assessedTogether(told, asOf).get(streamNamed('case', story.placementId)) as Assessment<'case'>;

describe('a case, its SIPs, its agreement, a deviation of its own, a discharge and a concern', () => {
  it('are the same in whatever order their facts were accepted, across streams too', () => {
    always(
      fc.property(someStreams, someDay, someOrder, ({ told }, asOf, seed) => {
        expect(shown(permuted(told, seed), asOf)).toEqual(shown(told, asOf));
      }),
    );
  });

  it('are the same whichever stream was told first', () => {
    always(
      fc.property(someStreams, someDay, ({ told }, asOf) => {
        const streams = [...new Set(told.map(({ stream }) => stream))];
        const lastFirst = streams.toReversed().flatMap((one) => told.filter(({ stream }) => stream === one));
        expect(shown(lastFirst, asOf)).toEqual(shown(told, asOf));
      }),
    );
  });

  it('read each other often enough that the above says something', () => {
    const far = '2026-12-31' as Day;
    const some = fc.sample(someStreams, { numRuns: 150, seed: 7 });
    const found = some.map((one) => ofCase(one, far).findings);
    const bySip = found.flat().filter(({ why }) => why.readFrom?.some(({ stream }) => stream.startsWith('sip-')));
    const judged = found.filter((findings) => findings.some(({ why }) => why.agreement !== null));
    expect(bySip.length).toBeGreaterThan(10);
    expect(judged.length).toBeGreaterThan(10);
    expect(some.filter(({ sips }) => sips.length > 1).length).toBeGreaterThan(30);
    const discharges = some.flatMap(({ discharge, told }) => {
      const assessment = assessedTogether(told, far).get(streamNamed('discharge', discharge.dischargeId));
      return assessment?.findings ?? [];
    });
    expect(discharges.some(({ why }) => why.agreement !== null)).toBe(true);
    expect(discharges.some(({ why }) => why.agreement === null)).toBe(true);
  });
});
