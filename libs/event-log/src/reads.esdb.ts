/** Reading an EventStoreDB log: a stream, its end, pages of the whole, the head. */
import { type StreamName } from '#contracts';
import { type Connection } from './connection.esdb.js';
import { CorruptEvent, LogUnavailable, type Page, type Position, type RecordedEvent } from './event-log.port.js';
import { LANDMARKS } from './landmarks-stream.esdb.js';
import { type Patience, patiently } from './patience.esdb.js';
import { comparePlaces, type Place, placeOf, positionOf, START } from './position.esdb.js';
import { allRequest, recordOf, type StreamFilter, streamRequest } from './requests.esdb.js';
import { recordedOf, type StoredRecord } from './stored-event.esdb.js';

/** Events of one page at most. */
export const PAGE_MAX = 1_000;
/** Bytes of the bodies of one page at most, or a single larger one. */
export const PAGE_BYTES_MAX = 16 * 1024 * 1024;
/** Events of a stream that are asked for at once: all there are. */
const WHOLE_STREAM = 1_000_000_000;

/** What the server writes for itself, and the landmarks, are none of the log's events. */
export const OWN_STREAMS = { regex: `^(?![$]|${LANDMARKS}$)` } as const satisfies StreamFilter;

export interface StreamRange {
  readonly fromRevision: number;
  readonly upTo?: Position;
}

export interface Reads {
  readStream(stream: StreamName, range: StreamRange): Promise<readonly RecordedEvent[]>;
  /** The records from a revision on, at most `count`, as the server has them; none for a stream never written. */
  recordsFrom(stream: StreamName, revision: number, count: number): Promise<readonly StoredRecord[]>;
  /** The last revision of a stream; undefined for a stream never written. */
  lastRevision(stream: StreamName): Promise<number | undefined>;
  page(after: Position, options: { readonly limit: number; readonly prefix?: string | undefined }): Promise<Page>;
  head(): Promise<Position>;
}

/** The furthest place that this log has seen: a server that has less is not the leader, whatever it thinks. */
export interface Seen {
  readonly place: () => Place;
  readonly saw: (place: Place) => void;
}

interface Parts {
  readonly connection: Connection;
  readonly patience: Patience;
  readonly seen: Seen;
}

export function readsOver(parts: Parts): Reads {
  const { connection, patience } = parts;
  return {
    readStream: (stream, range) => patiently(patience, () => readStream(connection, stream, range)),
    recordsFrom: (stream, revision, count) =>
      patiently(patience, () =>
        recordsOf(connection, streamRequest({ stream, from: revision, direction: 'forwards', count })),
      ),
    lastRevision: (stream) =>
      patiently(patience, async () => {
        const request = streamRequest({ stream, from: 'end', direction: 'backwards', count: 1 });
        return (await recordsOf(connection, request)).at(0)?.revision;
      }),
    page: (after, { limit, prefix }) => {
      const size = Math.max(1, Math.min(limit, PAGE_MAX));
      return prefix ? pageOfPrefix(parts, { after, limit: size, prefix }) : pageOfAll(parts, { after, limit: size });
    },
    head: () => patiently(patience, async () => positionOf(await headNow(parts))),
  };
}

async function recordsOf(
  connection: Connection,
  request: ReturnType<typeof streamRequest>,
): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  await connection.read(request, (message) => {
    const record = recordOf(message);
    if (record) records.push(record);
    return 'more';
  });
  return records;
}

async function readStream(
  connection: Connection,
  stream: StreamName,
  { fromRevision, upTo }: StreamRange,
): Promise<readonly RecordedEvent[]> {
  const last = upTo === undefined ? undefined : placeOf(upTo);
  const events: RecordedEvent[] = [];
  const request = streamRequest({ stream, from: fromRevision, direction: 'forwards', count: WHOLE_STREAM });
  await connection.read(request, (message) => {
    const record = recordOf(message);
    if (!record) return 'more';
    if (last && comparePlaces(record.place, last) > 0) return 'enough';
    refuseGap(record, fromRevision + events.length);
    events.push(recordedOf(record));
    return 'more';
  });
  return events;
}

