/** What of a feed is sent anew: counted first, and sent when the count is confirmed. */
import { faultFinder } from '#contracts';
import { type PartyId, type Uuid } from '#domain';
import { refusal } from '#http';
import { type FeedEntry } from '../feed/feed-index.port.js';
import { own, refuseFault, type Body, type ManageDeps } from './manage-subscriptions.js';
import { fitting } from './pushed-event.js';
import { type Delivery, type Subscription } from './subscription.js';
import { RESEND_FIELDS, RESENT_MAX } from './subscription.schema.data.js';
import { DELIVERIES_PER_PAGE_MAX, type SubscriptionStore } from './subscriptions.port.js';

const faultOfResend = faultFinder(RESEND_FIELDS);

interface ToResend {
  readonly sequences?: readonly number[];
  readonly from?: number;
  readonly to?: number;
  readonly dead?: true;
  readonly confirm?: number;
}

/**
 * How many would be sent anew, or, where that count is confirmed, that they are: each under a name of its own, with that of
 * its first. What waits already is not sent twice. Refuses with `NotFound`, with `CountDiffers` another count than there are,
 * and with `MissingField` where nothing is said of what.
 */
export async function resend(
  deps: ManageDeps,
  { party, id }: { readonly party: PartyId; readonly id: string },
  body: Body,
): Promise<object> {
  const found = await own(deps, party, id);
  refuseFault(faultOfResend, body);
  const asked = body as ToResend;
  const entries = await toResend(deps, found, asked);
  const count = entries.length;
  if (asked.confirm === undefined) return { count, isSent: false };
  if (asked.confirm !== count) throw refusal('CountDiffers', { pointer: '/confirm', expected: String(count) });
  if (count > 0) await deps.store.resend({ subscription: found.id, entries, now: deps.clock.now() });
  return { count, isSent: true };
}

type Resendable = Pick<Delivery, 'sequence' | 'stream'>;

async function toResend(deps: ManageDeps, found: Subscription, asked: ToResend): Promise<readonly Resendable[]> {
  const kept = await allDeliveries(deps.store, found.id);
  if (asked.dead) return kept.filter(({ state }) => state === 'dead').slice(0, RESENT_MAX);
  const waiting = new Set(kept.filter(({ state }) => state === 'waiting').map(({ sequence }) => sequence));
  const numbers = numbersOf(asked, found.through).filter((one) => !waiting.has(one));
  return fitting(deps, found, await entriesOf(deps, found.party, numbers));
}

/** The entries of these numbers, which are in order; many that lie close are read at once. */
async function entriesOf(
  { index }: Pick<ManageDeps, 'index'>,
  party: PartyId,
  numbers: readonly number[],
): Promise<readonly FeedEntry[]> {
  const all: FeedEntry[] = [];
  const wanted = new Set(numbers);
  let read = 0;
  for (const number of numbers) {
    if (number <= read) continue;
    const page = await index.page(party, number - 1, RESENT_MAX);
    all.push(...page.filter(({ sequence }) => wanted.has(sequence)));
    read = page.at(-1)?.sequence ?? number;
  }
  return all;
}

/** In order, none that has not been looked at yet: that comes by itself. */
function numbersOf({ sequences, from, to }: ToResend, through: number): readonly number[] {
  if (sequences) return sequences.filter((one) => one <= through).toSorted((a, b) => a - b);
  if (from === undefined || to === undefined)
    throw refusal('MissingField', { pointer: '/sequences', expected: 'sequences | from, to | dead' });
  const last = Math.min(to, through, from + RESENT_MAX - 1);
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, n) => from + n);
}

async function allDeliveries(store: SubscriptionStore, id: Uuid): Promise<readonly Delivery[]> {
  const all: Delivery[] = [];
  for (;;) {
    const page = await store.deliveries(id, all.at(-1)?.sequence ?? 0, DELIVERIES_PER_PAGE_MAX);
    all.push(...page);
    if (page.length < DELIVERIES_PER_PAGE_MAX) return all;
  }
}
