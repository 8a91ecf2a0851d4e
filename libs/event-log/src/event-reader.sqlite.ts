/** Reading the SQLite log: streams, pages of the whole, and the log stream by stream. */
import { type Instant } from '#domain/facts';
import { type StreamName } from '#contracts';
import { CorruptEvent, type Page, type Position, type RecordedEvent } from './event-log.port.js';
import { type Names, readNames } from './names.sqlite.js';
import { landmarkChecksum } from './checksum.js';
import { placeOf, positionOf } from './position.js';
import { EVENT_COLUMNS, eventOf, type Row } from './rows.sqlite.js';
import { type Db } from './schema.sqlite.js';
import { faultOf, isDamage } from './sqlite-faults.js';

/** Events of one page at most: the fastest scan, and what bounds the memory of a reader. */
export const PAGE_MAX = 1_000;
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
  /** Stream by stream in the order in which they were opened, each whole up to `upTo`; a stream opened later is left out. */
  readStreams(options: { readonly upTo: Position; readonly prefix?: string }): IterableIterator<StreamEvents>;
  positionAt(instant: Instant): Position;
}

type Landmark = [place: number, latest: string, crc: number];

interface Statements {
  head(): number;
  page(after: number, limit: number): Row[];
  one(place: number): Row | undefined;
  stream(id: number, fromRevision: number, upTo: number): Row[];
  placesOf(id: number, upTo: number): number[];
  streamsAfter(id: number, prefix: string): [id: number, name: StreamName][];
  landmarkBefore(instant: string): Landmark | undefined;
}

function prepare(db: Db): Statements {
  const events = `SELECT ${EVENT_COLUMNS} FROM event`;
  const head = db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM event').pluck();
  const page = db.prepare<[number, number], Row>(`${events} WHERE position > ? ORDER BY position LIMIT ?`).raw();
  const one = db.prepare<[number], Row>(`${events} WHERE position = ?`).raw();
  const stream = db
    .prepare<[number, number, number], Row>(
      `${events} WHERE stream_id = ? AND revision >= ? AND position <= ? ORDER BY revision`,
    )
    .raw();
  const places = db
    .prepare<[number, number], number>(
      'SELECT position FROM event WHERE stream_id = ? AND position <= ? ORDER BY revision',
    )
    .pluck();
  // The plus keeps SQLite from walking the index of names: streams come in the order of their ids.
  const streams = db
    .prepare<[number, string, string, number], [number, StreamName]>(
      'SELECT id, name FROM stream WHERE id > ? AND +name >= ? AND +name < ? ORDER BY id LIMIT ?',
    )
    .raw();
  const landmark = db
    .prepare<[string], Landmark>(
      'SELECT position, latest, crc FROM landmark WHERE latest <= ? ORDER BY position DESC LIMIT 1',
    )
    .raw();
  return {
    head: () => head.get() ?? 0,
    page: (after, limit) => page.all(after, limit),
    one: (place) => one.get(place),
    stream: (id, fromRevision, upTo) => stream.all(id, fromRevision, upTo),
    placesOf: (id, upTo) => places.all(id, upTo),
    streamsAfter: (id, prefix) => streams.all(id, prefix, `${prefix}\u{10ffff}`, PAGE_MAX),
    landmarkBefore: (instant) => landmark.get(instant),
  };
}

export function eventReader(db: Db): EventReader {
  const statements = prepare(db);
  const names = readNames(db);
  const reader = { statements, names };
  const head = (): number =>
    naming(
      () => statements.head(),
      () => null,
    );
  return {
    names,
    head,
    readStream: (stream, { upTo, fromRevision = 0 } = {}) => {
      const id = naming(
        () => names.streamId(stream),
        () => null,
      );
      if (id === undefined) return [];
      return readStream(reader, { id, fromRevision, upTo: upTo === undefined ? LAST_PLACE : placeOf(upTo) });
    },
    readAll: (after, { limit, prefix }) => {
      const size = Math.max(1, Math.min(limit, PAGE_MAX));
      const few = prefix === undefined ? undefined : names.streamsOf(prefix);
      return few
        ? pageOfStreams(reader, { after: placeOf(after), limit: size, ids: few })
        : pageOfLog(reader, { after: placeOf(after), limit: size, prefix });
    },
    readStreams: (options) => readStreams(reader, options),
    positionAt: (instant) => positionOf(placeAt(reader, instant)),
  };
}

