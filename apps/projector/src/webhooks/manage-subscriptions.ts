/** What a party does with its own subscriptions. Another's is as one that never was. */
import { randomUUID } from 'node:crypto';
import { faultFinder, idOf, wholeNumber, type Clock, type Form } from '#contracts';
import { type Instant, type PartyId, type Uuid } from '#domain';
import { type EventLog } from '#event-log';
import { ProblemError, refusal, refuseOtherForm } from '#http';
import { SEQUENCE_MAX } from '../feed/answer-feed.js';
import { type FeedIndex } from '../feed/feed-index.port.js';
import { readEndpoint, type Allowed } from './endpoint.js';
import { type PushedDeps } from './pushed-event.js';
import { later, RETRY_AFTER_S } from './retries.js';
import { sendTest, type SendDeps } from './send.js';
import { newSecret } from './signature.js';
import { deliveryId, type Delivery, type Filter, type Subscription } from './subscription.js';
import { CHANGED_SUBSCRIPTION, NEW_SUBSCRIPTION } from './subscription.schema.data.js';
import { DELIVERIES_PER_PAGE_MAX, type SubscriptionStore } from './subscriptions.port.js';

/** Seconds that a former secret signs beside the new one. */
export const FORMER_SECRET_S = 86_400;
/** Secrets of one subscription at once at most: two, as receivers expect. */
const SECRETS_MAX = 2;

export interface ManageDeps extends PushedDeps, SendDeps {
  readonly store: SubscriptionStore;
  readonly index: Pick<FeedIndex, 'page' | 'of' | 'last' | 'begin'>;
  readonly log: Pick<EventLog, 'start' | 'eventAt'>;
  readonly clock: Clock;
}

const DELIVERIES_LIMIT_DEFAULT = 100;
/** The forms of what deliveries are asked by. */
export const DELIVERY_FORMS = {
  after: wholeNumber(0, SEQUENCE_MAX, 0),
  limit: wholeNumber(1, DELIVERIES_PER_PAGE_MAX, DELIVERIES_LIMIT_DEFAULT),
} as const satisfies Readonly<Record<string, Form>>;

export type Body = Readonly<Record<string, unknown>>;

const faultOfNew = faultFinder(NEW_SUBSCRIPTION);
const faultOfChange = faultFinder(CHANGED_SUBSCRIPTION);

/** Refuses a body that is not in its form by what is wrong with it. */
export function refuseFault(fault: ReturnType<typeof faultFinder>, body: Body): void {
  const found = fault(body);
  if (found) throw new ProblemError(found);
}

function refuseClosed(url: string | undefined, allowed: Allowed): void {
  const read = url === undefined ? null : readEndpoint(url, allowed);
  if (typeof read === 'string') throw refusal('InvalidValue', { pointer: '/url', expected: read });
}

/** Without its secrets. */
export function shown({ secrets, party: _party, ...subscription }: Subscription): object {
  const { id, url, filter, status, createdAt, since, through, checkedAt, checkAt } = subscription;
  const { failingSince, lastDeliveredAt, lastFailure } = subscription;
  return {
    ...{ id, url, filter, status, createdAt, since, through, checkedAt, checkAt },
    ...{ failingSince, lastDeliveredAt, lastFailure },
    secretsUntil: secrets.flatMap(({ until }) => until ?? []),
  };
}

/** One of the party's own. Refuses with `NotFound` alike another's and one that never was. */
export async function own({ store }: Pick<ManageDeps, 'store'>, party: PartyId, id: string): Promise<Subscription> {
  const found = await store.get(party, id);
  if (!found) throw refusal('NotFound');
  return found;
}

/**
 * Made, with the one secret, which is shown this once. It has what comes into the feed from now on. Refuses with
 * `InvalidValue` an address that the hub does not go to, and with `TooManySubscriptions`.
 */
export async function subscribe(deps: ManageDeps, party: PartyId, body: Body): Promise<object> {
  refuseFault(faultOfNew, body);
  const { url, filter = {} } = body as { readonly url: string; readonly filter?: Filter };
  refuseClosed(url, deps.post.allowed);
  const now = deps.clock.now();
  const secret = newSecret();
  await deps.index.begin(party, deps.log.start);
  const through = (await deps.index.last([party])).get(party) ?? 0;
  const subscription: Subscription = {
    ...{ id: randomUUID() as Uuid, party, url, filter, secrets: [{ secret }], status: 'pending', createdAt: now },
    ...{ through, since: through, checkAt: now, checksFailed: 0, checkedAt: null, failingSince: null, notBefore: null },
    ...{ lastDeliveredAt: null, lastFailure: null, resends: 0, edition: 1 },
  };
  if (!(await deps.store.add(subscription))) throw refusal('TooManySubscriptions');
  return { ...shown(subscription), secret };
}

export const list = async ({ store }: ManageDeps, party: PartyId): Promise<readonly object[]> =>
  (await store.of(party)).map(shown);

/** With how it stands. */
export async function standing(deps: ManageDeps, party: PartyId, id: string): Promise<object> {
  const found = await own(deps, party, id);
  const [last, stood] = await Promise.all([deps.index.last([party]), deps.store.standing(found.id)]);
  const { waiting, dead, nextAt } = stood;
  const lag = Math.max(0, (last.get(party) ?? 0) - found.through);
  return { ...shown(found), lag, waiting, dead, nextAttemptAt: nextAt };
}

interface Asked {
  readonly url?: string;
  readonly filter?: Filter;
  readonly status?: 'active' | 'paused';
  readonly rotateSecret?: true;
}

