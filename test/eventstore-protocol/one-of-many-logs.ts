/**
 * A log for one example on a server that is shared by all: it begins where the server's log ends, and has names and
 * times of its own, so that the examples' streams and instants do not meet. The server must have been new at first.
 */
import { type Instant } from '#domain/facts';
import { type StreamName } from '#contracts';
import { type EventLog, type RecordedEvent } from '#event-log';

const DAY_MS = 24 * 60 * 60 * 1_000;
let logs = 0;

export async function oneOfMany(shared: EventLog): Promise<EventLog> {
  const number = (logs += 1);
  const start = await shared.head();
  const nameThere = (stream: StreamName): StreamName => stream.replace('-', `-${number}.`) as StreamName;
  const nameHere = (stream: StreamName): StreamName => stream.replace(`-${number}.`, '-') as StreamName;
  const timeThere = (instant: Instant): Instant => shifted(instant, number * DAY_MS);
  const here = (event: RecordedEvent): RecordedEvent => ({
    ...event,
    stream: nameHere(event.stream),
    recordedAt: shifted(event.recordedAt, -number * DAY_MS),
  });
  return {
    ...shared,
    start,
    append: async (stream, events, expectedRevision) => {
      const there = events.map((event) => ({ ...event, recordedAt: timeThere(event.recordedAt) }));
      return shared.append(nameThere(stream), there, expectedRevision).catch((error: unknown) => {
        throw withName(error, stream);
      });
    },
    readStream: async (stream, options) => (await shared.readStream(nameThere(stream), options)).map(here),
    readAll: async (after, options) => {
      const page = await shared.readAll(after, options);
      return { ...page, events: page.events.map(here) };
    },
    eventAt: async (position) => {
      // Asked also of what lies before: a closed log refuses that, too.
      const event = await shared.eventAt(position);
      return event && shared.compare(position, start) > 0 ? here(event) : undefined;
    },
    positionAt: async (instant) => {
      const position = await shared.positionAt(timeThere(instant));
      return shared.compare(position, start) < 0 ? start : position;
    },
  };
}

function shifted(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString() as Instant;
}

/** The conflict names the stream as the example does. */
function withName(error: unknown, stream: StreamName): unknown {
  return typeof error === 'object' && error !== null && 'stream' in error ? Object.assign(error, { stream }) : error;
}