/** A stream that was truncated, or whose events were let to expire, lacks revisions. */
function refuseGap(record: StoredRecord, revision: number): void {
  if (record.revision === revision) return;
  throw new CorruptEvent(positionOf(record.place), `its stream lacks revision ${revision}`);
}

interface Asked {
  readonly after: Position;
  readonly limit: number;
}

/** One call: what it gives is all there was, so that its last event is the end unless the page is full. */
async function pageOfAll(parts: Parts, { after, limit }: Asked): Promise<Page> {
  const { events, next, full } = await patiently(parts.patience, async () => {
    const known = parts.seen.place();
    const read = await eventsAfter(parts.connection, { after: placeOf(after), limit, streams: OWN_STREAMS });
    if (!read.full) refuseStale(read.next, known);
    return read;
  });
  if (events.length > 0) parts.seen.saw(next);
  return { events, next: positionOf(next), atEnd: !full };
}

/**
 * Two calls: the head first, so that a page that is not full holds all that matched up to there; both from one node, so
 * that the page is not read from one that lags behind. What is written in between may be in it too, and moves `next` on.
 */
function pageOfPrefix(parts: Parts, { after, limit, prefix }: Asked & { readonly prefix: string }): Promise<Page> {
  const { connection, patience, seen } = parts;
  return patiently(patience, async () => {
    const node = await connection.node();
    const head = await headNow(parts);
    const { events, next, full } = await eventsAfter(connection, { after: placeOf(after), limit, streams: { prefix } });
    if ((await connection.node()) !== node) throw new LogUnavailable('the leader changed while a page was read');
    if (events.length > 0) seen.saw(next);
    const end = full || comparePlaces(next, head) > 0 ? next : head;
    return { events, next: positionOf(end), atEnd: !full };
  });
}

interface EventsAfter {
  readonly events: readonly RecordedEvent[];
  /** The place of the last event looked at, or the one asked for where there is none. */
  readonly next: Place;
  /** There may be more. */
  readonly full: boolean;
}

async function eventsAfter(
  connection: Connection,
  { after, limit, streams }: { readonly after: Place; readonly limit: number; readonly streams: StreamFilter },
): Promise<EventsAfter> {
  const events: RecordedEvent[] = [];
  // One more than asked: the server begins with the event at the place itself.
  const count = limit + 1;
  let received = 0;
  let bytes = 0;
  let next = after;
  const isFull = (): boolean => events.length >= limit || received >= count || bytes >= PAGE_BYTES_MAX;
  const request = allRequest({ from: fromPlace(after), direction: 'forwards', count, streams });
  await connection.read(request, (message) => {
    const record = recordOf(message);
    if (!record) return 'more';
    received += 1;
    if (comparePlaces(record.place, after) > 0) {
      next = record.place;
      if (isOurs(record, streams)) {
        events.push(recordedOf(record));
        bytes += record.data.byteLength;
      }
    }
    return isFull() ? 'enough' : 'more';
  });
  return { events, next, full: isFull() };
}

/** `$streamDeleted` lies in the stream that it ends. The server compares a prefix as its own language does, not byte by byte. */
function isOurs({ type, stream }: StoredRecord, streams: StreamFilter): boolean {
  if (type.startsWith('$') || stream === LANDMARKS) return false;
  return 'prefix' in streams ? stream.startsWith(streams.prefix) : true;
}

function fromPlace(place: Place): Place | 'start' {
  return positionOf(place) === START ? 'start' : place;
}

async function headNow({ connection, seen }: Parts): Promise<Place> {
  const known = seen.place();
  const request = allRequest({ from: 'end', direction: 'backwards', count: 1, streams: OWN_STREAMS });
  const [last] = await recordsOf(connection, request);
  const place = last?.place ?? placeOf(START);
  refuseStale(place, known);
  seen.saw(place);
  return place;
}

function refuseStale(end: Place, known: Place): void {
  if (comparePlaces(end, known) >= 0) return;
  throw new LogUnavailable(`the server's log ends at ${positionOf(end)}, before ${positionOf(known)} which was read`);
}
