/** Reads a timeline from the log: each message in both its forms, so that what may not be shown can be left out and named. */
import { maySeePersonalData, type Principal, type Sight } from '#access';
import { decodeEvent, subjectOf, type Entry, type RecordedFact } from '#cases';
import { closedData, stockholmDay, type Keys, type StreamName } from '#contracts';
import { isSameSubject, ownDate, type Day, type Subject } from '#domain';
import { type EventLog } from '#event-log';
import { withoutPlace } from './masked.js';
import { shownData, timelineEntries, type ShownData } from './timeline.js';
import { BEGINNING } from '../rows/spans.js';
import { type Reading } from './reading-question.js';

export interface TimelineDeps {
  readonly log: EventLog;
  readonly keys: Pick<Keys, 'of'>;
}

export interface TimelineQuestion {
  readonly stream: StreamName;
  readonly reading: Reading;
  readonly caller: Principal;
  readonly sight: Sight;
  /** True where another's word on where the person is is not told. */
  readonly isMasked?: boolean;
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
export async function readTimeline(deps: TimelineDeps, question: TimelineQuestion): Promise<readonly unknown[]> {
  const { reading, caller, sight, isMasked, about } = question;
  const events = await deps.log.readStream(question.stream, { upTo: reading.upTo });
  const keys = await deps.keys.of(question.stream);
  const shown = ({ said }: RecordedFact): ShownData => {
    const isOwn = maySeePersonalData(caller, sight, said.meta.party);
    const data = shownData({ whole: said.data, closed: closedData(said.type, said.data) }, isOwn);
    return isMasked && !isOwn ? withoutPlace(said.type, data) : data;
  };
  const entries = events
    .map((event) => decodeEvent(event, keys, 'show'))
    .filter((entry) => about === undefined || isSameSubject(subjectOf(entry), about));
  return timelineEntries({ entries, shown, asOf: reading.asOf, dayOf });
}
