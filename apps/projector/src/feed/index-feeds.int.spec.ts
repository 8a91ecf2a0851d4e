import fc from 'fast-check';
import { join } from 'node:path';
import { bearing, memoryBearingIndex, streamCache } from '#cases';
import { type PartyId } from '#domain';
import { ofSubjects, type EventLog, type Position } from '#event-log';
import { CheckpointMoved, type FollowTarget } from '#follow';
import { always } from '../../../../test/support/always.js';
import { PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { openSpecHub, type SpecHub } from '../../../../test/support/open-hub.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { toldAgreement, toldOfEveryKind } from '../../../../test/support/told-case.js';
import { dalarnaEvents, type WireEvent } from '../../../../test/support/wire-events.js';
import { nameOfThings } from '../views/names.js';
import { type FeedEntry, type FeedIndex } from './feed-index.port.js';
import { sqliteFeedIndex } from './feed-index.sqlite.js';
import { indexFeeds, toldAgain } from './index-feeds.js';
import { MEMBERSHIP_VERSION, membershipOf } from './membership.js';

const RUNS = 12;
const PAGE_MAX = 10_000;
/** Who is named nowhere, and reached as a part of who is. */
const NAMND = 'kommun-2080.aldrenamnden' as PartyId;
const UNIT = 'region-20.bup' as PartyId;

/** What happens next: something is told, a follower takes a few events, a follower ends and another takes its place, or somebody asks for a feed. */
const someStep = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('tell' as const), stream: fc.nat(99) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('follow' as const),
      who: fc.nat(1),
      events: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), who: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('ask' as const), party: fc.constantFrom(NAMND, UNIT) }) },
);
type Step = typeof someStep extends fc.Arbitrary<infer Value> ? Value : never;

/** A follower by hand: what it has read, and that it begins anew where another has moved the checkpoint. */
interface Follows {
  target: FollowTarget | null;
  at: Position;
  /** What it has read and not yet applied. */
  readonly moved: { count: number };
}

interface World {
  readonly hub: SpecHub;
  readonly index: FeedIndex;
  /** What is left to tell, by stream. */
  readonly streams: readonly WireEvent[][];
  readonly two: readonly Follows[];
}

async function take(step: Step, { hub, index, streams, two }: World): Promise<void> {
  switch (step.kind) {
    case 'tell': {
      const open = streams.filter(({ length }) => length > 0);
      const event = open[step.stream % Math.max(1, open.length)]?.shift();
      if (event) await hub.tell([event]);
      return;
    }
    case 'follow':
      await takeSome(two[step.who]!, hub, index, step.events);
      return;
    case 'restart':
      two[step.who]!.target = null;
      return;
    case 'ask':
      await index.begin(step.party, hub.log.start);
  }
}

const depsOf = ({ log, keys }: SpecHub) => ({
  ...{ log, cache: streamCache({ log, keys }), name: nameOfThings },
  bearing: bearing({ log, keys, index: memoryBearingIndex() }),
});

async function takeSome(follows: Follows, hub: SpecHub, index: FeedIndex, limit: number): Promise<boolean> {
  if (!follows.target) {
    follows.target = indexFeeds({ ...depsOf(hub), index });
    follows.at = (await follows.target.checkpoint()) ?? hub.log.start;
  }
  const page = await hub.log.readAll(follows.at, { limit });
  if (page.next === follows.at) return false;
  try {
    await follows.target.apply(ofSubjects(page.events), page.next);
    follows.at = page.next;
  } catch (error) {
    if (!(error instanceof CheckpointMoved)) throw error;
    follows.moved.count += 1;
    follows.target = null;
  }
  return true;
}

async function everyFeed(index: FeedIndex): Promise<ReadonlyMap<PartyId, readonly FeedEntry[]>> {
  const feeds = await index.feeds();
  const pages = feeds.map(async ({ party }) => [party, await index.page(party, 0, PAGE_MAX)] as const);
  return new Map(await Promise.all(pages));
}

