/** What a round of deliveries came to at one receiver, held against its party’s feed. */
import { type FeedPlace } from '../../../apps/projector/src/feed/feed-place.js';
import { type Arrival } from '../../deliveries/receivers.js';
import { type Wrong } from '../checks.js';
import { type DeliveryRound } from './deliveries.js';
import { type FeedItem, type Subscriber } from './subscribers.js';

export interface Looked {
  /** Of the feed, what came in the round. */
  readonly items: readonly FeedItem[];
  /** The feed's last number before the round. */
  readonly from: number;
  /** Whether who pushes, or its store, was ended with answers on their way. */
  readonly isStruck: boolean;
  readonly round: number;
}

interface InRound extends Pick<Looked, 'items' | 'from'> {
  readonly id: string;
}

/** What of the round stands at a number. */
type At = (number: number) => FeedItem | undefined;

export type Found = Pick<DeliveryRound, 'entries' | 'arrivals' | 'again' | 'wrong'>;

/** Answers that may be lost with who waits for them: as many as are on their way at once. */
const LOST_ANSWERS_MAX = 4;

/** What a round came to at one receiver. */
export function foundOf({ party, receiver, id }: Subscriber, { items, from, isStruck, round }: Looked): Found {
  const arrivals = receiver.arrivals.filter(({ step }) => step === round);
  const again = takenAgain(arrivals);
  const wrong = [
    ...items
      .filter(({ sequence }, at) => sequence !== from + at + 1)
      .map(({ sequence }) => `${sequence} stands out of its number`),
    ...items.flatMap((item) => wrongItem(item, arrivals)),
    ...arrivals.flatMap((arrival) => wrongArrival(arrival, { items, from, id: id() })),
    ...wrongOrder(arrivals),
    ...(again > (isStruck ? LOST_ANSWERS_MAX : 0) ? [`${again} came again that had been taken`] : []),
  ];
  return { entries: items.length, arrivals: arrivals.length, again, wrong: wrong.map((what) => `${party}: ${what}`) };
}

/** All that may be told of has come, and is kept. */
function wrongItem(item: FeedItem, arrivals: readonly Arrival[]): Wrong {
  const isKept = arrivals.some(({ sequence, isKept }) => isKept && sequence === item.sequence);
  return 'gone' in item || isKept ? [] : [`${item.sequence} (${item.type}) is lost`];
}

/** It is what stands in the feed, under the id that it has there. */
function wrongArrival(arrival: Arrival, { items, from, id }: InRound): Wrong {
  const { sequence, received, isResent } = arrival;
  const item = items[sequence - from - 1];
  const isNamed = isResent ? received.id.startsWith(`${id}_${sequence}_`) : received.id === `${id}_${sequence}`;
  const isRight =
    isNamed &&
    item !== undefined &&
    ('gone' in item || isAsInFeed(arrival, item, (number) => items[number - from - 1]));
  return isRight ? [] : [`${sequence} came as ${received.id}: ${JSON.stringify(received.event)}`];
}

function isAsInFeed({ received, previous, isResent }: Arrival, item: FeedPlace, at: At): boolean {
  const { id, type } = received.event;
  return item.eventId === id && item.type === type && (isResent || isPreviousRight(at, item.previous, previous));
}

/** As in the feed, but that what may be told of no more is not named, nor of the agreement what was told before anybody subscribed. */
function isPreviousRight(at: At, inFeed: number | undefined, named: number | undefined): boolean {
  if (inFeed === named) return true;
  const before = inFeed === undefined ? undefined : at(inFeed);
  return before === undefined ? named === undefined : 'gone' in before;
}

/** Of a case none after one that stands later, but what its owner has asked for anew. */
function wrongOrder(arrivals: readonly Arrival[]): Wrong {
  const last = new Map<unknown, number>();
  return arrivals.flatMap(({ sequence, received: { event }, isResent }) => {
    if (isResent) return [];
    const before = last.get(event['partitionkey']) ?? 0;
    last.set(event['partitionkey'], sequence);
    return sequence < before ? [`${sequence} came after ${before} of its case`] : [];
  });
}

function takenAgain(arrivals: readonly Arrival[]): number {
  const taken = new Set<string>();
  return arrivals.filter(({ received: { id }, answer }) => {
    const isAgain = taken.has(id);
    if (answer === 'taken') taken.add(id);
    return isAgain;
  }).length;
}
