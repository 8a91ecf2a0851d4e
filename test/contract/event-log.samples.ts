/** Events and reads that the log's contract speaks of. */
import { type Instant, type Uuid } from '#domain/facts';
import { type StreamName } from '#contracts';
import { type EventLog, type EventToAppend, type RecordedEvent } from '#event-log';

/** Gives the log of the example that runs. */
export type Subject = () => EventLog;

export const CASE = 'case-5b0b6f4e-0a6b-4a0e-9f0e-000000000001' as StreamName;
export const OTHER_CASE = 'case-5b0b6f4e-0a6b-4a0e-9f0e-000000000002' as StreamName;
export const AGREEMENT = 'agreement-5b0b6f4e-0a6b-4a0e-9f0e-000000000003' as StreamName;

export const at = (seconds: number): Instant => new Date(Date.UTC(2026, 0, 15, 8, 0, seconds)).toISOString() as Instant;

export function event(text: string, recordedAt = at(0)): EventToAppend {
  const eventId = '0d4ac8a2-7a5a-5e0c-8d38-1f5c6d5b7f10' as Uuid;
  return { eventId, type: 'se.hvbhub.placement.started.v1', recordedAt, body: Buffer.from(text) };
}

export const events = (...texts: readonly string[]): EventToAppend[] => texts.map((text) => event(text));
export const textOf = ({ body }: RecordedEvent): string => Buffer.from(body).toString();
export const textsOf = (recorded: readonly RecordedEvent[]): string[] => recorded.map(textOf);

/** Reads the whole log by pages, as a follower does. */
export async function readWhole(log: EventLog, limit = 7, prefix?: string): Promise<RecordedEvent[]> {
  const read: RecordedEvent[] = [];
  let after = log.start;
  for (;;) {
    const page = await log.readAll(after, prefix === undefined ? { limit } : { limit, prefix });
    read.push(...page.events);
    after = page.next;
    if (page.atEnd) return read;
  }
}
