/** When a delivery is tried again, and what an attempt makes of it and of its subscription. */
import { type Instant } from '#domain';
import { type Attempt } from './guarded-post.js';
import { type Delivery, type Failure, type Subscription } from './subscription.js';
import { type Change, type Outcome } from './subscriptions.port.js';

/** Seconds after each failure until the next attempt: ten attempts over 32 hours and a half. */
export const RETRY_AFTER_S: readonly number[] = [5, 60, 300, 1_800, 7_200, 14_400, 21_600, 28_800, 43_200];
/** Seconds that a receiver may ask to be let alone at most. */
export const LET_ALONE_S_MAX = 86_400;
/** Hours without anything coming through after which a subscription is paused. */
export const PAUSED_AFTER_HOURS = 24;

const MS_PER_S = 1_000;
const MS_PER_HOUR = 3_600_000;
const GONE = 410;
/** The statuses by which a receiver speaks of itself, not of one event. */
const OF_THE_RECEIVER: readonly number[] = [429, 503];

/** The instant so many seconds later. */
export const later = (at: Instant, seconds: number): Instant =>
  new Date(Date.parse(at) + seconds * MS_PER_S).toISOString() as Instant;

/** A redirect is none (B15). */
export const isThrough = (attempt: Attempt): boolean =>
  attempt.kind === 'answered' && attempt.status >= 200 && attempt.status < 300;

/** In words of ours. */
export const whyNot = (attempt: Attempt): string =>
  attempt.kind === 'answered' ? `status ${attempt.status}` : attempt.why;

/** Seconds that the answer asks for, as a number or a date; 0 where it asks for none, or for what cannot be read. */
export function askedForS(attempt: Attempt, nowMs: number): number {
  if (attempt.kind !== 'answered' || attempt.retryAfter === undefined) return 0;
  const text = attempt.retryAfter.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - nowMs) / MS_PER_S);
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), LET_ALONE_S_MAX) : 0;
}

export interface Tried {
  readonly attempt: Attempt;
  readonly delivery: Delivery;
  /** By the hub's clock. */
  readonly now: Instant;
  /** By the machine's, by which a date of an answer is read. */
  readonly nowMs: number;
}

/** What becomes of the delivery. */
export function outcomeOf({ attempt, delivery, now, nowMs }: Tried): Outcome {
  if (isThrough(attempt)) return { kind: 'through' };
  const attempts = delivery.attempts + 1;
  const lastFailure: Failure = { at: now, why: whyNot(attempt) };
  const wait = RETRY_AFTER_S[delivery.attempts];
  if (wait === undefined) return { kind: 'dead', attempts, nextAt: now, lastFailure };
  return { kind: 'again', attempts, nextAt: later(now, Math.max(wait, askedForS(attempt, nowMs))), lastFailure };
}

/** What becomes of the subscription: where its owner has changed it meanwhile no more than that something has died. */
export function changeBy(tried: Tried, edition: number): Change {
  const { attempt, now, nowMs } = tried;
  const died = outcomeOf(tried).kind === 'dead' ? { diedAt: now } : {};
  return (before) => {
    const known = { ...before, ...died };
    if (known.edition !== edition) return known;
    if (isThrough(attempt)) return { ...known, lastDeliveredAt: now, failingSince: null, notBefore: null };
    const failingSince = known.failingSince ?? now;
    const failed = { ...known, failingSince, lastFailure: { at: now, why: whyNot(attempt) } };
    return { ...failed, ...standingAfter(failed, attempt, { now, askedS: askedForS(attempt, nowMs) }) };
  };
}

interface Asked {
  readonly now: Instant;
  readonly askedS: number;
}

function standingAfter(
  known: Subscription,
  attempt: Attempt,
  { now, askedS }: Asked,
): Pick<Subscription, 'status' | 'notBefore' | 'stoppedAt'> {
  const answered = attempt.kind === 'answered' ? attempt.status : 0;
  const status = statusAfter(known, answered, now);
  const isAsked = OF_THE_RECEIVER.includes(answered) && askedS > 0;
  return {
    ...(status === known.status ? { status } : { status, stoppedAt: now }),
    notBefore: isAsked ? later(now, askedS) : known.notBefore,
  };
}

/** 410 disables it, whatever it was; after so long without anything one that is active is paused. */
function statusAfter({ status, failingSince }: Subscription, answered: number, now: Instant): Subscription['status'] {
  if (answered === GONE) return 'disabled';
  const isOver = hoursBetween(failingSince ?? now, now) >= PAUSED_AFTER_HOURS;
  return status === 'active' && isOver ? 'paused' : status;
}

const hoursBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / MS_PER_HOUR;
