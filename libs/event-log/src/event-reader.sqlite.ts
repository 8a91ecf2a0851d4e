/** Reading the SQLite log: streams, pages of the whole, and the log stream by stream. */
import { type Instant } from '#domain/facts';
import { type StreamName } from '#contracts';
import { CorruptEvent, type Page, type Position, type RecordedEvent } from './event-log.port.js';
import { type KnownStream, type Names, readNames } from './names.sqlite.js';
import { landmarkChecksum } from './checksum.js';
import { placeOf, positionOf } from './position.js';
import { type Landmark, PAGE_MAX, prepareReads, type Reads, type StreamRange } from './reads.sqlite.js';
import { eventsOf } from './rows.sqlite.js';
import { type Db } from './schema.sqlite.js';

/** Up to so many events before the head are looked at one and all, whatever is asked for: the usual question is what is new. */
const EVENTS_SCANNED_MAX = 64;
const LAST_PLACE = Number.MAX_SAFE_INTEGER;

export interface StreamOptions {
  readonly upTo?: Position;
  readonly fromRevision?: number;
}

export interface PageOptions {
  readonly limit: number;
  readonly prefix?: string;
}

/** One stream, whole up to a position. */
export interface StreamEvents {
  readonly stream: StreamName;
  readonly events: readonly RecordedEvent[];
}

/** Synchronous, as SQLite is. Every function throws `CorruptEvent` at the first event that is not what was written. */
export interface EventReader {
  readonly names: Names;
  head(): number;
  readStream(stream: StreamName, options?: StreamOptions): readonly RecordedEvent[];
  readAll(after: Position, options: PageOptions): Page;
  eventAt(position: Position): RecordedEvent | undefined;
  /** Stream by stream in the order in which they were opened, each whole up to `upTo`; a stream opened later is left out. */
  readStreams(options: { readonly upTo: Position; readonly prefix?: string }): IterableIterator<StreamEvents>;
  positionAt(instant: Instant): Position;
}

export function eventReader(db: Db): EventReader {
  const statements = prepareReads(db);
  const names = readNames(db);
  const reader = { statements, names };
  return {
    names,
    head: () => statements.head(),
    readStream: (stream, { upTo, fromRevision = 0 } = {}) => {
      const known = names.find(stream);
      if (!known) return [];
      return readStream(reader, { ...known, fromRevision, upTo: upTo === undefined ? LAST_PLACE : placeOf(upTo) });
    },
    readAll: (after, { limit, prefix }) => {
      const size = Math.max(1, Math.min(limit, PAGE_MAX));
      const place = placeOf(after);
      const isShort = statements.head() - place <= EVENTS_SCANNED_MAX;
      const few = prefix === undefined || isShort ? undefined : names.streamsOf(prefix);
      return few
        ? pageOfStreams(reader, { after: place, limit: size, streams: few })
        : pageOfLog(reader, { after: place, limit: size, prefix });
    },
    eventAt: (position) => {
      const after = placeOf(position) - 1;
      if (after < 0) return undefined;
      const [event] = pageOfLog(reader, { after, limit: 1, prefix: undefined }).events;
      return event?.position === position ? event : undefined;
    },
    readStreams: (options) => readStreams(reader, options),
    positionAt: (instant) => positionOf(placeAt(reader, instant)),
  };
}

interface Reader {
  readonly statements: Reads;
  readonly names: Names;
}

function readStream({ statements, names }: Reader, range: StreamRange): readonly RecordedEvent[] {
  return eventsOf(statements.rowsOfStream(range), names.types);
}

function pageOfLog(
  reader: Reader,
  { after, limit, prefix }: { after: number; limit: number; prefix: string | undefined },
): Page {
  const rows = reader.statements.rowsAfter(after, limit);
  const events = eventsOf(rows, reader.names.types);
  const next = after + rows.heads.length;
  return {
    events: prefix === undefined ? events : events.filter(({ stream }) => stream.startsWith(prefix)),
    next: positionOf(next),
    atEnd: next >= reader.statements.head(),
  };
}

/** The same page from the few streams that it can come from, without looking at the others. */
function pageOfStreams(
  { statements, names }: Reader,
  { after, limit, streams }: { after: number; limit: number; streams: readonly KnownStream[] },
): Page {
  const head = Math.max(after, statements.head());
  const places = streams
    .flatMap((stream) => statements.placesOf(stream))
    .filter((place) => place > after && place <= head)
    .sort((a, b) => a - b);
  const events = places.slice(0, limit).map((place) => {
    const [event] = eventsOf(statements.rowsAfter(place - 1, 1), names.types);
    if (!event) throw new CorruptEvent(positionOf(place), 'the event is missing');
    return event;
  });
  const next = places.length > limit ? (places[limit - 1] ?? head) : head;
  return { events, next: positionOf(next), atEnd: next >= head };
}

function* readStreams(
  reader: Reader,
  { upTo, prefix = '' }: { readonly upTo: Position; readonly prefix?: string },
): IterableIterator<StreamEvents> {
  let after = 0;
  for (;;) {
    const streams = reader.statements.streamsAfter(after, prefix);
    for (const known of streams) {
      const events = readStream(reader, { ...known, fromRevision: 0, upTo: placeOf(upTo) });
      if (events.length > 0) yield { stream: known.name, events };
      after = known.id;
    }
    if (streams.length < PAGE_MAX) return;
  }
}

function placeAt(reader: Reader, instant: Instant): number {
  const landmark = reader.statements.landmarkBefore(instant);
  let place = landmark ? soundLandmark(landmark) : 0;
  for (;;) {
    const events = eventsOf(reader.statements.rowsAfter(place, PAGE_MAX), reader.names.types);
    const later = events.findIndex(({ recordedAt }) => recordedAt > instant);
    if (later !== -1) return place + later;
    place += events.length;
    if (place >= reader.statements.head()) return place;
  }
}

function soundLandmark([place, latest, crc]: Landmark): number {
  if (landmarkChecksum(place, latest) !== crc) throw new CorruptEvent(positionOf(place), 'its landmark is damaged');
  return place;
}
