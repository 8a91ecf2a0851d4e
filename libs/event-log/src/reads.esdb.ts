/** Reading an EventStoreDB log: a stream, its end, pages of the whole, the head. */
import { type StreamName } from '#contracts';
import { type Connection } from './connection.esdb.js';
import { type Emptied, emptiedOver } from './emptied.esdb.js';
import { CorruptEvent, NO_STREAM, type Page, type Position, type RecordedEvent } from './event-log.port.js';
import { type Patience, patiently } from './patience.esdb.js';
import { comparePlaces, type Place, placeOf, positionOf } from './position.esdb.js';
import { recordedOf, type StoredRecord } from './stored-event.esdb.js';
import { eventAt, headsOver, pageOf, type PageAsked, type Walking } from './walk.esdb.js';

export interface StreamRange {
  readonly fromRevision: number;
  readonly upTo?: Position;
}

export interface Reads {
  readStream(stream: StreamName, range: StreamRange): Promise<readonly RecordedEvent[]>;
  /** The records from a revision on, at most `count`, as the server has them; none for a stream never written. */
  recordsFrom(stream: StreamName, revision: number, count: number): Promise<readonly StoredRecord[]>;
  /** The last revision of a stream; undefined for a stream never written. Throws `CorruptEvent` for one that was emptied. */
  lastRevision(stream: StreamName): Promise<number | undefined>;
  /** Throws `CorruptEvent` where a stream that is not there was deleted softly: an append would be written all the same. */
  refuseEmptied(stream: StreamName): Promise<void>;
  page(after: Position, asked: PageAsked): Promise<Page>;
  /** The event at a place; undefined where the log has none there. */
  eventAt(position: Position): Promise<RecordedEvent | undefined>;
  head(): Promise<Position>;
}

interface Streams {
  readonly connection: Pick<Connection, 'read'>;
  readonly patience: Patience;
  readonly emptied: Emptied;
}

export function readsOver(parts: Walking): Reads {
  const { connection, patience } = parts;
  const head = headsOver(parts);
  const streams: Streams = { connection, patience, emptied: emptiedOver(connection) };
  return {
    readStream: (stream, range) => readStream(streams, stream, range),
    recordsFrom: (stream, revision, count) => recordsFrom(streams, { stream, revision, count }),
    lastRevision: (stream) => patiently(patience, () => lastRevision(streams, stream)),
    refuseEmptied: (stream) => patiently(patience, () => streams.emptied.refuse(stream)),
    page: (after, asked) => pageOf(parts, after, asked),
    eventAt: (position) => eventAt(parts, position),
    head: async () => positionOf(await head()),
  };
}

/** More than any stream has. */
const WHOLE_STREAM = 1_000_000_000;

/** What has come of a stream so far: a call that follows a broken one goes on from there. */
interface StreamSoFar {
  readonly stream: StreamName;
  readonly fromRevision: number;
  readonly upTo: Place | undefined;
  readonly events: RecordedEvent[];
}

async function readStream(
  streams: Streams,
  stream: StreamName,
  { fromRevision, upTo }: StreamRange,
): Promise<readonly RecordedEvent[]> {
  const place = upTo === undefined ? undefined : placeOf(upTo);
  const soFar: StreamSoFar = { stream, fromRevision, upTo: place, events: [] };
  await patiently(
    streams.patience,
    () => readOn(streams, soFar),
    () => soFar.events.length,
  );
  return soFar.events;
}

async function readOn({ connection, emptied }: Streams, soFar: StreamSoFar): Promise<void> {
  const { stream, fromRevision, upTo, events } = soFar;
  const told = { found: true, last: NO_STREAM, enough: false };
  const from = fromRevision + events.length;
  await connection.read({ stream, from, direction: 'forwards', count: WHOLE_STREAM }, (message) => {
    if (message.kind === 'notFound') told.found = false;
    if (message.kind === 'lastRevision') told.last = message.revision;
    if (message.kind !== 'record') return 'more';
    told.enough = upTo !== undefined && comparePlaces(message.record.place, upTo) > 0;
    if (told.enough) return 'enough';
    refuseGap(message.record, fromRevision + events.length);
    events.push(recordedOf(message.record));
    return 'more';
  });
  if (!told.found) await emptied.refuse(stream);
  const lacking = fromRevision + events.length;
  if (!told.enough && told.last >= lacking)
    throw new CorruptEvent(null, `${stream} ends at ${told.last} but lacks ${lacking}`);
}

/** A stream that was truncated, or whose events were let to expire, lacks revisions. */
function refuseGap(record: StoredRecord, revision: number): void {
  if (record.revision === revision) return;
  throw new CorruptEvent(positionOf(record.place), `its stream lacks revision ${revision}`);
}

interface RecordsAsked {
  readonly stream: StreamName;
  readonly revision: number;
  readonly count: number;
}

async function recordsFrom({ connection, patience }: Streams, { stream, revision, count }: RecordsAsked) {
  const records: StoredRecord[] = [];
  await patiently(
    patience,
    () => {
      const left = count - records.length;
      return connection.read(
        { stream, from: revision + records.length, direction: 'forwards', count: left },
        (told) => {
          if (told.kind === 'record') records.push(told.record);
          return records.length >= count ? 'enough' : 'more';
        },
      );
    },
    () => records.length,
  );
  return records;
}

async function lastRevision({ connection, emptied }: Streams, stream: StreamName): Promise<number | undefined> {
  let last: number | undefined;
  await connection.read({ stream, from: 'end', direction: 'backwards', count: 1 }, (told) => {
    if (told.kind === 'record') last = told.record.revision;
    if (told.kind === 'lastRevision') last = told.revision;
    return told.kind === 'record' ? 'enough' : 'more';
  });
  if (last === undefined) await emptied.refuse(stream);
  return last;
}
