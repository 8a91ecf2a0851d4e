/** Decision B17 and the promise of `knownAt`: a list as it was known is the list of a hub that was stopped there. */
import fc from 'fast-check';
import { memoryLog, type Position } from '#event-log';
import { always } from '../../../../test/support/always.js';
import { someStreams, type SomeStreams } from '../../../../test/support/arbitrary-streams.js';
import { aCase, PLACING_PARTY } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { eyesOf, openSpecViews, type SpecViews } from '../../../../test/support/open-views.js';
import { eventsOf, type WireEvent } from '../../../../test/support/wire-events.js';
import { LIST_NAMES, type ListName } from '../lists/lists.js';
import { answerPastList, makePastList, pastListAsked } from './past-list.js';

type Words = Readonly<Partial<Record<'party' | 'asOf', string>>>;

/** In CI; `HVB_RUNS=100 npm run spec -- apps/projector/src/past-lists` tries a hundred. */
const STORIES = 2;
const MS_MAX = 3_600_000;
/** A day before anything, one in the midst and one when all is over. */
const DAYS = ['2026-01-01', '2026-02-15', '2031-01-01'];
const QUESTIONS: readonly Words[] = [...DAYS.map((asOf) => ({ asOf })), { asOf: '2026-02-15', party: PLACING_PARTY }];
const PAGE = 3;

const inOrder = ({ story, sips, discharge }: SomeStreams): readonly WireEvent[] =>
  [story, aCase('Another').emergency().started('2026-01-15'), ...sips, discharge]
    .flatMap((one) => eventsOf(one))
    .sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));

/** All pages of it, few rows on each. */
async function known(
  { parts }: SpecViews,
  who: string,
  list: ListName,
  { knownAt, asOf, ...narrowed }: Words & { readonly knownAt: Position },
): Promise<readonly unknown[]> {
  const deps = { ...parts, slices: { rest: () => Promise.resolve() } };
  const asked = await pastListAsked(deps, { list, knownAt, narrowed, ...(asOf === undefined ? {} : { asOf }) });
  const eyes = eyesOf(who);
  const progress = { report: () => undefined, signal: new AbortController().signal };
  const made = await makePastList(deps, asked, { caller: eyes.caller, progress });
  const items: unknown[] = [];
  for (let after: string | null = '0'; after !== null;) {
    const page: Awaited<ReturnType<typeof answerPastList>> = await answerPastList(
      ...([deps, made, { after: Number(after), limit: PAGE }, eyes] as const),
    );
    expect(page.asOfPosition).toBe(knownAt);
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

describe('a list as it was known', () => {
  it(
    'is at every position the list of a hub that was stopped there, as of any day, by any word, page by page',
    async () => {
      const seen = { stories: 0, positions: 0, lists: 0, rows: 0 };
      await always(
        fc.asyncProperty(someStreams, async (streams) => {
          const hub: SpecHub = await openSpecHub({ startAt: '2025-01-01T08:00:00.000Z' });
          await hub.tell(inOrder(streams));
          const { events } = await hub.log.readAll(hub.log.start, { limit: 1_000 });
          const now = await openSpecViews(hub);
          const log = memoryLog();
          const stopped = await openSpecViews({ ...hub, log });
          await now.rows.all();
          seen.stories += 1;
          for (const { stream, revision, position, ...event } of events) {
            await log.append(stream, [event], revision - 1);
            await stopped.rows.all();
            seen.positions += 1;
            // One question of each list at a position; after four positions each has been asked all four.
            for (const [at, list] of LIST_NAMES.entries()) {
              const words = QUESTIONS[(seen.positions + at) % QUESTIONS.length]!;
              const there = await stopped.list('auditor', list, { ...words, limit: '1000' });
              const then = await known(now, 'auditor', list, { ...words, knownAt: position });
              expect([position, list, words, then]).toEqual([position, list, words, there.items]);
              seen.lists += 1;
              seen.rows += then.length;
            }
          }
          await Promise.all([now.rows.stop(), stopped.rows.stop()]);
          await hub.close();
        }),
        { numRuns: STORIES },
      );
      if (process.env['HVB_RUNS'] !== undefined) process.stdout.write(`${JSON.stringify(seen)}\n`);
      expect(seen.stories).toBeGreaterThanOrEqual(STORIES);
      expect(seen.rows).toBeGreaterThan(seen.positions);
    },
    MS_MAX,
  );
});
