/** The stream that tells of parties, not of any subject: no law judges it, and who follows subjects does not meet it. */
import { type StreamName } from '#contracts';
import { type RecordedEvent } from './event-log.port.js';

/** What the names of such streams begin with. No kind of the domain's table of streams has it. */
export const REGISTER_PREFIX = 'party-';

/** All that is said of parties and mandates: one stream, read by its name and from a revision on (ADR 62). */
export const REGISTER_STREAM = `${REGISTER_PREFIX}register` as StreamName;

/** The events of subjects, without those that tell of parties. */
export function ofSubjects(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return events.some(isOfRegister) ? events.filter((event) => !isOfRegister(event)) : events;
}

const isOfRegister = ({ stream }: RecordedEvent): boolean => stream.startsWith(REGISTER_PREFIX);
