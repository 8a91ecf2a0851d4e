/** One look at what people are to be alerted to: subscriptions that the hub has stopped, deliveries that died, and what the hub says. */
import { randomUUID } from 'node:crypto';
import { type AlertKind, stockholmDay } from '#contracts';
import { type Day, type Instant, type PartyId, type Uuid } from '#domain';
import { ofSubjects, type EventLog, type Position } from '#event-log';
import { type FeedIndex } from '../feed/feed-index.port.js';
import { later } from '../webhooks/retries.js';
import { type Subscription } from '../webhooks/subscription.js';
import { type SubscriptionStore } from '../webhooks/subscriptions.port.js';
import { type NewAlert } from './alert.js';
import { type AlertStore } from './alerts.port.js';
import { mayAlert, saidAlerts, type SaidAlertsDeps } from './said-alerts.js';

/** Events of the log that are looked at in one go. */
const LOOKED_AT_MAX = 500;
/** Seconds for which it is known what was raised of the log, once it waits no more. */
export const KEPT_S = 90 * 86_400;

export interface RaiseDeps extends SaidAlertsDeps {
  readonly store: Pick<SubscriptionStore, 'all'> & { readonly alerts: AlertStore };
  readonly index: Pick<FeedIndex, 'of' | 'begin' | 'feeds' | 'checkpoint'>;
  readonly log: Pick<EventLog, 'start' | 'head' | 'readAll' | 'compare'>;
  /** What the register of parties has of addresses, of those that are open. */
  readonly registered: () => ReadonlyMap<PartyId, readonly string[]>;
  /** Whether a party has been closed: nobody is alerted for it. Throws where the register cannot be read. */
  readonly isClosed: (party: PartyId) => boolean;
}

/** True where there may be more to look at. Faults: those of stores, log and keys. */
export async function raiseRound(deps: RaiseDeps): Promise<boolean> {
  for (const [party, raised] of ofSubscriptions(await deps.store.all()))
    if (!deps.isClosed(party)) await raiseUnknown(deps, party, raised);
  return lookAtLog(deps);
}

/** Forgets, once a day, what is older than it is to be known. */
export function forgetting({ store, clock }: Pick<RaiseDeps, 'store' | 'clock'>): () => Promise<boolean> {
  let doneOn: Day | null = null;
  return async () => {
    const today = clock.today();
    if (today !== doneOn) await store.alerts.forget(later(clock.now(), -KEPT_S));
    doneOn = today;
    return false;
  };
}

interface Known {
  readonly key: string;
  readonly kind: AlertKind;
  readonly path: string;
}

/**
 * What the parties' subscriptions say of themselves. One that was stopped is alerted to once each time; deliveries that died
 * once a day of each subscription, however many cases it was.
 */
function ofSubscriptions(all: readonly Subscription[]): ReadonlyMap<PartyId, readonly Known[]> {
  const found = new Map<PartyId, Known[]>();
  for (const { id, party, stoppedAt, diedAt } of all) {
    const path = `/v1/subscriptions/${id}`;
    const known: readonly Known[] = [
      ...(stoppedAt === undefined
        ? []
        : [{ key: `stopped ${id} ${stoppedAt}`, kind: 'subscriptionStopped' as const, path }]),
      ...(diedAt === undefined
        ? []
        : [
            {
              ...{ key: `died ${id} ${stockholmDay(diedAt)}`, kind: 'deliveriesDied' as const },
              path: `${path}/deliveries`,
            },
          ]),
    ];
    if (known.length > 0) found.set(party, [...(found.get(party) ?? []), ...known]);
  }
  return found;
}

async function raiseUnknown({ store, clock }: RaiseDeps, party: PartyId, all: readonly Known[]): Promise<void> {
  const unknown = await store.alerts.unknown(
    party,
    all.map(({ key }) => key),
  );
  const alerts = all.filter(({ key }) => unknown.includes(key)).map((one) => newAlert(party, one, clock.now()));
  if (alerts.length > 0) await store.alerts.raise({ alerts });
}

const newAlert = (party: PartyId, { key, kind, path }: Known, raisedAt: Instant): NewAlert => ({
  ...{ id: randomUUID() as Uuid, party, key, kind, path, raisedAt },
});

/** Looks the log on, where anybody is alerted at all; where nobody is, it is looked at no more, and anew from where it then is. */
async function lookAtLog(deps: RaiseDeps): Promise<boolean> {
  const { alerts } = deps.store;
  const [addressed, look] = [await addressedParties(deps), await alerts.look()];
  if (addressed.size === 0) {
    if (look !== null) await alerts.endLook();
    return false;
  }
  await beginFeeds(deps, addressed);
  if (look !== null) return lookOn(deps, look, addressed);
  await alerts.beginLook(await deps.log.head());
  return true;
}

/** Those that have an address, by themselves or by the register. */
async function addressedParties({ store, registered, isClosed }: RaiseDeps): Promise<ReadonlySet<PartyId>> {
  const own = (await store.alerts.addresses()).map(({ party }) => party);
  return new Set([...own, ...registered().keys()].filter((party) => !isClosed(party)));
}

/** An alert leads to a feed: who has none has one from now on. */
async function beginFeeds({ index, log }: RaiseDeps, parties: ReadonlySet<PartyId>): Promise<void> {
  const begun = new Set((await index.feeds()).map(({ party }) => party));
  for (const party of parties) if (!begun.has(party)) await index.begin(party, log.start);
}

/** As far as the feeds have come, and a page of the log at most. */
async function lookOn(deps: RaiseDeps, before: Position, parties: ReadonlySet<PartyId>): Promise<boolean> {
  const { log, index, clock } = deps;
  const until = await index.checkpoint();
  if (until === null || log.compare(until, before) <= 0) return false;
  const { events, next, atEnd } = await log.readAll(before, { limit: LOOKED_AT_MAX });
  const isInFeeds = (position: Position): boolean => log.compare(position, until) <= 0;
  const all = events.filter(({ position }) => isInFeeds(position));
  const through = isInFeeds(next) ? next : all.at(-1)?.position;
  if (through === undefined) return false;
  const alerts: NewAlert[] = [];
  for (const event of ofSubjects(all).filter(mayAlert))
    for (const { party, kind, sequence } of await saidAlerts(deps, event, parties)) {
      const known = { key: `said ${event.eventId}`, kind, path: `/v1/feed/events/${sequence}` };
      alerts.push(newAlert(party, known, clock.now()));
    }
  await deps.store.alerts.raise({ look: { before, through }, alerts });
  return !atEnd;
}
