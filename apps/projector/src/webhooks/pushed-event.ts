/** What is pushed of an entry of a feed: the thin event, decided when it is sent, and what of a feed a subscription is to have. */
import { subjectOf, traceOf, type AssessedAs, type Entry, type StreamReader } from '#cases';
import { hubEvent, idOf, type Clock } from '#contracts';
import { subjectText, type StreamCategory } from '#domain';
import { entryAt } from '../feed/answer-feed.js';
import { isOfHub, type EventLog } from '#event-log';
import { type FeedEntry, type FeedIndex } from '../feed/feed-index.port.js';
import { eventOfLog, eventsOfLog, subjectOfLog } from '../feed/of-log.js';
import { sideBySide } from '../feed/side-by-side.js';
import { isStillTold } from '../feed/still-told.js';
import { fits, fitsOfLog, typeOf } from './fits.js';
import { type Delivery, type Subscription } from './subscription.js';

/** Bytes of what is pushed at most, as Standard Webhooks advises. */
export const PUSHED_BYTES_MAX = 20 * 1_024;

export interface PushedDeps {
  readonly index: Pick<FeedIndex, 'page' | 'of'>;
  /** What is said of the log itself is read there. */
  readonly log: Pick<EventLog, 'eventAt'>;
  readonly reader: StreamReader;
  readonly clock: Clock;
}

type Asking = Pick<Subscription, 'party' | 'filter' | 'since'>;

async function isFor<C extends StreamCategory>(
  deps: PushedDeps,
  { party, filter }: Pick<Asking, 'party' | 'filter'>,
  { head, entry }: { readonly head: AssessedAs<C>; readonly entry: Entry },
): Promise<boolean> {
  return isStillTold(deps.reader, head, { entry, party }) && (await fits(deps, filter, { head, entry, party }));
}

/** Those of a page that the subscription is to have, as it is now. Throws where the index and the log do not agree. */
export async function fitting(
  deps: PushedDeps,
  asking: Pick<Asking, 'party' | 'filter'>,
  page: readonly FeedEntry[],
): Promise<readonly FeedEntry[]> {
  const asOf = deps.clock.today();
  const ofLog = await eventsOfLog(deps.log, page);
  const names = [...new Set(page.filter((one) => !isOfHub(one)).map(({ stream }) => stream))];
  const streams = await sideBySide(names, (name) => deps.reader.read(name, { asOf }));
  const all: FeedEntry[] = [];
  for (const one of page) {
    const said = ofLog.get(one.position);
    if (said) {
      if (fitsOfLog(asking.filter, said.type)) all.push(one);
      continue;
    }
    const head = streams.get(one.stream) as AssessedAs<StreamCategory>;
    if (await isFor(deps, asking, { head, entry: entryAt(head, one) })) all.push(one);
  }
  return all;
}

/** The event as bytes; null where it may no longer be told of, if only that it is there. */
export async function pushedEvent(
  deps: PushedDeps,
  subscription: Asking,
  { sequence, stream }: Pick<Delivery, 'sequence' | 'stream'>,
): Promise<Uint8Array | null> {
  const { party } = subscription;
  const [one] = await deps.index.page(party, sequence - 1, 1);
  if (one?.sequence !== sequence || one.stream !== stream)
    throw new RangeError(`entry ${sequence} of the feed of ${party} is not of ${stream}`);
  if (isOfHub(one)) return pushedOfLog(deps, subscription, one);
  const head = await deps.reader.read(stream, { asOf: deps.clock.today() });
  const entry = entryAt(head, one);
  if (!isStillTold(deps.reader, head, { entry, party })) return null;
  const previous = await previousOf(deps, subscription, { head, one });
  const { eventId: id, recordedAt: time } = entry.place;
  const body = hubEvent({
    ...{ id, time, sequence, type: typeOf(entry), traceparent: traceOf(entry), partitionkey: idOf(stream) },
    ...(previous === null ? {} : { previous }),
    subject: subjectText(subjectOf(entry)),
  });
  if (body.length > PUSHED_BYTES_MAX) throw new RangeError('what is pushed is thin');
  return body;
}

/** All of them fit or none: the one before in the feed is the one before of the subscription, since its filter holds. */
async function pushedOfLog({ log }: PushedDeps, { since }: Asking, one: FeedEntry): Promise<Uint8Array> {
  const { sequence, previous, stream } = one;
  const { eventId: id, recordedAt: time, type } = await eventOfLog(log, one);
  return hubEvent({
    ...{ id, time, sequence, type, partitionkey: idOf(stream), subject: subjectOfLog(one) },
    ...(previous === null || previous <= since ? {} : { previous }),
  });
}

/**
 * The number of the last entry before of the same case that the subscription was to have, by its filter as it is: who has not
 * had it has lost something. Null where there is none since the filter holds.
 */
async function previousOf<C extends StreamCategory>(
  deps: PushedDeps,
  subscription: Asking,
  { head, one }: { readonly head: AssessedAs<C>; readonly one: FeedEntry },
): Promise<number | null> {
  const { party, since } = subscription;
  if (one.previous === null || one.previous <= since) return null;
  const before = head.opened.entries.slice(0, one.revision);
  const known = (await deps.index.of(before.map(({ place }) => place.position))).filter(
    (entry) => entry.party === party && entry.sequence > since,
  );
  for (const entry of known.toReversed())
    if (await isFor(deps, subscription, { head, entry: entryAt(head, entry) })) return entry.sequence;
  return null;
}
