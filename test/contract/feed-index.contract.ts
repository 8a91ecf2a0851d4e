/** What every index of the parties' feeds must do. */
import { type PartyId, type StreamName } from '#domain';
import { type Position } from '#event-log';
import {
  type FeedBatch,
  type FeedEntry,
  type FeedIndex,
  type NewFeedEntry,
} from '../../apps/projector/src/feed/feed-index.port.js';
import { CheckpointMoved } from '#follow';

const REGION = 'region-20' as PartyId;
const KOMMUN = 'kommun-2080.socialnamnden' as PartyId;
const UNIT = 'region-20.bup' as PartyId;
const CASE: StreamName = 'case-1';
const OTHER: StreamName = 'case-2';
const START = at(0);

function at(n: number): Position {
  return String(n) as Position;
}

const entry = (party: PartyId, n: number, stream: StreamName = CASE): NewFeedEntry => ({
  ...{ party, stream, position: at(n), revision: n },
});

const batch = (next: number, entries: readonly NewFeedEntry[], more: Partial<FeedBatch> = {}): FeedBatch => ({
  ...{ before: null, after: START, next: at(next), version: 1, feeds: 0, begun: [], entries },
  ...more,
});

const begunBy = (...parties: readonly PartyId[]): Pick<FeedBatch, 'begun'> => ({
  begun: parties.map((party) => ({ party, after: START })),
});

/** What an entry became: its number, and that of the one before of its stream. */
const numbersOf = (entries: readonly FeedEntry[]): readonly unknown[] =>
  entries.map(({ sequence, previous, position }) => [sequence, previous, position]);

