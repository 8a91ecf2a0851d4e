/** What a feed says over Kafka: that something has happened, and where to read it. */
import { HUB_EVENT_MEDIA_TYPE, hubEvent, idOf, topicOf } from '#contracts';
import { subjectText, type PartyId, type Subject } from '#domain';
import { type OutgoingRecord } from '#engines';
import { type RecordedEvent } from '#event-log';

/** What of an event is told beside where it stands. */
export interface Told {
  readonly subject: Subject;
  readonly traceparent: string | undefined;
}

/** A stored event as its records for these parties: ids, type, time and position, and nothing of what it says. */
export function thinRecords(
  event: RecordedEvent,
  { subject, traceparent }: Told,
  parties: readonly PartyId[],
): readonly OutgoingRecord[] {
  const { eventId: id, type, recordedAt: time, position, stream } = event;
  const partitionkey = idOf(stream);
  const value = hubEvent({
    ...{ id, type, time, position, traceparent, partitionkey },
    subject: subjectText(subject),
  });
  const headers = { 'content-type': HUB_EVENT_MEDIA_TYPE, position };
  return parties.map((party) => ({ topic: topicOf('feed', party), key: partitionkey, value, headers }));
}