/** Changed, at once, with the new secret where one was asked for. Refuses as `subscribe`, and with `NotFound`. */
export async function change(
  deps: ManageDeps,
  { party, id }: { readonly party: PartyId; readonly id: string },
  body: Body,
): Promise<object> {
  const found = await own(deps, party, id);
  refuseFault(faultOfChange, body);
  const asked = body as Asked;
  refuseClosed(asked.url, deps.post.allowed);
  const secret = asked.rotateSecret ? newSecret() : undefined;
  const now = deps.clock.now();
  const changed = await deps.store.change(found.id, (known) => changedTo(known, asked, { secret, now }));
  if (!changed) throw refusal('NotFound');
  return { ...shown(changed), ...(secret === undefined ? {} : { secret }) };
}

/** What a change makes of it. A receiver is looked at anew where its address or its key is another, and before it goes on. */
export function changedTo(
  known: Subscription,
  { url: given, filter, status }: Asked,
  { secret, now }: { readonly secret: string | undefined; readonly now: Instant },
): Subscription {
  const url = given ?? known.url;
  const isElsewhere = url !== known.url;
  const goesOn = status === 'active' && known.status !== 'active';
  const becomes = statusAfter(known, { status, isElsewhere, goesOn });
  return {
    ...known,
    ...{ url, status: becomes, edition: known.edition + 1 },
    ...filtered(known, filter),
    ...(secret === undefined ? {} : { secrets: rotated(known.secrets, secret, now) }),
    ...(isElsewhere || goesOn ? { failingSince: null, notBefore: null } : {}),
    ...lookedAt(becomes, isElsewhere || goesOn || secret !== undefined, now),
  };
}

const filtered = ({ through }: Subscription, filter: Filter | undefined): Partial<Subscription> =>
  filter ? { filter, since: through } : {};

/** Of one that is given up nothing is looked at, until its owner has it go on. */
const lookedAt = (status: Subscription['status'], isAnew: boolean, now: Instant): Partial<Subscription> =>
  isAnew && status !== 'inactive' && status !== 'disabled' ? { checkAt: now, checksFailed: 0 } : {};

function statusAfter(
  known: Subscription,
  to: { readonly status: Asked['status']; readonly isElsewhere: boolean; readonly goesOn: boolean },
): Subscription['status'] {
  if (to.status === 'paused') return 'paused';
  if (to.goesOn) return 'pending';
  return to.isElsewhere && known.status !== 'paused' ? 'pending' : known.status;
}

function rotated(secrets: Subscription['secrets'], secret: string, now: Instant): Subscription['secrets'] {
  const former = secrets.map((one) => ({ secret: one.secret, until: one.until ?? later(now, FORMER_SECRET_S) }));
  return [{ secret }, ...former].slice(0, SECRETS_MAX);
}

/** Gone, with its secrets and all that waited. Refuses with `NotFound`. */
export async function unsubscribe({ store }: ManageDeps, party: PartyId, id: string): Promise<object> {
  if (!(await store.remove(party, id))) throw refusal('NotFound');
  return REMOVED_NOW;
}

const REMOVED_NOW = { removed: true };

/** Sends an event that says nothing, to a receiver that has been found to be one. Refuses with `NotFound`. */
export async function test(
  deps: ManageDeps,
  { party, id }: { readonly party: PartyId; readonly id: string },
  until: AbortSignal,
): Promise<object> {
  const found = await own(deps, party, id);
  if (found.status !== 'active') return { outcome: 'notTried', why: `status: ${found.status}` };
  const why = await sendTest(deps, found, deps.clock.now(), until);
  return why === null ? { outcome: 'delivered' } : { outcome: 'failed', why };
}

/** What waits and what has died, after a number. Refuses with `NotFound`, and with `BadRequest` what is not in its form. */
export async function deliveries(
  deps: ManageDeps,
  { party, id }: { readonly party: PartyId; readonly id: string },
  asked: { readonly after?: string; readonly limit?: string },
): Promise<readonly object[]> {
  refuseOtherForm('after', asked.after, DELIVERY_FORMS.after);
  refuseOtherForm('limit', asked.limit, DELIVERY_FORMS.limit);
  const found = await own(deps, party, id);
  const { after = '0', limit = String(DELIVERIES_LIMIT_DEFAULT) } = asked;
  return (await deps.store.deliveries(found.id, Number(after), Number(limit))).map(shownDelivery);
}

function shownDelivery(delivery: Delivery): object {
  const { sequence, stream, state, attempts, nextAt, lastFailure, resend } = delivery;
  return {
    ...{ deliveryId: deliveryId(delivery), sequence, caseId: idOf(stream), state, attempts, lastFailure },
    nextAttemptAt: state === 'waiting' ? nextAt : null,
    ...(resend === 0 ? {} : { resendOf: deliveryId({ ...delivery, resend: 0 }) }),
  };
}

/** Lets go of one that has died, so that its case may go on. Refuses with `NotFound`. */
export async function letGo(
  deps: ManageDeps,
  { party, id }: { readonly party: PartyId; readonly id: string },
  sequence: string,
): Promise<object> {
  const found = await own(deps, party, id);
  const isNumber = /^[1-9][0-9]{0,8}$/.test(sequence);
  if (!isNumber || (await deps.store.letGo(found.id, [Number(sequence)])) === 0) throw refusal('NotFound');
  return REMOVED_NOW;
}

/** When a delivery that fails is tried again, in words: for the guide and the description. */
export const SCHEDULE = RETRY_AFTER_S.join(', ');
