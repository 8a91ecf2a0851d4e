/** Decision B20 and the promise of `knownAt`: what the hub knew then is what a hub would tell that was stopped there. */
import fc from 'fast-check';
import { STREAMS, type Uuid } from '#domain';
import { memoryLog, type RecordedEvent } from '#event-log';
import { always } from '../../../../test/support/always.js';
import { someStreams, type SomeStreams } from '../../../../test/support/arbitrary-streams.js';
import { REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';
import { ProblemError } from '#http';
import { type Asked } from '../views/asked.js';
import { type CaseView } from '../views/case-view.js';

/** In CI; `HVB_RUNS=50 npm run spec -- apps/projector/src/replay` tries a hundred. */
const STORIES = 2;
const MS_MAX = 3_600_000;
const VIEWS = STREAMS.case.views;
/** A day before anything, one in the midst and one when all is over. */
const DAYS = ['2026-01-01', '2026-02-15', '2031-01-01'];

const inOrder = ({ story, sips, discharge }: SomeStreams): readonly WireEvent[] =>
  [story, ...sips, discharge]
    .flatMap((one) => eventsOf(one))
    .sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));

async function told(streams: SomeStreams): Promise<{ hub: SpecHub; events: readonly RecordedEvent[] }> {
  const hub = await openSpecHub({ startAt: '2025-01-01T08:00:00.000Z' });
  await hub.tell(inOrder(streams));
  const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
  return { hub, events };
}

/** What is answered, or with which code it is refused. */
async function answer(views: SpecViews, who: string, asking: readonly [CaseView, Uuid, Asked]): Promise<unknown> {
  try {
    return await views.view(who, ...asking);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

describe('a view as it was known', () => {
  it(
    'is at every position the view of a hub that was stopped there, as of any day',
    async () => {
      const seen = { stories: 0, positions: 0, views: 0 };
      await always(
        fc.asyncProperty(someStreams, async (streams) => {
          const { hub, events } = await told(streams);
          const { placementId } = streams.story;
          const now = await openSpecViews(hub);
          const log = memoryLog();
          const stopped = await openSpecViews({ ...hub, log });
          seen.stories += 1;
          for (const { stream, revision, position, ...event } of events) {
            await log.append(stream, [event], revision - 1);
            expect(await log.head()).toBe(position);
            await stopped.rows.all();
            seen.positions += 1;
            for (const view of VIEWS)
              for (const asOf of DAYS) {
                const there = await answer(stopped, 'auditor', [view, placementId, { asOf }]);
                const known = await answer(now, 'auditor', [view, placementId, { asOf, knownAt: position }]);
                expect([position, view, asOf, known]).toEqual([position, view, asOf, there]);
                seen.views += 1;
              }
          }
          await Promise.all([now.rows.stop(), stopped.rows.stop()]);
          await hub.close();
        }),
        { numRuns: STORIES },
      );
      if (process.env['HVB_RUNS'] !== undefined) process.stdout.write(`${JSON.stringify(seen)}\n`);
      expect(seen.stories).toBeGreaterThanOrEqual(STORIES);
      expect(seen.positions).toBeGreaterThan(seen.stories);
    },
    MS_MAX,
  );

  it(
    'is never seen by more than the view of now is: who may not see the one is told nothing of the other (B20)',
    async () => {
      const parties = [REGION, 'region-21', 'kommun-2081', 'kommun-2080.socialnamnden'];
      await always(
        fc.asyncProperty(someStreams, fc.constantFrom(...parties), async (streams, party) => {
          const { hub, events } = await told(streams);
          const { placementId } = streams.story;
          const views = await openSpecViews(hub);
          await views.rows.all();
          for (const view of VIEWS) {
            const head = await answer(views, party, [view, placementId, {}]);
            for (const { position } of head === 'NotFound' ? events : [])
              expect(await answer(views, party, [view, placementId, { knownAt: position }])).toBe('NotFound');
          }
          await views.rows.stop();
          await hub.close();
        }),
        { numRuns: STORIES },
      );
    },
    MS_MAX,
  );
});
