/** Reads a timeline from the log, each message as far as a ground of disclosure opens it to the one who asks. */
import { decodeEvent, subjectOf, type Entry } from '#cases';
import { stockholmDay, type Keys } from '#contracts';
import { isSameSubject, ownDate, type Day, type StreamName, type Subject } from '#domain';
import { type EventLog } from '#event-log';
import { timelineEntries } from './timeline.js';
import { BEGINNING } from '../rows/spans.js';
import { type Reading } from './reading-question.js';
import { type Showing } from './showing.js';

export interface TimelineDeps {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'of'>;
}

export interface TimelineQuestion {
  readonly stream: StreamName;
  readonly reading: Reading;
  readonly show: Showing;
  /** Of one thing among several in the stream: what is said of that alone. */
  readonly about?: Subject | undefined;
}

/** Entries count on the days from their own date; what describes the subject itself always, what the hub said when it said so. */
function dayOf(entry: Entry): Day {
  switch (entry.kind) {
    case 'fact':
      return ownDate(entry.said) ?? BEGINNING;
    case 'erasedFact':
      return entry.meta.saidOn;
    case 'derived':
    case 'erasedDerived':
    case 'erasure':
      return stockholmDay(entry.place.recordedAt);
  }
}

/** The timeline's entries up to the reading's position, as the one who asks may see them. */
export async function readTimeline(
  deps: TimelineDeps,
  { stream, reading, show, about }: TimelineQuestion,
): Promise<readonly unknown[]> {
  const events = await deps.log.readStream(stream, { upTo: reading.upTo });
  const keys = await deps.keys.of(stream);
  const entries = events
    .map((event) => decodeEvent(event, keys, 'show'))
    .filter((entry) => about === undefined || isSameSubject(subjectOf(entry), about));
  return timelineEntries({ entries, show, asOf: reading.asOf, dayOf });
}
