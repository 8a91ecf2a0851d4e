/** What every index of what is due must do; each adapter's spec binds it in a few lines. */
import { type StreamName } from '#contracts';
import { type Day, type PartyId } from '#domain';
import { type Position } from '#event-log';
import { CheckpointMoved } from '#follow';
import { type DueIndex } from '#hub';
import { type Outlook } from '../../apps/hub/src/judge/judge.js';

const stream = (n: number): StreamName => `case-${n}`;
const day = (text: string): Day => text as Day;
const at = (text: string): Position => text as Position;
const KOMMUN = 'kommun-2080.socialnamnden' as PartyId;
const OTHER_NAMND = 'kommun-2080.aldrenamnden' as PartyId;
const OTHER_KOMMUN = 'kommun-2081' as PartyId;

const outlook = (n: number, nextOn: string | null, more: Partial<Outlook> = {}): Outlook => ({
  ...{ stream: stream(n), revision: 5, heeds: [], surroundedBy: '', unsaid: false, placingParty: KOMMUN },
  ...{ nextOn: nextOn as Day | null },
  ...more,
});

export function dueIndexContract(make: () => Promise<DueIndex>): void {
  let index: DueIndex;
  beforeEach(async () => (index = await make()));
  afterEach(() => index.close());
  const batch = (
    before: string | null,
    next: string,
    outlooks: readonly Outlook[],
    movedFor: readonly PartyId[] = [],
  ) => index.commit({ before: before as Position | null, next: at(next), outlooks, movedFor });
  const queuedStreams = async () => (await index.queued(10)).map((one) => one.stream);

  it('gives what is due by a day, the earliest first, and the next day on which something is', async () => {
    await batch(null, '1', [
      outlook(3, '2026-03-02'),
      outlook(1, '2026-03-02'),
      outlook(2, '2026-03-01'),
      outlook(4, null),
    ]);
    expect(await index.dueBy(day('2026-03-01'), 10)).toEqual([stream(2)]);
    expect(await index.dueBy(day('2026-03-02'), 10)).toEqual([stream(2), stream(1), stream(3)]);
    expect(await index.dueBy(day('2026-03-02'), 2)).toEqual([stream(2), stream(1)]);
    expect(await index.firstDayAfter(day('2026-03-01'))).toBe('2026-03-02');
    expect(await index.firstDayAfter(day('2026-03-02'))).toBeNull();
    expect(await index.sizes()).toEqual({ due: 3, queued: 0 });
  });

  it('keeps of a stream what is known of its latest revision', async () => {
    await batch(null, '1', [outlook(1, '2026-03-01')]);
    await index.keep([outlook(1, '2026-04-01', { revision: 6 }), outlook(2, '2026-04-01')]);
    await batch('1', '2', [outlook(1, '2026-03-01')]);
    expect(await index.dueBy(day('2026-12-31'), 10)).toEqual([stream(1), stream(2)]);
    expect(await index.firstDayAfter(day('2026-01-01'))).toBe('2026-04-01');
    await index.keep([]);
  });

  it('moves its checkpoint with what it keeps, and for one follower alone', async () => {
    expect(await index.checkpoint()).toBeNull();
    await batch(null, '7', [outlook(1, '2026-03-01')]);
    expect(await index.checkpoint()).toBe('7');
    await expect(batch(null, '9', [outlook(2, '2026-03-01')], [KOMMUN])).rejects.toThrow(CheckpointMoved);
    await expect(batch('6', '9', [outlook(2, '2026-03-01')], [KOMMUN])).rejects.toThrow(CheckpointMoved);
    expect(await index.checkpoint()).toBe('7');
    expect(await index.sizes()).toEqual({ due: 1, queued: 0 });
  });

  it('queues the cases of a kommun, whichever nämnd has them, when an agreement of it moves', async () => {
    await batch(null, '1', [
      outlook(1, null),
      outlook(2, null, { placingParty: OTHER_NAMND }),
      outlook(3, null, { placingParty: OTHER_KOMMUN }),
      outlook(4, null, { placingParty: null }),
    ]);
    await batch('1', '2', [], [OTHER_NAMND, KOMMUN]);
    expect((await queuedStreams()).sort()).toEqual([stream(1), stream(2)]);
  });

  it('queues what leaves something unsaid', async () => {
    await batch(null, '1', [outlook(1, null, { unsaid: true }), outlook(2, null)]);
    expect(await queuedStreams()).toEqual([stream(1)]);
  });

  it('takes a stream out of the queue, unless it was queued again since', async () => {
    await batch(null, '1', [outlook(1, null, { unsaid: true }), outlook(2, null, { unsaid: true })]);
    const taken = await index.queued(10);
    await batch('1', '2', [outlook(1, null, { unsaid: true, revision: 6 })]);
    await index.done(taken);
    expect(await queuedStreams()).toEqual([stream(1)]);
    await index.done(await index.queued(1));
    await index.done([]);
    expect(await queuedStreams()).toEqual([]);
  });
}
