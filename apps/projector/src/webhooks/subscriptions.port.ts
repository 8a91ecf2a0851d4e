/** Where subscriptions are, with what waits to be pushed: numbers and ids, never what was said. Primary: it is nowhere else. */
import { type Instant, type PartyId, type StreamName, type Uuid } from '#domain';
import { type AlertStore } from '../alerts/alerts.port.js';
import { type Delivery, type Subscription } from './subscription.js';

/** The name of who pushes, and of its lease. */
export const WEBHOOKS_FOLLOWER = 'webhooks';
/** Deliveries of a page at most. */
export const DELIVERIES_PER_PAGE_MAX = 1_000;

/** What is made of a subscription as it stands now; run within the transaction, and it does nothing else. */
export type Change = (now: Subscription) => Subscription;

/** What becomes of a delivery after an attempt: it has come through, it is tried again, or its case dies. */
export type Outcome =
  | { readonly kind: 'through' }
  | ({ readonly kind: 'again' | 'dead' } & Pick<Delivery, 'attempts' | 'nextAt' | 'lastFailure'>);

export interface Standing {
  readonly waiting: number;
  readonly dead: number;
  /** When something is tried next: of each case the first that waits, since what waits for that has no time of its own. */
  readonly nextAt: Instant | null;
}

/** What is to be pushed of a page of the feed. */
export interface Queued {
  readonly subscription: Uuid;
  /** Up to where the feed had been looked at, and is now. */
  readonly before: number;
  readonly through: number;
  /** Of the subscription, when it was decided what fits. */
  readonly edition: number;
  readonly entries: readonly Pick<Delivery, 'sequence' | 'stream'>[];
  readonly now: Instant;
}

/** Of a subscription, what is sent anew: entries that died, or others of the feed. */
export interface Resent {
  readonly subscription: Uuid;
  readonly entries: readonly Pick<Delivery, 'sequence' | 'stream'>[];
  readonly now: Instant;
}

/** `test/contract/subscriptions.contract.ts` holds every adapter to it. All that is written is durable when it resolves. */
export interface SubscriptionStore {
  /** Whom to alert, and of what: kept with the subscriptions, and closed with them. */
  readonly alerts: AlertStore;
  /** False, and nothing kept, where the party, or all together, have as many as they may. */
  add(subscription: Subscription): Promise<boolean>;
  /** A party's own, in the order they were made. */
  of(party: PartyId): Promise<readonly Subscription[]>;
  /** Undefined alike of another party's and of one that never was. */
  get(party: PartyId, id: string): Promise<Subscription | undefined>;
  all(): Promise<readonly Subscription[]>;
  /** As it is then; undefined where there is none. */
  change(id: Uuid, change: Change): Promise<Subscription | undefined>;
  /** With all that waits, all that died, and its secrets. False where the party has no such. */
  remove(party: PartyId, id: string): Promise<boolean>;
  /** False, and nothing done, where it has been looked further or changed meanwhile, or is no more. What died holds its own case. */
  queue(queued: Queued): Promise<boolean>;
  /** What may be tried now of these subscriptions: of each case the first that waits, in the order of numbers. */
  due(ids: readonly Uuid[], now: Instant, limit: number): Promise<readonly Delivery[]>;
  /** Settles an attempt together with what it makes of the subscription; nothing where the delivery is no longer as it was. */
  settle(delivery: Delivery, outcome: Outcome, change: Change): Promise<void>;
  /** Has all that waits tried now: its receiver has been found well again. */
  hurry(id: Uuid, now: Instant): Promise<void>;
  standing(id: Uuid): Promise<Standing>;
  /** In the order of numbers, after one. */
  deliveries(id: Uuid, after: number, limit: number): Promise<readonly Delivery[]>;
  /** Has them sent anew as one order; what waits already is left as it is. How many. */
  resend(resent: Resent): Promise<number>;
  /** Lets go of what died among these, so that their cases go on. How many. */
  letGo(id: Uuid, sequences: readonly number[]): Promise<number>;
  close(): Promise<void>;
}

/** What is kept is not what was written: nothing is done by it. */
export class SubscriptionDamaged extends Error {
  override readonly name = 'SubscriptionDamaged';
  constructor(id: string, options?: ErrorOptions) {
    super(`subscription ${id} is not what was written`, options);
  }
}

/** A stream's deliveries of one subscription, by which they are held together. */
export const caseKey = ({
  subscription,
  stream,
}: {
  readonly subscription: Uuid;
  readonly stream: StreamName;
}): string => `${subscription} ${stream}`;
