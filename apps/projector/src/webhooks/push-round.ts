/** One look at all subscriptions: receivers are looked at, feeds are looked on, and what is due is sent. */
import { type PartyId, type Uuid } from '#domain';
import { isFault } from '#follow';
import { fitting, pushedEvent, type PushedDeps } from './pushed-event.js';
import { changeBy, later, outcomeOf, RETRY_AFTER_S } from './retries.js';
import { checkReceiver, sendDelivery, UNSIGNED_TAKEN, type SendDeps } from './send.js';
import { type Delivery, type Subscription } from './subscription.js';
import { caseKey, type SubscriptionStore } from './subscriptions.port.js';
import { type FeedIndex } from '../feed/feed-index.port.js';

/** Attempts of one subscription at once, and of all together. */
export const AT_ONCE_OF_ONE_MAX = 4;
export const AT_ONCE_MAX = 64;
/** Entries of a feed that are looked at in one go. */
const LOOKED_AT_MAX = 100;
/** Entries of one subscription that wait at most: beyond it its feed is not looked on. */
export const WAITING_MAX = 1_000;
/** Days after which a receiver is looked at again. */
const CHECKED_EVERY_S = 30 * 86_400;
/** Looks that may fail in a row: what is wrong may be over soon. */
const CHECKS_MAX = 5;
/** Milliseconds that a delivery is let alone after what passes by itself. */
const FAULT_REST_MS = 1_000;

export type Told = 'through' | 'again' | 'dead' | 'gone';

export interface PushDeps extends PushedDeps, SendDeps {
  readonly store: SubscriptionStore;
  readonly index: Pick<FeedIndex, 'page' | 'of' | 'last'>;
  /** Whether a party has been closed: nothing is pushed to it, as nothing of its is let in (A15). Throws where the register cannot be read. */
  readonly isClosed: (party: PartyId) => boolean;
  readonly onOutcome: (outcome: Told) => void;
  /** What no fault is: it stops the pushing. */
  readonly onDefect: (error: unknown) => void;
}

/** What is on its way: of each subscription its cases, and the receivers that are looked at. */
export interface UnderWay {
  readonly cases: Map<string, Uuid>;
  readonly checks: Set<Uuid>;
  readonly works: Set<Promise<void>>;
  /** Until when a case rests, in monotonic milliseconds. */
  readonly rests: Map<string, number>;
  /** How many works have come to their end. */
  ended: number;
}

export const nothingUnderWay = (): UnderWay => ({
  ...{ cases: new Map(), checks: new Set(), works: new Set(), rests: new Map(), ended: 0 },
});

/**
 * Of the subscriptions of parties that are open. True where there was something to do, and may be more, or where something
 * has come to its end meanwhile. Faults: those of stores, log and keys.
 */
export async function pushRound(deps: PushDeps, way: UnderWay, signal: AbortSignal): Promise<boolean> {
  const all = (await deps.store.all()).filter(({ party }) => !deps.isClosed(party));
  const now = deps.clock.now();
  const endedBefore = way.ended;
  for (const one of all) if (one.checkAt !== null && one.checkAt <= now) check(deps, way, one, signal);
  const active = all.filter(({ status }) => status === 'active');
  if (active.length === 0) return false;
  const isMore = await lookOn(deps, active, signal);
  const ready = active.filter(({ notBefore }) => notBefore === null || notBefore <= now);
  await sendDue(deps, way, ready, signal);
  return isMore || way.ended > endedBefore;
}

/** A work of its own, that nobody waits for but who stops. */
function apart({ onDefect }: PushDeps, way: UnderWay, work: () => Promise<void>, rest: () => void): void {
  const done = work()
    .catch((error: unknown) => {
      if (isFault(error)) rest();
      else onDefect(error);
    })
    .finally(() => {
      way.works.delete(done);
      way.ended += 1;
    });
  way.works.add(done);
}

function check(deps: PushDeps, way: UnderWay, subscription: Subscription, signal: AbortSignal): void {
  const { id, edition } = subscription;
  if (way.checks.has(id)) return;
  way.checks.add(id);
  const work = async (): Promise<void> => {
    const why = await checkReceiver(deps, subscription, deps.clock.now(), signal);
    if (signal.aborted) return;
    const now = deps.clock.now();
    const changed = await deps.store.change(id, (known) =>
      // What was changed meanwhile has its own look.
      known.edition === edition ? { ...known, ...afterCheck(known, why, now) } : known,
    );
    if (why === null && subscription.status !== 'active' && changed?.status === 'active')
      await deps.store.hurry(id, now);
  };
  apart(
    deps,
    way,
    () => work().finally(() => way.checks.delete(id)),
    () => undefined,
  );
}

