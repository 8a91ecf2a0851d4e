/** A subscription: which of a party's own feed is pushed to which address, and how it fares. */
import { type Instant, type PartyId, type StreamName, type Uuid } from '#domain';

/** Subscriptions of one party at most; of all together. */
export const SUBSCRIPTIONS_OF_PARTY_MAX = 100;
export const SUBSCRIPTIONS_MAX = 5_000;

/**
 * - `pending`: its receiver has not been found to believe what is signed, and that alone; nothing is pushed.
 * - `active`: what comes into the feed is pushed.
 * - `inactive`: its receiver was looked at and is not to be trusted, or did not answer.
 * - `paused`: by its owner, or since nothing has come through for a day.
 * - `disabled`: its receiver has answered that it is gone (410).
 */
export const STATUSES = ['pending', 'active', 'inactive', 'paused', 'disabled'] as const;
export type Status = (typeof STATUSES)[number];

/** Of each kind one is to fit; a kind that is left out fits all. */
export interface Filter {
  /** Types as they are pushed, `se.hvbhub.<kind>.changed.v1` among them: by no other would what is pushed tell more. */
  readonly types?: readonly string[];
  /** Placements' uuids. */
  readonly placements?: readonly Uuid[];
  /** Codes of kommuner and regions that have a part in it. */
  readonly kommuner?: readonly string[];
  readonly regions?: readonly string[];
  /** Acts of the placement. */
  readonly legalBases?: readonly string[];
}

/** Why something did not come through: what was answered, or what hindered it. Never what the other side said. */
export interface Failure {
  readonly at: Instant;
  /** `status 500`, `timeout`, `addressNotAllowed`, … */
  readonly why: string;
}

export interface Secret {
  /** `whsec_…` */
  readonly secret: string;
  /** Until when it is signed by beside the newer; absent of the newest. */
  readonly until?: Instant;
}

export interface Subscription {
  readonly id: Uuid;
  readonly party: PartyId;
  readonly url: string;
  /** The newest first. */
  readonly secrets: readonly Secret[];
  readonly filter: Filter;
  readonly status: Status;
  readonly createdAt: Instant;
  /** Up to which number of the feed it has been looked at what fits. */
  readonly through: number;
  /** After which number the filter holds. */
  readonly since: number;
  /** When its receiver is looked at next; null where it is not. */
  readonly checkAt: Instant | null;
  /** Looks in a row that failed. */
  readonly checksFailed: number;
  readonly checkedAt: Instant | null;
  /** Since when nothing has come through. */
  readonly failingSince: Instant | null;
  /** Before when its receiver is not to be asked: it has said so. */
  readonly notBefore: Instant | null;
  readonly lastDeliveredAt: Instant | null;
  readonly lastFailure: Failure | null;
  /** When the hub, not its owner, stopped it last: paused, disabled or gave it up. */
  readonly stoppedAt?: Instant;
  /** When the last of its deliveries died. */
  readonly diedAt?: Instant;
  /** How often something was sent anew: the next has the next number. */
  readonly resends: number;
  /** Of the owner's changes: what was begun under an earlier one decides nothing. */
  readonly edition: number;
}

/** An entry of the feed that is to be pushed, or that could not be. */
export interface Delivery {
  readonly subscription: Uuid;
  /** In the feed. */
  readonly sequence: number;
  readonly stream: StreamName;
  /** The number of the order by which it is sent anew; 0 of what is sent for the first time. */
  readonly resend: number;
  readonly state: 'waiting' | 'dead';
  readonly attempts: number;
  /** When it is tried next. */
  readonly nextAt: Instant;
  readonly lastFailure: Failure | null;
}

/** What a receiver knows a delivery by: the same at each attempt, another where it is sent anew. */
export const deliveryId = ({ subscription, sequence, resend }: Identity): string =>
  resend === 0 ? `${subscription}_${sequence}` : `${subscription}_${sequence}_${resend}`;

type Identity = Pick<Delivery, 'subscription' | 'sequence' | 'resend'>;
