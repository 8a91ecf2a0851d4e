/** What every store of subscriptions must do. */
import { type Instant, type PartyId, type StreamName, type Uuid } from '#domain';
import { type Delivery, type Subscription } from '../../apps/projector/src/webhooks/subscription.js';
import { type SubscriptionStore } from '../../apps/projector/src/webhooks/subscriptions.port.js';

const REGION = 'region-20' as PartyId;
const KOMMUN = 'kommun-2080.socialnamnden' as PartyId;
const ONE: StreamName = 'case-1';
const OTHER: StreamName = 'case-2';
const at = (minute: number): Instant => `2026-03-01T10:${String(minute).padStart(2, '0')}:00.000Z` as Instant;
const idOf = (n: number): Uuid => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as Uuid;

export const aSubscription = (n: number, more: Partial<Subscription> = {}): Subscription => ({
  ...{ id: idOf(n), party: REGION, url: `https://mottagare.example/${n}`, secrets: [{ secret: 'whsec_c2VjcmV0' }] },
  ...{ filter: {}, status: 'active', createdAt: at(0), through: 0, since: 0, checkAt: null, checksFailed: 0 },
  ...{ checkedAt: null, failingSince: null, notBefore: null, lastDeliveredAt: null, lastFailure: null },
  ...{ resends: 0, edition: 1 },
  ...more,
});

const entries = (...all: readonly (readonly [sequence: number, stream: StreamName])[]) =>
  all.map(([sequence, stream]) => ({ sequence, stream }));
const numbers = (all: readonly Delivery[]): readonly string[] =>
  all.map(({ sequence, resend, state, attempts }) => `${sequence}.${resend} ${state} ${attempts}`);
const same = (now: Subscription): Subscription => now;

