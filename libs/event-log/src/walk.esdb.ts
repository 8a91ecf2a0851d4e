/**
 * Walking an EventStoreDB log: pages of it, and its head. The server is asked for all its records and what matters is
 * found here, so that every call comes further, and where it breaks the next goes on from there.
 */
import { type Connection } from './connection.esdb.js';
import { LogUnavailable, type Page, type Position, type RecordedEvent } from './event-log.port.js';
import { LANDMARKS } from './landmarks-stream.esdb.js';
import { type Patience, patiently, SERVER_TIMEOUT_MS } from './patience.esdb.js';
import { comparePlaces, type Place, placeOf, positionOf, START } from './position.esdb.js';
import { recordedOf, type StoredRecord } from './stored-event.esdb.js';

/** Events of one page at most. */
export const PAGE_MAX = 1_000;
/** Bytes of the bodies of one page at most, or a single larger one. */
export const PAGE_BYTES_MAX = 16 * 1024 * 1024;
/** Events of other prefixes that are passed in one page at most: who follows a rare one keeps how far it came. */
const PASSED_MAX = 10_000;
/** Records of one call: of the whole, and on the way back to the last event, where it is among the first almost always. */
const RECORDS_PER_CALL = 1_000;
const RECORDS_BACK_PER_CALL = 50;
/** Milliseconds in which a leader just elected may show less than its forerunner: beyond them a place past its end is none. */
const LAG_MS_MAX = SERVER_TIMEOUT_MS;

export interface PageAsked {
  readonly limit: number;
  readonly prefix?: string | undefined;
}

/** The furthest place that this log has seen: a server that has less is not the leader, whatever it thinks. */
export interface Seen {
  readonly place: () => Place;
  readonly saw: (place: Place) => void;
}

export interface Walking {
  readonly connection: Pick<Connection, 'read'>;
  readonly patience: Patience;
  readonly seen: Seen;
}

/** A page as far as it has come. */
interface PageSoFar {
  readonly limit: number;
  readonly prefix: string | undefined;
  readonly events: RecordedEvent[];
  bytes: number;
  /** Records looked at, and of them those of the log that are not asked for. */
  looked: number;
  passed: number;
  /** The last record looked at, and the last of the log's own streams: a page's end is never beyond the log's head. */
  at: Place;
  next: Place;
  /** Since when the server has nothing at the place where the page begins. */
  beyondSince: number | undefined;
}

/** Throws `RangeError` for a place at which the log has no event: its server is another, or was restored from an older backup. */
export async function pageOf(parts: Walking, after: Position, { limit, prefix }: PageAsked): Promise<Page> {
  const page: PageSoFar = {
    limit: Math.max(1, Math.min(limit, PAGE_MAX)),
    prefix: prefix === '' ? undefined : prefix,
    events: [],
    bytes: 0,
    looked: 0,
    passed: 0,
    at: placeOf(after),
    next: placeOf(after),
    beyondSince: undefined,
  };
  let atEnd = false;
  while (!atEnd && !isFull(page)) {
    atEnd = await patiently(
      parts.patience,
      () => readOn(parts, page),
      () => page.looked,
    );
  }
  if (comparePlaces(page.next, placeOf(after)) > 0) parts.seen.saw(page.next);
  return { events: page.events, next: positionOf(page.next), atEnd };
}

function isFull({ events, limit, bytes, passed }: PageSoFar): boolean {
  return events.length >= limit || bytes >= PAGE_BYTES_MAX || passed >= PASSED_MAX;
}

/** One call. True where it came to the end. */
async function readOn({ connection, seen }: Walking, page: PageSoFar): Promise<boolean> {
  const known = seen.place();
  const from = page.at;
  // One more than asked: the server begins with the record at the place itself.
  const count = (page.prefix === undefined ? page.limit - page.events.length : RECORDS_PER_CALL) + 1;
  let received = 0;
  await connection.read({ from: fromPlace(from), direction: 'forwards', count }, (told) => {
    if (told.kind !== 'record') return 'more';
    received += 1;
    if (received === 1 && page.looked === 0) refuseOther(told.record, from);
    if (comparePlaces(told.record.place, from) > 0) take(page, told.record);
    return isFull(page) || received >= count ? 'enough' : 'more';
  });
  if (received > 0) page.beyondSince = undefined;
  if (isFull(page) || received >= count) return false;
  refuseStale(page.next, known);
  if (received === 0) refuseBeyond(page, known);
  return true;
}

