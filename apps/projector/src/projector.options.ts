/** What the read side is made of. */
import { type DenialBook } from '#access';
import { bearing, streamReader, streamCache, type Bearing, type BearingIndex, type StreamReader } from '#cases';
import { type Clock, type Keys } from '#contracts';
import { type Lease } from '#engines';
import { type EventLog } from '#event-log';
import { type FeedIndexOptions } from './feed/keep-feed-index.js';
import { type FeedsOptions } from './feed/keep-feeds.js';
import { type RowKeeper } from './rows/row-keeper.port.js';
import { type KeptProofs } from './proof/keep-proofs.js';
import { type EntryBook } from './views/entered.js';
import { type HeldByHub } from './views/held.port.js';
import { nameOfThings } from './views/names.js';
import { type AlertsOptions } from './alerts/keep-alerts.js';
import { type WebhooksOptions } from './webhooks/keep-webhooks.js';

/** What the composition root hands in. */
export interface ProjectorPorts {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'of'>;
  readonly rows: RowKeeper;
  /** What bears on what, closed when the read side stops. */
  readonly bearing: BearingIndex;
  readonly clock: Clock;
  /** The tree of the log, ended and closed when the read side stops. */
  readonly proofs: KeptProofs;
  /** What is shown of anybody is entered there before it leaves. */
  readonly book: EntryBook;
  /** Where denials are found and told; with a lease where several processes share the ledger. */
  readonly denials: { readonly ledger: DenialBook; readonly lease?: Lease | undefined };
  /** What the hub holds of parties' messages; absent where its state is another process's, which the worklist then says. */
  readonly held?: HeldByHub | undefined;
  /** Where the parties' feeds have their numbers, and who writes it where several processes share it. Closed when the read side stops. */
  readonly feed: Pick<FeedIndexOptions, 'index' | 'lease'>;
  /** Where subscriptions are, who pushes where several processes share them, where a webhook may go and which parties are closed. Closed when the read side stops. */
  readonly webhooks: Pick<WebhooksOptions, 'store' | 'lease' | 'post' | 'isClosed'>;
  /** By what people are alerted, who alerts where several processes share the store, and what the register has of addresses; else by webhooks alone. */
  readonly alerts?: Pick<AlertsOptions, 'lease' | 'mailer' | 'publicUrl' | 'registered'> | undefined;
  /** Where parties are told over Kafka, too. The broker is closed by who opened it. */
  readonly kafka?: Pick<FeedsOptions, 'broker' | 'checkpoint' | 'lease'> | undefined;
}

/** With what reads cases and agreements from the log. */
export interface ProjectorParts extends Omit<ProjectorPorts, 'bearing' | 'feed' | 'denials' | 'webhooks' | 'alerts'> {
  readonly reader: StreamReader;
  readonly bearing: Bearing;
}

export function projectorParts(
  ports: Omit<ProjectorPorts, 'feed' | 'denials' | 'webhooks' | 'alerts'>,
): ProjectorParts {
  const { log, keys } = ports;
  const known = bearing({ log, keys, index: ports.bearing });
  const reader = streamReader({ cache: streamCache({ log, keys }), bearing: known, name: nameOfThings });
  return { ...ports, bearing: known, reader };
}

/** Injection token of `ProjectorParts`. */
export const PROJECTOR_PARTS = Symbol('ProjectorParts');
/** Injection token of the `Feeds` on Kafka. */
export const FEEDS = Symbol('Feeds');
/** Injection token of the `DenialTeller`. */
export const DENIAL_TELLER = Symbol('DenialTeller');
/** Injection token of the `FeedKeeper`. */
export const FEED_KEEPER = Symbol('FeedKeeper');
/** Injection token of the `LiveDoor`. */
export const LIVE_DOOR = Symbol('LiveDoor');
/** Injection token of the `Webhooks`. */
export const WEBHOOKS = Symbol('Webhooks');
/** Injection token of what the doors to subscriptions stand on. */
export const WEBHOOK_DEPS = Symbol('WebhookDeps');
/** Injection token of the `AuditJobs`. */
export const AUDIT_JOBS = Symbol('AuditJobs');
/** Injection token of the `Alerts`. */
export const ALERTS = Symbol('Alerts');
/** Injection token of what the doors to alerts stand on. */
export const ALERT_DEPS = Symbol('AlertDeps');