export function subscriptionsContract(open: () => Promise<SubscriptionStore>): void {
  let store: SubscriptionStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const queued = (of: Uuid, [before, through, edition = 1]: readonly number[], all: ReturnType<typeof entries>) =>
    store.queue({ subscription: of, before: before ?? 0, through: through ?? 0, edition, entries: all, now: at(0) });
  const due = (now: Instant, ...ids: readonly Uuid[]) => store.due(ids, now, 100);
  const first = async (of: Uuid): Promise<Delivery> => {
    const [delivery] = await due(at(59), of);
    if (!delivery) throw new Error('nothing is due');
    return delivery;
  };

  it('gives a subscription back as it was kept, to its party alone', async () => {
    const kept = aSubscription(1, {
      filter: { regions: ['20'] },
      secrets: [{ secret: 'b' }, { secret: 'a', until: at(9) }],
    });
    expect(await store.add(kept)).toBe(true);
    expect(await store.add(aSubscription(2, { party: KOMMUN }))).toBe(true);
    expect(await store.get(REGION, idOf(1))).toEqual(kept);
    expect(await store.of(REGION)).toEqual([kept]);
    expect((await store.all()).map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
    expect(await store.get(KOMMUN, idOf(1))).toBeUndefined();
    expect(await store.get(REGION, 'no uuid')).toBeUndefined();
    expect(await store.remove(KOMMUN, idOf(1))).toBe(false);
    expect(await store.get(REGION, idOf(1))).toEqual(kept);
  });

  it('changes one as it is then, its address and secrets too; of one that is not there nothing', async () => {
    await store.add(aSubscription(1));
    const changed = await store.change(idOf(1), (now) => ({
      ...now,
      status: 'paused',
      lastFailure: { at: at(3), why: 'x' },
    }));
    expect(changed).toEqual(aSubscription(1, { status: 'paused', lastFailure: { at: at(3), why: 'x' } }));
    expect(await store.get(REGION, idOf(1))).toEqual(changed);
    const elsewhere = await store.change(idOf(1), (now) => ({
      ...now,
      url: 'https://annan.example/',
      secrets: [{ secret: 's' }],
    }));
    expect(await store.get(REGION, idOf(1))).toEqual(elsewhere);
    expect(elsewhere?.url).toBe('https://annan.example/');
    expect(await store.change(idOf(9), same)).toBeUndefined();
  });

  it('keeps a hundred of one party, and no more', async () => {
    for (let n = 1; n <= 100; n += 1) expect(await store.add(aSubscription(n))).toBe(true);
    expect(await store.add(aSubscription(101))).toBe(false);
    expect(await store.add(aSubscription(102, { party: KOMMUN }))).toBe(true);
    expect(await store.remove(REGION, idOf(7))).toBe(true);
    expect(await store.add(aSubscription(101))).toBe(true);
  });

  it('looks no entry twice: who comes from another number than it has been looked to does nothing', async () => {
    await store.add(aSubscription(1));
    expect(await queued(idOf(1), [0, 2], entries([1, ONE], [2, OTHER]))).toBe(true);
    expect(await queued(idOf(1), [0, 2], entries([1, ONE]))).toBe(false);
    expect(await queued(idOf(1), [2, 5, 2], entries([4, ONE]))).toBe(false);
    expect(await queued(idOf(1), [2, 5], entries([4, ONE]))).toBe(true);
    expect(await queued(idOf(9), [0, 2], entries([1, ONE]))).toBe(false);
    expect((await store.get(REGION, idOf(1)))?.through).toBe(5);
    expect(numbers(await store.deliveries(idOf(1), 0, 10))).toEqual([
      '1.0 waiting 0',
      '2.0 waiting 0',
      '4.0 waiting 0',
    ]);
    expect(numbers(await store.deliveries(idOf(1), 1, 1))).toEqual(['2.0 waiting 0']);
    expect(await store.standing(idOf(1))).toEqual({ waiting: 3, dead: 0, nextAt: at(0) });
  });

  it('has of each case the first due, others of the case not, whenever they are', async () => {
    await store.add(aSubscription(1));
    await store.add(aSubscription(2, { party: KOMMUN }));
    await queued(idOf(1), [0, 3], entries([1, ONE], [2, ONE], [3, OTHER]));
    await queued(idOf(2), [0, 1], entries([1, ONE]));
    expect((await due(at(0), idOf(1))).map(({ sequence }) => sequence)).toEqual([1, 3]);
    expect(await due(at(0), idOf(1), idOf(2))).toHaveLength(3);
    expect(await store.due([idOf(1)], at(0), 1)).toHaveLength(1);
    expect(await due(at(0))).toEqual([]);
    await store.settle(await first(idOf(1)), { kind: 'through' }, (now) => ({ ...now, lastDeliveredAt: at(1) }));
    expect((await due(at(0), idOf(1))).map(({ sequence }) => sequence)).toEqual([2, 3]);
    expect((await store.get(REGION, idOf(1)))?.lastDeliveredAt).toBe(at(1));
  });

  it('gives of one subscription so many at a time, so that the others have their turn', async () => {
    await store.add(aSubscription(1));
    const all = Array.from({ length: 12 }, (_, n) => [n + 1, `case-${n}` as StreamName] as const);
    await queued(idOf(1), [0, 12], entries(...all));
    expect((await due(at(0), idOf(1))).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('tries again at its time and holds only its own case meanwhile', async () => {
    await store.add(aSubscription(1));
    await queued(idOf(1), [0, 3], entries([1, ONE], [2, ONE], [3, OTHER]));
    const failure = { at: at(1), why: 'status 500' };
    const again = { kind: 'again', attempts: 1, nextAt: at(5), lastFailure: failure } as const;
    await store.settle(await first(idOf(1)), again, (now) => ({ ...now, failingSince: at(1) }));
    expect((await due(at(4), idOf(1))).map(({ sequence }) => sequence)).toEqual([3]);
    expect((await due(at(5), idOf(1)))[0]).toEqual({
      ...{ subscription: idOf(1), sequence: 1, stream: ONE, resend: 0, state: 'waiting', attempts: 1, nextAt: at(5) },
      lastFailure: failure,
    });
    expect((await store.get(REGION, idOf(1)))?.failingSince).toBe(at(1));
  });

  it('tells when something is tried next: of each case the first that waits, not what waits for that', async () => {
    await store.add(aSubscription(1));
    await queued(idOf(1), [0, 3], entries([1, ONE], [2, ONE], [3, OTHER]));
    const again = (minute: number) => ({ kind: 'again', attempts: 1, nextAt: at(minute), lastFailure: null }) as const;
    await store.settle(await first(idOf(1)), again(5), same);
    expect((await store.standing(idOf(1))).nextAt).toBe(at(0));
    const [, other] = await due(at(59), idOf(1));
    await store.settle(other!, again(7), same);
    expect(await store.standing(idOf(1))).toEqual({ waiting: 3, dead: 0, nextAt: at(5) });
    await store.settle(await first(idOf(1)), { kind: 'through' }, same);
    expect(await store.standing(idOf(1))).toEqual({ waiting: 2, dead: 0, nextAt: at(0) });
  });

  it('has all that waits tried now where it is told to', async () => {
    await store.add(aSubscription(1));
    await queued(idOf(1), [0, 2], entries([1, ONE], [2, OTHER]));
    await store.settle(await first(idOf(1)), { kind: 'again', attempts: 1, nextAt: at(9), lastFailure: null }, same);
    await store.hurry(idOf(1), at(3));
    expect((await due(at(3), idOf(1))).map(({ sequence, attempts, nextAt }) => [sequence, attempts, nextAt])).toEqual([
      [1, 1, at(3)],
      [2, 0, at(0)],
    ]);
  });

  it('settles nothing that is no longer as it was when it was tried', async () => {
    await store.add(aSubscription(1));
    await queued(idOf(1), [0, 1], entries([1, ONE]));
    const delivery = await first(idOf(1));
    const again = { kind: 'again', attempts: 1, nextAt: at(0), lastFailure: null } as const;
    await store.settle(delivery, again, same);
    await store.settle(delivery, { kind: 'through' }, (now) => ({ ...now, lastDeliveredAt: at(1) }));
    expect(numbers(await store.deliveries(idOf(1), 0, 9))).toEqual(['1.0 waiting 1']);
    expect((await store.get(REGION, idOf(1)))?.lastDeliveredAt).toBeNull();
  });

  const dead = async () => {
    await store.add(aSubscription(1));
    await queued(idOf(1), [0, 4], entries([1, ONE], [2, ONE], [3, OTHER]));
    const failure = { at: at(1), why: 'status 500' };
    await store.settle(await first(idOf(1)), { kind: 'dead', attempts: 10, nextAt: at(1), lastFailure: failure }, same);
    await queued(idOf(1), [4, 6], entries([5, ONE], [6, OTHER]));
  };

  it('lets a case die whole, and what comes of it after, and no other', async () => {
    await dead();
    expect(numbers(await store.deliveries(idOf(1), 0, 9))).toEqual([
      ...['1.0 dead 10', '2.0 dead 0', '3.0 waiting 0', '5.0 dead 0', '6.0 waiting 0'],
    ]);
    expect(await store.standing(idOf(1))).toEqual({ waiting: 2, dead: 3, nextAt: at(0) });
  });

  it('sends anew what died or was sent before, as one order, and nothing that waits', async () => {
    await dead();
    const resent = { subscription: idOf(1), entries: entries([1, ONE], [3, OTHER], [4, ONE]), now: at(7) };
    expect(await store.resend(resent)).toBe(2);
    expect(await store.resend({ ...resent, entries: entries([2, ONE]) })).toBe(1);
    expect(numbers(await store.deliveries(idOf(1), 0, 9))).toEqual([
      ...['1.1 waiting 0', '2.2 waiting 0', '3.0 waiting 0', '4.1 waiting 0', '5.0 dead 0', '6.0 waiting 0'],
    ]);
    expect((await store.deliveries(idOf(1), 0, 1))[0]).toMatchObject({ nextAt: at(7), lastFailure: null });
    expect((await store.get(REGION, idOf(1)))?.resends).toBe(2);
    expect(await store.resend({ ...resent, subscription: idOf(9) })).toBe(0);
  });

  it('lets go of what died, and then the case goes on', async () => {
    await dead();
    expect(await store.letGo(idOf(1), [1, 2, 3, 5])).toBe(3);
    await queued(idOf(1), [6, 7], entries([7, ONE]));
    expect(numbers(await store.deliveries(idOf(1), 0, 9))).toEqual(['3.0 waiting 0', '6.0 waiting 0', '7.0 waiting 0']);
  });

  it('removes one with all that waits and all that died', async () => {
    await dead();
    expect(await store.remove(REGION, idOf(1))).toBe(true);
    expect(await store.remove(REGION, idOf(1))).toBe(false);
    expect([await store.all(), await store.deliveries(idOf(1), 0, 9)]).toEqual([[], []]);
    expect(await store.standing(idOf(1))).toEqual({ waiting: 0, dead: 0, nextAt: null });
  });
}