/** A receiver that was paused stays so: only its owner has it go on. */
export function afterCheck(
  known: Subscription,
  why: string | null,
  now: Subscription['createdAt'],
): Partial<Subscription> {
  if (why === null)
    return {
      ...{ checksFailed: 0, checkedAt: now, checkAt: later(now, CHECKED_EVERY_S) },
      ...(known.status === 'pending' ? ({ status: 'active', failingSince: null } as const) : {}),
    };
  const checksFailed = known.checksFailed + 1;
  const lastFailure = { at: now, why };
  const wait = RETRY_AFTER_S[known.checksFailed];
  const isOver = why === UNSIGNED_TAKEN || checksFailed >= CHECKS_MAX || wait === undefined;
  return isOver
    ? { checksFailed, lastFailure, checkAt: null, status: 'inactive', stoppedAt: now }
    : { checksFailed, lastFailure, checkAt: later(now, wait) };
}

/** Looks each feed on from where its subscriptions stand. True where one of them has more. */
async function lookOn(deps: PushDeps, active: readonly Subscription[], signal: AbortSignal): Promise<boolean> {
  const last = await deps.index.last([...new Set<PartyId>(active.map(({ party }) => party))]);
  let isMore = false;
  for (const one of active) {
    const until = last.get(one.party) ?? 0;
    if (signal.aborted) return false;
    if (until > one.through && (await lookOnOne(deps, one)) < until) isMore = true;
  }
  return isMore;
}

/** Up to where it has been looked; `Infinity` where it is of no use to look on at once. */
async function lookOnOne(deps: PushDeps, one: Subscription): Promise<number> {
  if ((await deps.store.standing(one.id)).waiting >= WAITING_MAX) return Infinity;
  const page = await deps.index.page(one.party, one.through, LOOKED_AT_MAX);
  const through = page.at(-1)?.sequence ?? one.through;
  const entries = await fitting(deps, one, page);
  const isKept = await deps.store.queue({
    ...{ subscription: one.id, before: one.through, through, now: deps.clock.now() },
    // What its owner has changed meanwhile is looked at by the new filter.
    ...{ edition: one.edition, entries },
  });
  return isKept ? through : Infinity;
}

async function sendDue(
  deps: PushDeps,
  way: UnderWay,
  ready: readonly Subscription[],
  signal: AbortSignal,
): Promise<void> {
  const byId = new Map(ready.map((one) => [one.id, one]));
  // What is on its way while it is asked what is due may be through before the answer is there, and be in it.
  const onTheWay = new Set(way.cases.keys());
  const due = await deps.store.due([...byId.keys()], deps.clock.now(), AT_ONCE_MAX + way.cases.size);
  const nowMs = performance.now();
  for (const delivery of due) {
    const subscription = byId.get(delivery.subscription);
    if (subscription && !onTheWay.has(caseKey(delivery)) && mayGo(way, delivery, nowMs) && !signal.aborted)
      deliver(deps, way, { subscription, delivery }, signal);
  }
}

function mayGo({ cases, rests }: UnderWay, delivery: Delivery, nowMs: number): boolean {
  const key = caseKey(delivery);
  const ofOne = [...cases.values()].filter((id) => id === delivery.subscription).length;
  return !cases.has(key) && cases.size < AT_ONCE_MAX && ofOne < AT_ONCE_OF_ONE_MAX && (rests.get(key) ?? 0) <= nowMs;
}

interface Delivering {
  readonly subscription: Subscription;
  readonly delivery: Delivery;
}

function deliver(deps: PushDeps, way: UnderWay, delivering: Delivering, signal: AbortSignal): void {
  const key = caseKey(delivering.delivery);
  way.rests.delete(key);
  way.cases.set(key, delivering.subscription.id);
  apart(
    deps,
    way,
    () => tryOnce(deps, delivering, signal).finally(() => way.cases.delete(key)),
    () => way.rests.set(key, performance.now() + FAULT_REST_MS),
  );
}

/** What may no longer be told of is not sent, and nothing is said of it. */
async function tryOnce(deps: PushDeps, { subscription, delivery }: Delivering, signal: AbortSignal): Promise<void> {
  const body = await pushedEvent(deps, subscription, delivery);
  if (body === null) {
    await deps.store.settle(delivery, { kind: 'through' }, (known) => known);
    deps.onOutcome('gone');
    return;
  }
  const attempt = await sendDelivery(deps, subscription, { delivery, body, now: deps.clock.now() }, signal);
  // Broken off by ourselves: it says nothing of the receiver, and is tried again as it was.
  if (signal.aborted) return;
  const tried = { attempt, delivery, now: deps.clock.now(), nowMs: deps.nowMs() };
  const outcome = outcomeOf(tried);
  await deps.store.settle(delivery, outcome, changeBy(tried, subscription.edition));
  deps.onOutcome(outcome.kind);
}
