/** Streams that tell of parties, not of any subject: no law judges them, and who follows subjects does not meet them. */
import { type StreamName } from '#contracts';
import { type RecordedEvent } from './event-log.port.js';

/** What the names of such streams begin with. */
export const REGISTER_PREFIX = 'party-';

/** `party-<uuid>`: to the log one name among others. The domain's table of streams has no such kind. */
export function registerStream(uuid: string): StreamName {
  return `${REGISTER_PREFIX}${uuid}` as StreamName;
}

/** The events of subjects, without those that tell of parties. */
export function ofSubjects(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return events.some(isOfRegister) ? events.filter((event) => !isOfRegister(event)) : events;
}

const isOfRegister = ({ stream }: RecordedEvent): boolean => stream.startsWith(REGISTER_PREFIX);
