/** Reads a timeline from the log: each message in both its forms, so that what may not be shown can be left out and named. */
import { maySeePersonalData, type Principal, type Sight } from '#access';
import { decodeEvent, type Entry, type RecordedFact } from '#cases';
import { WHOLE_STREAM, stockholmDay, type Keys, type StreamName } from '#contracts';
import { ownDate, type CaseFact, type Day, type PartyId, type Said, type Uuid } from '#domain';
import { type EventLog, type RecordedEvent } from '#event-log';
import { shownData, timelineEntries, type ShownData } from './timeline.js';
import { BEGINNING } from '../rows/case-rows.js';
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
}

/** Entries count on the days from their own date; what describes the case itself always, what the hub said when it said so. */
function dayOf(entry: Entry): Day {
  if (entry.kind === 'derived') return stockholmDay(entry.place.recordedAt);
  return ownDate(entry.said as Said<CaseFact>) ?? BEGINNING;
}

/** The timeline's entries up to the reading's position, as the one who asks may see them. */
export async function readTimeline(deps: TimelineDeps, question: TimelineQuestion): Promise<readonly unknown[]> {
  const { reading, caller, sight } = question;
  const events = await deps.log.readStream(question.stream, { upTo: reading.upTo });
  const key = (await deps.keys.of(question.stream)).get(WHOLE_STREAM);
  const recorded = new Map<Uuid, RecordedEvent>(events.map((event) => [event.eventId, event]));
  const whole = events.map((event) => decodeEvent(event, key, 'show'));
  const facts = new Map<Uuid, RecordedFact>();
  for (const entry of whole) if (entry.kind === 'fact') facts.set(entry.place.eventId, entry);
  const shown = (eventId: Uuid, publisher: PartyId): ShownData => {
    const event = recorded.get(eventId);
    const fact = facts.get(eventId);
    if (!event || !fact) return { data: {}, withheld: [] };
    const closed = decodeEvent(event, 'erased', 'show') as RecordedFact;
    return shownData({ whole: fact, closed }, maySeePersonalData(caller, sight, publisher));
  };
  return timelineEntries({ entries: whole, shown, asOf: reading.asOf, dayOf });
}