function take(page: PageSoFar, record: StoredRecord): void {
  const event = isAsked(record, page.prefix) ? recordedOf(record) : undefined;
  page.looked += 1;
  page.at = record.place;
  if (isOwn(record)) page.next = record.place;
  if (event) {
    page.events.push(event);
    page.bytes += event.body.byteLength;
  } else if (isOwn(record)) {
    page.passed += 1;
  }
}

/** What the server writes for itself, and the landmarks, are none of the log's. */
export function isOwn({ stream }: StoredRecord): boolean {
  return !stream.startsWith('$') && stream !== LANDMARKS;
}

/** `$streamDeleted` lies in the stream that it ends. */
function isAsked(record: StoredRecord, prefix: string | undefined): boolean {
  return isOwn(record) && !record.type.startsWith('$') && record.stream.startsWith(prefix ?? '');
}

function fromPlace(place: Place): Place | 'start' {
  return positionOf(place) === START ? 'start' : place;
}

function refuseOther({ place }: StoredRecord, from: Place): void {
  if (fromPlace(from) === 'start' || comparePlaces(place, from) === 0) return;
  throw new RangeError(`the log has no event at ${positionOf(from)}: it is another log's, or of before a restore`);
}

/** What was read before lies there, on another node at least; what was not may be a place of no such log. */
function refuseBeyond(page: PageSoFar, known: Place): void {
  if (fromPlace(page.at) === 'start') return;
  const what = `${positionOf(page.at)} lies beyond the end of the log`;
  const nowMs = performance.now();
  page.beyondSince ??= nowMs;
  const wasRead = page.looked > 0 || comparePlaces(page.at, known) <= 0;
  if (wasRead || nowMs - page.beyondSince < LAG_MS_MAX) throw new LogUnavailable(`${what} as it is shown now`);
  throw new RangeError(`${what}: it is another log's, or was restored from an older backup`);
}

/** The event at a place; undefined where the log has none there: what no log gave the server calls invalid. */
export async function eventAt(
  { connection, patience }: Omit<Walking, 'seen'>,
  position: Position,
): Promise<RecordedEvent | undefined> {
  const from = placeOf(position);
  if (fromPlace(from) === 'start') return undefined;
  let found: StoredRecord | undefined;
  try {
    await patiently(patience, () =>
      connection.read({ from, direction: 'forwards', count: 1 }, (told) => {
        if (told.kind !== 'record') return 'more';
        found = told.record;
        return 'enough';
      }),
    );
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return found && comparePlaces(found.place, from) === 0 && isAsked(found, undefined) ? recordedOf(found) : undefined;
}

/** A search for the last event of the log. */
interface Search {
  from: Place | 'end';
  looked: number;
  /** The log's end: its last record, whosever it is. */
  end: Place | undefined;
  head: Place | undefined;
  /** Up to here it was looked before: what lies up to there is seen. */
  readonly searched: Place;
}

/** Asks for the head: found from the end back to it, or to what was looked at before. */
export function headsOver(parts: Walking): () => Promise<Place> {
  let searched = placeOf(START);
  return async () => {
    const search: Search = { from: 'end', looked: 0, end: undefined, head: undefined, searched };
    while (!search.head) {
      await patiently(
        parts.patience,
        () => searchBack(parts, search),
        () => search.looked,
      );
    }
    parts.seen.saw(search.head);
    if (search.end && comparePlaces(search.end, searched) > 0) searched = search.end;
    return search.head;
  };
}

async function searchBack({ connection, seen }: Walking, search: Search): Promise<void> {
  const known = seen.place();
  let received = 0;
  await connection.read({ from: search.from, direction: 'backwards', count: RECORDS_BACK_PER_CALL }, (told) => {
    if (told.kind !== 'record') return 'more';
    received += 1;
    return lookAt(search, told.record, known) || received >= RECORDS_BACK_PER_CALL ? 'enough' : 'more';
  });
  if (search.head || received >= RECORDS_BACK_PER_CALL) return;
  const start = placeOf(START);
  refuseStale(start, known);
  search.head = start;
}

/** True where it is found. */
function lookAt(search: Search, record: StoredRecord, known: Place): boolean {
  if (search.from === 'end') refuseStale(record.place, known);
  search.looked += 1;
  search.from = record.place;
  search.end ??= record.place;
  if (isOwn(record)) search.head = record.place;
  else if (comparePlaces(record.place, known) <= 0 || comparePlaces(record.place, search.searched) <= 0)
    search.head = known;
  return search.head !== undefined;
}

function refuseStale(end: Place, known: Place): void {
  if (comparePlaces(end, known) >= 0) return;
  throw new LogUnavailable(`the server's log ends at ${positionOf(end)}, before ${positionOf(known)} which was read`);
}