/** The same told again, whole, by the version that each entry says. */
async function recomputed(hub: SpecHub, index: FeedIndex): Promise<readonly string[]> {
  const { log } = hub;
  const { events, next } = await log.readAll(log.start, { limit: PAGE_MAX });
  const batch = { events: ofSubjects(events), upTo: next, feeds: await index.feeds(), after: log.start };
  const entries = await toldAgain(depsOf(hub), MEMBERSHIP_VERSION, batch);
  return entries.map(({ party, position }) => `${party} ${position}`).sort();
}

/** Each entry names the one before of its stream. */
function expectChained(entries: readonly FeedEntry[]): void {
  const last = new Map<string, number>();
  for (const { stream, sequence, previous } of entries) {
    expect(previous).toBe(last.get(stream) ?? null);
    last.set(stream, sequence);
  }
}

function expectInOrder(entries: readonly FeedEntry[], log: Pick<EventLog, 'compare'>): void {
  const positions = entries.map(({ position }) => position);
  expect([...new Set(positions)].sort((a, b) => log.compare(a, b))).toEqual(positions);
}

describe('the index of the feeds', () => {
  it('numbers each feed from 1 unbroken, each event once and in order, as its membership tells it again: over all kinds of events, restarts, two who follow and parties that ask (A9)', async () => {
    const contended: number[] = [];
    await always(
      fc.asyncProperty(fc.array(someStep, { minLength: 60, maxLength: 120 }), async (steps: readonly Step[]) => {
        const hub = await openSpecHub();
        const index = sqliteFeedIndex(join(temporaryFolder(), 'feed-index.db'));
        const streams: WireEvent[][] = [...toldOfEveryKind('F1'), ...toldOfEveryKind('F2'), toldAgreement('F3')].map(
          (events) => [...events],
        );
        const two: Follows[] = [0, 1].map(() => ({ target: null, at: hub.log.start, moved: { count: 0 } }));
        await hub.tell(dalarnaEvents());
        for (const step of steps) await take(step, { hub, index, streams, two });
        while (await takeSome(two[0]!, hub, index, 50));
        contended.push(two[0]!.moved.count + two[1]!.moved.count);
        const feeds = await everyFeed(index);
        for (const [party, entries] of feeds) {
          expect([party, entries.map(({ sequence }) => sequence)]).toEqual([party, entries.map((_one, at) => at + 1)]);
          expectChained(entries);
          expectInOrder(entries, hub.log);
        }
        const all = [...feeds.values()].flat();
        expect(all.map(({ party, position }) => `${party} ${position}`).sort()).toEqual(await recomputed(hub, index));
        expect(all.length).toBeGreaterThan(0);
        await index.close();
        await hub.close();
      }),
      { numRuns: RUNS },
    );
    // That two contend is tried, and not only meant.
    expect(Math.max(...contended)).toBeGreaterThan(0);
  });

  it('is the same, number by number, whatever was taken at a time', async () => {
    const hub = await openSpecHub();
    await hub.tell([...dalarnaEvents(), ...toldOfEveryKind('F1').flat()]);
    const feeds: (readonly FeedEntry[])[] = [];
    for (const limit of [1, 7, 500]) {
      const index = sqliteFeedIndex(join(temporaryFolder(), 'feed-index.db'));
      const follows: Follows = { target: null, at: hub.log.start, moved: { count: 0 } };
      while (await takeSome(follows, hub, index, limit));
      feeds.push([...(await everyFeed(index)).values()].flat());
      await index.close();
    }
    expect(feeds[1]).toEqual(feeds[0]);
    expect(feeds[2]).toEqual(feeds[0]);
    const parties = new Set((feeds[0] ?? []).map(({ party }) => party));
    expect([...parties]).toEqual(expect.arrayContaining([PLACING_PARTY, REGION]));
    await hub.close();
  });

  it('knows no version of the membership but its own, so that an earlier program writes nothing after a later one', () => {
    expect(() => membershipOf(MEMBERSHIP_VERSION + 1)).toThrow('who is told of what is not known by version 2');
    expect(() => membershipOf(0)).toThrow(RangeError);
  });
});
