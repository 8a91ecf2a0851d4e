/** An alert to people: that something of a party's has to be looked at, and at which door; nothing of what it is about. */
import { type AlertKind } from '#contracts';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { type Failure } from '../webhooks/subscription.js';

/** The ways in which a party is alerted, each by itself. */
export const ALERT_WAYS = ['mail', 'webhook'] as const;
export type AlertWay = (typeof ALERT_WAYS)[number];

export interface Alert {
  readonly id: Uuid;
  readonly party: PartyId;
  readonly kind: AlertKind;
  /** The hub's door at which it is decided what may be seen: `/v1/feed/events/7`. */
  readonly path: string;
  readonly raisedAt: Instant;
}

/** One that is raised, once of each key. */
export interface NewAlert extends Alert {
  readonly key: string;
}

/** An alert on its way, by one of the ways. */
export interface AlertDelivery extends Alert {
  readonly way: AlertWay;
  readonly attempts: number;
  readonly nextAt: Instant;
}

/** What becomes of it after an attempt; `nowhere`: the party has no such address. */
export type AlertOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'nowhere' }
  | {
      readonly kind: 'again' | 'dead';
      readonly attempts: number;
      readonly nextAt: Instant;
      readonly lastFailure: Failure;
    };

/** Where a party is alerted, as it has said itself. */
export interface AlertAddress {
  readonly party: PartyId;
  /** Addresses of functions, never of a person (E-012). */
  readonly mail: readonly string[];
  /** Of its own subscriptions the one to whose address alerts go; null where there is none. */
  readonly subscription: Uuid | null;
}

/** How a party's alerts fare, of both ways. */
export interface AlertStanding {
  readonly waiting: number;
  readonly dead: number;
  readonly lastFailure: Failure | null;
}