interface Reader {
  readonly statements: Statements;
  readonly names: Names;
}

function readStream(
  { statements, names }: Reader,
  { id, fromRevision, upTo }: { id: number; fromRevision: number; upTo: number },
): readonly RecordedEvent[] {
  const rows = naming(
    () => statements.stream(id, fromRevision, upTo),
    () => firstUnreadable(statements, statements.placesOf(id, upTo)),
  );
  return rows.map((row, index) => {
    const event = eventOf(row, names);
    if (row[1] !== id || event.revision !== fromRevision + index) {
      throw new CorruptEvent(event.position, `${names.stream(id)} lacks revision ${fromRevision + index}`);
    }
    return event;
  });
}

/** Rows after a place, each of them at the place where it must be: a position is never left out. */
function rowsAfter({ statements }: Reader, after: number, limit: number): Row[] {
  const rows = naming(
    () => statements.page(after, limit),
    () => firstUnreadable(statements, range(after + 1, after + limit)),
  );
  for (const [index, row] of rows.entries()) {
    const place = after + 1 + index;
    if (row[0] !== place) throw new CorruptEvent(positionOf(place), 'the event is missing');
  }
  return rows;
}

function pageOfLog(
  reader: Reader,
  { after, limit, prefix }: { after: number; limit: number; prefix: string | undefined },
): Page {
  const rows = rowsAfter(reader, after, limit);
  const events: RecordedEvent[] = [];
  for (const row of rows) {
    const event = eventOf(row, reader.names);
    if (prefix === undefined || event.stream.startsWith(prefix)) events.push(event);
  }
  const next = rows.at(-1)?.[0] ?? after;
  return { events, next: positionOf(next), atEnd: next >= reader.statements.head() };
}

/** The same page from the few streams that it can come from, without looking at the others. */
function pageOfStreams(
  { statements, names }: Reader,
  { after, limit, ids }: { after: number; limit: number; ids: readonly number[] },
): Page {
  const head = Math.max(after, statements.head());
  const places = ids
    .flatMap((id) => statements.placesOf(id, head))
    .filter((place) => place > after)
    .sort((a, b) => a - b);
  const events = places.slice(0, limit).map((place) => {
    const row = naming(
      () => statements.one(place),
      () => place,
    );
    if (!row) throw new CorruptEvent(positionOf(place), 'the event is missing');
    return eventOf(row, names);
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
    for (const [id, stream] of streams) {
      const events = readStream(reader, { id, fromRevision: 0, upTo: placeOf(upTo) });
      if (events.length > 0) yield { stream, events };
      after = id;
    }
    if (streams.length < PAGE_MAX) return;
  }
}

function placeAt(reader: Reader, instant: Instant): number {
  const landmark = reader.statements.landmarkBefore(instant);
  let place = landmark ? soundLandmark(landmark) : 0;
  for (;;) {
    const rows = rowsAfter(reader, place, PAGE_MAX);
    const events = rows.map((row) => eventOf(row, reader.names));
    const later = events.findIndex(({ recordedAt }) => recordedAt > instant);
    if (later !== -1) return place + later;
    place += rows.length;
    if (rows.length < PAGE_MAX) return place;
  }
}

function soundLandmark([place, latest, crc]: Landmark): number {
  if (landmarkChecksum(place, latest) !== crc) throw new CorruptEvent(positionOf(place), 'its landmark is damaged');
  return place;
}

/** Runs a read; where SQLite finds a page damaged, names the first position that cannot be read. */
function naming<T>(read: () => T, firstBad: () => number | null): T {
  try {
    return read();
  } catch (error) {
    if (!isDamage(error)) throw faultOf(error);
    const place = firstBad();
    throw new CorruptEvent(place === null ? null : positionOf(place), (error as Error).message);
  }
}

function firstUnreadable(statements: Statements, places: Iterable<number>): number | null {
  for (const place of places) {
    try {
      statements.one(place);
    } catch {
      return place;
    }
  }
  return null;
}

function* range(from: number, to: number): Iterable<number> {
  for (let place = from; place <= to; place += 1) yield place;
}
