/** What a feed says over Kafka: that something has happened, and where to read it. */
import { HUB_EVENT_MEDIA_TYPE, hubEvent, idOf, pushedType, topicOf } from '#contracts';
import { subjectText, type Subject } from '#domain';
import { type OutgoingRecord } from '#engines';
import { type RecordedEvent } from '#event-log';
import { type FeedEntry } from './feed-index.port.js';
import { subjectOfLog } from './of-log.js';

/** What of an event is told beside where it stands. */
export interface Told {
  /** Null of what is said of the log itself. */
  readonly subject: Subject | null;
  readonly traceparent: string | undefined;
}

/**
 * A stored event as its records for these feeds: ids, time and numbers, by a name that tells nothing, and nothing of what it says. Where it stands in the log is not
 * told: that would tell of the traffic of others (A10). So that who reads partition by partition sees a loss, the number of the entry before
 * of the same case stands beside the record's own (B21).
 */
export function thinRecords(
  event: RecordedEvent,
  { subject, traceparent }: Told,
  entries: readonly Pick<FeedEntry, 'party' | 'sequence' | 'previous'>[],
): readonly OutgoingRecord[] {
  const { eventId: id, recordedAt: time, stream } = event;
  const partitionkey = idOf(stream);
  const type = subject === null ? event.type : pushedType(event.type, subject.kind);
  const about = subject === null ? subjectOfLog(event) : subjectText(subject);
  return entries.map(({ party, sequence, previous }) => ({
    topic: topicOf('feed', party),
    key: partitionkey,
    value: hubEvent({
      ...{ id, type, time, sequence, traceparent, partitionkey },
      ...(previous === null ? {} : { previous }),
      subject: about,
    }),
    headers: {
      'content-type': HUB_EVENT_MEDIA_TYPE,
      sequence: String(sequence),
      ...(previous === null ? {} : { previous: String(previous) }),
    },
  }));
}