export function feedIndexContract(open: () => Promise<FeedIndex>): void {
  let index: FeedIndex;
  beforeEach(async () => {
    index = await open();
  });
  afterEach(async () => {
    await index.close();
  });

  it('is empty before anything is committed', async () => {
    expect(await index.checkpoint()).toBeNull();
    expect(await index.feeds()).toEqual([]);
    expect(await index.page(REGION, 0, 10)).toEqual([]);
    expect(await index.last([REGION])).toEqual(new Map([[REGION, 0]]));
    expect(await index.versions()).toEqual([]);
  });

  it('numbers each feed from 1 without a gap, and names the entry before of the same case (A9)', async () => {
    const first = [entry(REGION, 1), entry(KOMMUN, 1), entry(REGION, 2, OTHER), entry(REGION, 3)];
    expect(await index.commit(batch(3, first, begunBy(REGION, KOMMUN)))).toBe(true);
    const second = [entry(REGION, 4, OTHER), entry(KOMMUN, 5)];
    expect(await index.commit(batch(5, second, { before: at(3), after: at(3), feeds: 2 }))).toBe(true);
    expect(numbersOf(await index.page(REGION, 0, 10))).toEqual([
      [1, null, '1'],
      [2, null, '2'],
      [3, 1, '3'],
      [4, 2, '4'],
    ]);
    expect(numbersOf(await index.page(KOMMUN, 0, 10))).toEqual([
      [1, null, '1'],
      [2, 1, '5'],
    ]);
    expect(await index.last([REGION, KOMMUN, UNIT])).toEqual(
      new Map([
        [REGION, 4],
        [KOMMUN, 2],
        [UNIT, 0],
      ]),
    );
    expect(await index.checkpoint()).toBe('5');
  });

  it('gives an entry whole, with the version of the membership by which it stands there', async () => {
    await index.commit(batch(7, [entry(REGION, 7)], begunBy(REGION)));
    expect(await index.page(REGION, 0, 1)).toEqual([
      { party: REGION, sequence: 1, previous: null, position: '7', stream: CASE, revision: 7, version: 1 },
    ]);
  });

  it('gives a page after any number, of at most so many', async () => {
    const entries = [1, 2, 3, 4, 5].map((n) => entry(REGION, n));
    await index.commit(batch(5, entries, begunBy(REGION)));
    const numbers = async (after: number, limit: number) =>
      (await index.page(REGION, after, limit)).map(({ sequence }) => sequence);
    expect(await numbers(0, 2)).toEqual([1, 2]);
    expect(await numbers(2, 2)).toEqual([3, 4]);
    expect(await numbers(4, 2)).toEqual([5]);
    expect(await numbers(5, 2)).toEqual([]);
    expect(await numbers(9, 2)).toEqual([]);
  });

  it('finds the entries of events in all feeds', async () => {
    const entries = [entry(REGION, 1), entry(KOMMUN, 1), entry(REGION, 2), entry(KOMMUN, 3)];
    await index.commit(batch(3, entries, begunBy(REGION, KOMMUN)));
    const found = await index.of([at(1), at(3)]);
    expect(found.map(({ party, sequence }) => [party, sequence])).toEqual([
      [KOMMUN, 1],
      [KOMMUN, 2],
      [REGION, 1],
    ]);
    expect(await index.of([])).toEqual([]);
  });

  it('writes nothing where its checkpoint is another’s, however often it is tried', async () => {
    await index.commit(batch(3, [entry(REGION, 1)], begunBy(REGION)));
    const late = batch(4, [entry(REGION, 2)], { feeds: 1 });
    await expect(index.commit(late)).rejects.toThrow(CheckpointMoved);
    await expect(index.commit({ ...late, before: at(2) })).rejects.toThrow(CheckpointMoved);
    expect(await index.checkpoint()).toBe('3');
    expect(numbersOf(await index.page(REGION, 0, 10))).toEqual([[1, null, '1']]);
  });

  it('begins the feed of who asks for one after what has been committed, once', async () => {
    await index.begin(KOMMUN, START);
    await index.commit(batch(3, [entry(REGION, 2)], { feeds: 1, begun: [{ party: REGION, after: at(1) }] }));
    await index.begin(UNIT, START);
    await index.begin(UNIT, START);
    await index.begin(REGION, START);
    expect(await index.feeds()).toEqual([
      { party: KOMMUN, after: START },
      { party: REGION, after: '1' },
      { party: UNIT, after: '3' },
    ]);
  });

  it('does not commit past a feed that has been begun meanwhile', async () => {
    await index.commit(batch(1, [entry(REGION, 1)], begunBy(REGION)));
    await index.begin(UNIT, START);
    const next = batch(2, [entry(REGION, 2)], { before: at(1), after: at(1), feeds: 1 });
    expect(await index.commit(next)).toBe(false);
    expect([await index.checkpoint(), (await index.page(REGION, 0, 9)).length]).toEqual(['1', 1]);
    expect(await index.commit({ ...next, feeds: 2, entries: [entry(REGION, 2), entry(UNIT, 2)] })).toBe(true);
    expect(numbersOf(await index.page(UNIT, 0, 9))).toEqual([[1, null, '2']]);
  });

  it('keeps from where each version of the membership counts, and takes nothing from an earlier one after it', async () => {
    await index.commit(batch(2, [entry(REGION, 1)], begunBy(REGION)));
    const next = { before: at(2), after: at(2), feeds: 1 };
    await index.commit(batch(4, [entry(REGION, 3)], { ...next, version: 2 }));
    expect(await index.versions()).toEqual([
      { version: 1, after: START },
      { version: 2, after: '2' },
    ]);
    const back = batch(5, [entry(REGION, 5)], { ...next, before: at(4), after: at(4), version: 1 });
    await expect(index.commit(back)).rejects.toThrow('version 2 of the membership counts already, not 1');
    expect((await index.page(REGION, 0, 9)).map(({ version }) => version)).toEqual([1, 2]);
    expect(await index.checkpoint()).toBe('4');
  });

  it('gives no number twice to one event in one feed', async () => {
    await index.commit(batch(2, [entry(REGION, 1)], begunBy(REGION)));
    const again = batch(3, [entry(REGION, 1)], { before: at(2), after: at(2), feeds: 1 });
    // What the store throws is its client's own, and of another realm than a spec's errors.
    const outcome = await index.commit(again).then(
      () => 'kept',
      () => 'refused',
    );
    expect(outcome).toBe('refused');
    expect([await index.checkpoint(), (await index.page(REGION, 0, 9)).length]).toEqual(['2', 1]);
  });
}
