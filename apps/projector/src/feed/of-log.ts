/** What the hub says of its own log, in a feed: to everybody who has one, and whole, for it tells of nobody (A9). */
import { idOf } from '#contracts';
import { HUB_CONTROLLER } from '#domain';
import { isOfHub, type EventLog, type RecordedEvent } from '#event-log';
import { readOfLog } from '#proof';
import { type FeedEntry } from './feed-index.port.js';
import { type FeedPlace } from './feed-place.js';
import { type Recipients } from './recipients.js';

/** It begins no feed: whoever has one hears of it. */
export const EVERYBODY: Recipients = { named: [], withUnits: false, isForAll: true };

/** `hub/<uuid>`, the same in every log. */
export const subjectOfLog = ({ stream }: Pick<FeedEntry, 'stream'>): string => `hub/${idOf(stream)}`;

/** The events that entries are of which tell of the log, by position. Throws `RangeError` where the log has another there: the index is of another log. */
export async function eventsOfLog(
  log: Pick<EventLog, 'eventAt'>,
  entries: readonly FeedEntry[],
): Promise<ReadonlyMap<FeedEntry['position'], RecordedEvent>> {
  const own = entries.filter(isOfHub);
  const events = await Promise.all(own.map((one) => eventOfLog(log, one)));
  return new Map(events.map((event) => [event.position, event]));
}

/** The same of one entry. */
export async function eventOfLog(log: Pick<EventLog, 'eventAt'>, one: FeedEntry): Promise<RecordedEvent> {
  const event = await log.eventAt(one.position);
  if (event?.stream === one.stream && event.revision === one.revision) return event;
  throw new RangeError(
    `entry ${one.sequence} of the feed of ${one.party} is of ${one.position}, where ${one.stream} has no such event`,
  );
}

/** Where it stands. */
export function placeOfLog(
  { sequence, previous, stream }: FeedEntry,
  { position, eventId, type, recordedAt }: RecordedEvent,
): FeedPlace {
  return {
    sequence,
    ...(previous === null ? {} : { previous }),
    ...{ position, eventId, type, subject: subjectOfLog({ stream }), recordedAt },
  };
}

/** What it says. Throws `ContractBroken` where it was never written so. */
export const contentOfLog = (event: RecordedEvent): object => ({ by: HUB_CONTROLLER, data: readOfLog(event).data });
