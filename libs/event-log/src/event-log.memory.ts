/** A log in memory, for specs: the same contract as the others, and gone with the process. */
import { randomUUID } from 'node:crypto';
import { type Instant } from '#domain/facts';
import { type StreamName } from '#contracts';
import { defectOf, refusalOf } from './append-check.js';
import { type EventLog, type EventToAppend, LogUnavailable, NO_STREAM, type RecordedEvent } from './event-log.port.js';
import { type LogId } from './log-identity.js';
import { moreAfter } from './more.js';
import { comparePositions, parsePosition, placeOf, positionOf, START } from './position.js';

/** Events of one page at most, as in every log. */
const PAGE_MAX = 1_000;

interface Memory {
  readonly all: RecordedEvent[];
  readonly streams: Map<StreamName, RecordedEvent[]>;
}

export function memoryLog(): EventLog {
  const memory: Memory = { all: [], streams: new Map() };
  const more = moreAfter(() => memory.all.length);
  const id = randomUUID() as string as LogId;
  let closed = false;
  const answer = <T>(read: () => T): Promise<T> =>
    new Promise((resolve) => {
      if (closed) throw new LogUnavailable('the log is closed');
      resolve(read());
    });
  return {
    start: START,
    compare: comparePositions,
    parsePosition,
    append: (stream, events, expectedRevision) =>
      answer(() => {
        const last = append(memory, { stream, events, expectedRevision });
        more.tell(memory.all.length);
        return { revision: last.revision, position: last.position };
      }),
    readStream: (stream, { upTo, fromRevision = 0 } = {}) =>
      answer(() =>
        (memory.streams.get(stream) ?? [])
          .slice(fromRevision)
          .filter(({ position }) => upTo === undefined || comparePositions(position, upTo) <= 0),
      ),
    readAll: (after, { limit, prefix }) =>
      answer(() => {
        const from = placeOf(after);
        const events = memory.all.slice(from, from + Math.min(limit, PAGE_MAX));
        const next = events.at(-1)?.position ?? after;
        const matching = prefix === undefined ? events : events.filter(({ stream }) => stream.startsWith(prefix));
        return { events: matching, next, atEnd: placeOf(next) >= memory.all.length };
      }),
    eventAt: (position) => answer(() => memory.all[placeOf(position) - 1]),
    shownLateMsMax: 0,
    waitForMore: async (after, signal) => {
      if (closed) throw new LogUnavailable('the log is closed');
      await more.wait(placeOf(after), signal);
    },
    head: () => answer(() => positionOf(memory.all.length)),
    identity: () => answer(() => id),
    positionAt: (instant) => answer(() => positionOf(placeAt(memory.all, instant))),
    close: () => {
      closed = true;
      more.close();
      return Promise.resolve();
    },
  };
}

interface ToAppend {
  readonly stream: StreamName;
  readonly events: readonly EventToAppend[];
  readonly expectedRevision: number;
}

function append(memory: Memory, { stream, events, expectedRevision }: ToAppend): RecordedEvent {
  const own = memory.streams.get(stream) ?? [];
  const tail = own.at(-1) ?? { revision: NO_STREAM, recordedAt: '' };
  const refused = defectOf(events, expectedRevision) ?? refusalOf(stream, events, expectedRevision, tail);
  if (refused) throw refused;
  for (const event of events) {
    const recorded: RecordedEvent = {
      ...event,
      // A copy: what the caller does with its bytes afterwards changes nothing here.
      body: Uint8Array.from(event.body),
      stream,
      revision: own.length,
      position: positionOf(memory.all.length + 1),
    };
    own.push(recorded);
    memory.all.push(recorded);
  }
  memory.streams.set(stream, own);
  return own.at(-1) as RecordedEvent;
}

function placeAt(all: readonly RecordedEvent[], instant: Instant): number {
  const later = all.findIndex(({ recordedAt }) => recordedAt > instant);
  return later === -1 ? all.length : later;
}
