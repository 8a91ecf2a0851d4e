/** Where alerts are, and where they go: with the subscriptions, and as primary. */
import { type Instant, type PartyId } from '#domain';
import { type Position } from '#event-log';
import {
  type AlertAddress,
  type AlertDelivery,
  type AlertOutcome,
  type AlertStanding,
  type AlertWay,
  type NewAlert,
} from './alert.js';

/** Parties that have said an address at most. */
export const ALERT_ADDRESSES_MAX = 5_000;

/** What is raised; with `look`, for what has been looked at of the log. */
export interface Raised {
  /** Up to where the log had been looked at, and is now. */
  readonly look?: { readonly before: Position; readonly through: Position };
  readonly alerts: readonly NewAlert[];
}

/** `test/contract/alerts.contract.ts` holds every adapter to it. All that is written is durable when it resolves. */
export interface AlertStore {
  addressOf(party: PartyId): Promise<AlertAddress | undefined>;
  /** In the order of parties. */
  addresses(): Promise<readonly AlertAddress[]>;
  /** In place of the one before. False, and nothing kept, where there are as many as there may be. */
  setAddress(address: AlertAddress): Promise<boolean>;
  /** False where there was none. */
  removeAddress(party: PartyId): Promise<boolean>;
  /** Up to where the log has been looked at; null where it is not. */
  look(): Promise<Position | null>;
  /** Looks at it from there on; nothing where it is looked at already. */
  beginLook(at: Position): Promise<void>;
  /** Looks at it no more. */
  endLook(): Promise<void>;
  /** Those of the keys by which nothing of the party's has been raised yet. */
  unknown(party: PartyId, keys: readonly string[]): Promise<readonly string[]>;
  /** Raises by both ways, together with the look. What has been raised already is not raised again. False, and nothing done, where it has been looked further meanwhile. */
  raise(raised: Raised): Promise<boolean>;
  /** What may be tried now by that way, in the order in which it was raised. */
  due(way: AlertWay, now: Instant, limit: number): Promise<readonly AlertDelivery[]>;
  /** Settles an attempt; nothing where it is no longer as it was. */
  settle(delivery: AlertDelivery, outcome: AlertOutcome): Promise<void>;
  standing(party: PartyId): Promise<AlertStanding>;
  /** How many wait by each way. */
  waiting(): Promise<ReadonlyMap<AlertWay, number>>;
  /** Forgets what was raised of the log before an instant, and waits no more. */
  forget(before: Instant): Promise<void>;
}

/** What is kept is not what was written: nobody is alerted by it. */
export class AlertAddressDamaged extends Error {
  override readonly name = 'AlertAddressDamaged';
  constructor(party: string) {
    super(`the address for alerts of ${party} is not what was written`);
  }
}
