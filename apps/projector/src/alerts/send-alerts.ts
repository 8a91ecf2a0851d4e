/** Sends what is due by one of the ways; what does not come through is tried again, and holds nothing else. */
import { type Clock } from '#contracts';
import { type Instant, type PartyId } from '#domain';
import { later, RETRY_AFTER_S } from '../webhooks/retries.js';
import { sendAlert, type SendDeps } from '../webhooks/send.js';
import { type SubscriptionStore } from '../webhooks/subscriptions.port.js';
import { type AlertDelivery, type AlertOutcome, type AlertWay } from './alert.js';
import { alertMail } from './alert-mail.js';
import { type AlertStore } from './alerts.port.js';
import { type Mailer, type NotSent } from './mailer.js';

/** Alerts that are tried at once by one way. */
export const ALERTS_AT_ONCE_MAX = 8;

export interface SendAlertsDeps extends SendDeps {
  readonly store: Pick<SubscriptionStore, 'get'> & { readonly alerts: AlertStore };
  readonly clock: Clock;
  readonly registered: () => ReadonlyMap<PartyId, readonly string[]>;
  readonly isClosed: (party: PartyId) => boolean;
  /** Absent where the installation sends no mail. */
  readonly mailer?: Mailer | undefined;
  /** Where the hub's doors are, without a slash at its end; none: links are paths alone. */
  readonly publicUrl?: string | undefined;
  readonly onOutcome: (way: AlertWay, outcome: AlertOutcome['kind']) => void;
}

/** Null where it has come through; `undefined` where the party has nowhere to send it; else why not. */
type Sent = NotSent | null | undefined;

/** True where as much as may be was due: there may be more. Faults: those of the stores. */
export async function sendRound(deps: SendAlertsDeps, way: AlertWay, signal: AbortSignal): Promise<boolean> {
  const due = await deps.store.alerts.due(way, deps.clock.now(), ALERTS_AT_ONCE_MAX);
  await Promise.all(due.map((delivery) => sendOne(deps, delivery, signal)));
  return due.length === ALERTS_AT_ONCE_MAX;
}

async function sendOne(deps: SendAlertsDeps, delivery: AlertDelivery, signal: AbortSignal): Promise<void> {
  const { way } = delivery;
  const sent = deps.isClosed(delivery.party) ? undefined : await WAYS[way](deps, delivery, signal);
  // Broken off by ourselves: it is tried again as it was.
  if (signal.aborted && sent !== null) return;
  const outcome = outcomeOf(delivery, sent, deps.clock.now());
  await deps.store.alerts.settle(delivery, outcome);
  deps.onOutcome(way, outcome.kind);
}

/** What becomes of it: tried again as a delivery is, ten times over 32 hours and a half. */
export function outcomeOf({ attempts }: Pick<AlertDelivery, 'attempts'>, sent: Sent, now: Instant): AlertOutcome {
  if (sent === null) return { kind: 'sent' };
  if (sent === undefined) return { kind: 'nowhere' };
  const failed = { attempts: attempts + 1, lastFailure: { at: now, why: sent.why } };
  const wait = RETRY_AFTER_S[attempts];
  return wait === undefined
    ? { ...failed, kind: 'dead', nextAt: now }
    : { ...failed, kind: 'again', nextAt: later(now, wait) };
}

const WAYS: Readonly<
  Record<AlertWay, (deps: SendAlertsDeps, delivery: AlertDelivery, signal: AbortSignal) => Promise<Sent>>
> = {
  mail: async (deps, delivery, signal) => {
    const { mailer, publicUrl = '' } = deps;
    const to = mailer ? await mailOf(deps, delivery.party) : [];
    if (!mailer || to.length === 0) return undefined;
    return mailer.send({ ...alertMail(delivery, publicUrl), to }, signal);
  },
  webhook: async (deps, { id, party, kind, path, raisedAt }, signal) => {
    const address = await deps.store.alerts.addressOf(party);
    if (!address?.subscription) return undefined;
    const subscription = await deps.store.get(party, address.subscription);
    if (!subscription) return undefined;
    // Nothing is sent to whom has not been found to believe what is signed, and that alone.
    if (subscription.status !== 'active') return { why: 'notActive' };
    const alert = { id, time: raisedAt, data: { kind, href: `${deps.publicUrl ?? ''}${path}` } };
    const why = await sendAlert(deps, subscription, { alert, now: deps.clock.now() }, signal);
    return why === null ? null : { why };
  },
};

/** The party's own addresses, else those of the register. */
export async function mailOf(
  { store, registered }: Pick<SendAlertsDeps, 'store' | 'registered'>,
  party: PartyId,
): Promise<readonly string[]> {
  const own = await store.alerts.addressOf(party);
  return own?.mail ?? registered().get(party) ?? [];
}
