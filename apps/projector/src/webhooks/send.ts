/** Sends one signed event to a receiver, looks whether a receiver believes what is signed and nothing else, and tries one out. */
import { randomUUID } from 'node:crypto';
import { hubEvent, HUB_EVENT_MEDIA_TYPE, HUB_EVENT_TYPES } from '#contracts';
import { type Instant, type Uuid } from '#domain';
import { guardedPost, type Attempt, type PostDeps } from './guarded-post.js';
import { isThrough, whyNot } from './retries.js';
import { signedHeaders, unsignedHeaders } from './signature.js';
import { deliveryId, type Delivery, type Subscription } from './subscription.js';

/** Names the delivery that is sent anew. */
const RESENT_HEADER = 'hvb-resend-of';
const MS_PER_S = 1_000;

export interface SendDeps {
  readonly post: Omit<PostDeps, 'signal'>;
  /** Milliseconds since 1970, by the machine's clock: a receiver holds a time stamp against its own. */
  readonly nowMs: () => number;
}

interface Sent {
  readonly id: string;
  readonly body: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** By which secrets is signed at an instant of the hub's clock. */
export const secretsAt = ({ secrets }: Pick<Subscription, 'secrets'>, now: Instant): readonly string[] =>
  secrets.filter(({ until }) => until === undefined || until > now).map(({ secret }) => secret);

function send(
  { post, nowMs }: SendDeps,
  { url, secrets }: { readonly url: string; readonly secrets: readonly string[] },
  { id, body, headers = {} }: Sent,
  signal: AbortSignal,
): Promise<Attempt> {
  const signing = { id, body, timestamp: Math.floor(nowMs() / MS_PER_S) };
  const signed = secrets.length === 0 ? unsignedHeaders(signing) : signedHeaders(signing, secrets);
  return guardedPost(
    { url, body, headers: { 'content-type': HUB_EVENT_MEDIA_TYPE, 'user-agent': 'hvb-hub', ...headers, ...signed } },
    { ...post, signal },
  );
}

/** One attempt of a delivery; what is sent anew names what it was sent as first. */
export function sendDelivery(
  deps: SendDeps,
  subscription: Subscription,
  { delivery, body, now }: { readonly delivery: Delivery; readonly body: Uint8Array; readonly now: Instant },
  signal: AbortSignal,
): Promise<Attempt> {
  const headers: Readonly<Record<string, string>> =
    delivery.resend === 0 ? {} : { [RESENT_HEADER]: deliveryId({ ...delivery, resend: 0 }) };
  const to = { url: subscription.url, secrets: secretsAt(subscription, now) };
  return send(deps, to, { id: deliveryId(delivery), body, headers }, signal);
}

const ownEvent = (type: string, subscription: Uuid, time: Instant): Sent => {
  const id = randomUUID() as Uuid;
  return { id, body: hubEvent({ id, type, time, subject: `subscription/${subscription}` }) };
};

/** Sends an alert, thin, by its own id at each attempt. Null where it has come through, else why not. */
export async function sendAlert(
  deps: SendDeps,
  subscription: Subscription,
  { alert, now }: { readonly alert: AlertSent; readonly now: Instant },
  signal: AbortSignal,
): Promise<string | null> {
  const { id } = alert;
  const body = hubEvent({ ...alert, type: HUB_EVENT_TYPES.alerted, subject: `alert/${id}` });
  const to = { url: subscription.url, secrets: secretsAt(subscription, now) };
  const attempt = await send(deps, to, { id, body }, signal);
  return isThrough(attempt) ? null : whyNot(attempt);
}

/** Of an alert what is sent: which kind, and the door. */
export interface AlertSent {
  readonly id: Uuid;
  readonly time: Instant;
  readonly data: { readonly kind: string; readonly href: string };
}

/**
 * Null where the receiver refuses an event without signature, with a status of 400 to 499, and takes one that is signed; else
 * why not. A receiver that takes whatever comes would take what anybody makes up (B15).
 */
export async function checkReceiver(
  deps: SendDeps,
  subscription: Subscription,
  now: Instant,
  signal: AbortSignal,
): Promise<string | null> {
  const { id, url } = subscription;
  const unsigned = await send(deps, { url, secrets: [] }, ownEvent(HUB_EVENT_TYPES.checked, id, now), signal);
  if (isThrough(unsigned)) return UNSIGNED_TAKEN;
  if (unsigned.kind !== 'answered' || unsigned.status < 400 || unsigned.status > 499)
    return `unsigned: ${whyNot(unsigned)}`;
  const signed = await send(
    deps,
    { url, secrets: secretsAt(subscription, now) },
    ownEvent(HUB_EVENT_TYPES.checked, id, now),
    signal,
  );
  return isThrough(signed) ? null : `signed: ${whyNot(signed)}`;
}

/** That it took what was not signed: to look again at once would tell nothing else. */
export const UNSIGNED_TAKEN = 'unsigned: taken';

/** Sends an event that says nothing. Null where it has come through, else why not. */
export async function sendTest(
  deps: SendDeps,
  subscription: Subscription,
  now: Instant,
  signal: AbortSignal,
): Promise<string | null> {
  const to = { url: subscription.url, secrets: secretsAt(subscription, now) };
  const attempt = await send(deps, to, ownEvent(HUB_EVENT_TYPES.tested, subscription.id, now), signal);
  return isThrough(attempt) ? null : whyNot(attempt);
}
