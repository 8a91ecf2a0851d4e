/** The streams that tell of no subject: no law judges them, and who follows subjects does not meet them. */
import { type StreamName } from '#contracts';
import { type RecordedEvent } from './event-log.port.js';

/** What the names of streams of parties begin with. No kind of the domain's table of streams has it. */
export const REGISTER_PREFIX = 'party-';

/** All that is said of parties and mandates: one stream, read by its name and from a revision on (ADR 62). */
export const REGISTER_STREAM = `${REGISTER_PREFIX}register` as StreamName;

/** What the name of the log's own stream begins with. */
export const HUB_PREFIX = 'hub-';

/**
 * Of the log itself, for everybody who has a feed (A9): what has been signed of it. One name in every log, so that an access
 * list can let the read side write there and nowhere else (infra/eventstore/access.yaml).
 */
export const HUB_STREAM = `${HUB_PREFIX}5f0c2a9e-7d41-5b63-9a18-3e6c0b7d2f41` as StreamName;

/** Whether an event tells of the log itself. */
export const isOfHub = ({ stream }: Pick<RecordedEvent, 'stream'>): boolean => stream.startsWith(HUB_PREFIX);

/** The events of subjects, without those that tell of parties or of the log. */
export function ofSubjects(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return events.some(isOfNoSubject) ? events.filter((event) => !isOfNoSubject(event)) : events;
}

const isOfNoSubject = (event: RecordedEvent): boolean => event.stream.startsWith(REGISTER_PREFIX) || isOfHub(event);
