/** What the hub itself sends to a party's topics and webhooks: CloudEvents in structured JSON. */
import { type Instant, type Uuid } from '#domain/facts';
import { MEDIA_TYPES } from './media-types.js';
import { wireType } from './message-types.js';

export const HUB_SOURCE = '/hub';

/** Types that are the hub's own and no fact's: to a party's topics the first two, to its webhooks the others. */
export const HUB_EVENT_TYPES = {
  ...{ receipt: wireType('receipt'), quarantined: wireType('quarantined') },
  /** What is sent to see whether a receiver believes it. */
  checked: wireType('subscription.checked'),
  /** What its owner has sent to see whether it comes. */
  tested: wireType('subscription.tested'),
  /** What alerts people, where its owner has asked for that; nothing of a feed is. */
  alerted: wireType('alert.raised'),
} as const;

/**
 * Of what people are alerted.
 * - `subscriptionStopped`: the hub has paused, disabled or given up a subscription; nothing is pushed by it.
 * - `deliveriesDied`: of a subscription something could not be delivered on a day, and its case is held.
 * - `deadlineMissed`: a day has passed that the party was to act by.
 * - `noticeUnopened`: what has legal effect when it is read, a handover among it, has not been opened (B5).
 */
export const ALERT_KINDS = ['subscriptionStopped', 'deliveriesDied', 'deadlineMissed', 'noticeUnopened'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export interface HubEvent {
  readonly id: Uuid;
  readonly type: string;
  readonly time: Instant;
  readonly subject?: string | undefined;
  readonly partitionkey?: Uuid | undefined;
  readonly traceparent?: string | undefined;
  /** In the feed: its number there, and that of the entry before of the same case. */
  readonly sequence?: number | undefined;
  readonly previous?: number | undefined;
  readonly data?: object | undefined;
}

const encoder = new TextEncoder();

/** The media type of what `hubEvent` gives. */
export const HUB_EVENT_MEDIA_TYPE = `${MEDIA_TYPES.structured}; charset=UTF-8`;

/** The event as bytes in structured mode. What is undefined is left out. */
export function hubEvent({ id, type, time, data, ...more }: HubEvent): Uint8Array {
  const { subject, partitionkey, traceparent, sequence, previous } = more;
  const event = {
    ...{ specversion: '1.0', id, source: HUB_SOURCE, type, subject, time, partitionkey, traceparent },
    ...{ sequence, previous },
    ...(data === undefined ? {} : { datacontenttype: 'application/json', data }),
  };
  return encoder.encode(JSON.stringify(event));
}
