/** What a feed says over Kafka: that something has happened, and where to read it. */
import { HUB_EVENT_MEDIA_TYPE, hubEvent, idOf, topicOf } from '#contracts';
import { type PartyId } from '#domain';
import { type OutgoingRecord } from '#engines';
import { type RecordedEvent } from '#event-log';

const KIND_AT = 2;

/** `placement` of `se.hvbhub.placement.started.v1`: what the subject begins with. */
export function kindOf(type: string): string {
  return type.split('.')[KIND_AT] ?? '';
}

/** A stored event as its records for these parties: ids, type, time and position, and nothing of what it says. */
export function thinRecords(
  event: RecordedEvent,
  traceparent: string | undefined,
  parties: readonly PartyId[],
): readonly OutgoingRecord[] {
  const { eventId: id, type, recordedAt: time, position, stream } = event;
  const partitionkey = idOf(stream);
  const value = hubEvent({
    ...{ id, type, time, position, traceparent, partitionkey },
    subject: `${kindOf(type)}/${partitionkey}`,
  });
  const headers = { 'content-type': HUB_EVENT_MEDIA_TYPE, position };
  return parties.map((party) => ({ topic: topicOf('feed', party), key: partitionkey, value, headers }));
}
