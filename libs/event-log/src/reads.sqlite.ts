/** The reads of the log's tables, each of which names the first position that SQLite cannot read. */
import { type StreamName } from '#contracts';
import { CorruptEvent } from './event-log.port.js';
import { positionOf } from './position.js';
import { BODIES, type Head, HEAD_COLUMNS, type Rows } from './rows.sqlite.js';
import { type Db } from './schema.sqlite.js';
import { firstUnreadable, naming } from './damage.js';

/** Events of one page at most: the fastest scan, and with the bytes below what bounds the memory of a reader. */
export const PAGE_MAX = 1_000;
/** Bytes of the bodies of one page at most, or a single larger one. */
export const PAGE_BYTES_MAX = 16 * 1024 * 1024;

/** At `place`, the latest instant recorded so far was `latest`. */
export type Landmark = [place: number, latest: string, crc: number];

export interface StreamRange {
  readonly id: number;
  readonly fromRevision: number;
  readonly upTo: number;
}

export interface Reads {
  head(): number;
  /** At least one if there is any, at most `limit`; each at the place where it must be: a position is never left out. */
  rowsAfter(after: number, limit: number): Rows;
  rowsOfStream(range: StreamRange): Rows;
  placesOf(id: number, upTo: number): readonly number[];
  streamsAfter(id: number, prefix: string): readonly [id: number, name: StreamName][];
  landmarkBefore(instant: string): Landmark | undefined;
}

const NO_BYTES = Buffer.alloc(0);

export function prepareReads(db: Db): Reads {
  const sql = prepare(db);
  const unreadable = (places: Iterable<number>): number | null =>
    firstUnreadable((place) => sql.body.get(place), places);
  return {
    head: () => naming(() => sql.head.get() ?? 0),
    rowsAfter: (after, limit) => {
      const size = Math.max(1, Math.min(limit, PAGE_MAX));
      return naming(
        () => {
          const heads = withinBytes(sql.heads.all(after, size));
          refuseGaps(heads, after);
          return { heads, bodies: sql.bodies.get(after, after + heads.length) ?? NO_BYTES };
        },
        () => unreadable(range(after + 1, after + size)),
      );
    },
    rowsOfStream: ({ id, fromRevision, upTo }) =>
      naming(
        () => ({
          heads: sql.streamHeads.all(id, fromRevision, upTo),
          bodies: sql.streamBodies.get(id, fromRevision, upTo) ?? NO_BYTES,
        }),
        () => unreadable(sql.places.all(id, upTo)),
      ),
    placesOf: (id, upTo) => naming(() => sql.places.all(id, upTo)),
    streamsAfter: (id, prefix) => naming(() => sql.streams.all(id, prefix, `${prefix}\u{10ffff}`, PAGE_MAX)),
    landmarkBefore: (instant) => naming(() => sql.landmark.get(instant)),
  };
}

function prepare(db: Db) {
  const page = 'FROM event WHERE position > ? ORDER BY position LIMIT ?';
  const ofPlaces = 'SELECT body FROM event WHERE position > ? AND position <= ? ORDER BY position';
  const ofStream = 'FROM event WHERE stream_id = ? AND revision >= ? AND position <= ? ORDER BY revision';
  return {
    head: db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM event').pluck(),
    heads: db.prepare<[number, number], Head>(`SELECT ${HEAD_COLUMNS} ${page}`).raw(),
    bodies: db.prepare<[number, number], Buffer | null>(`SELECT ${BODIES} FROM (${ofPlaces})`).pluck(),
    body: db.prepare<[number], Buffer>('SELECT body FROM event WHERE position = ?').pluck(),
    streamHeads: db.prepare<[number, number, number], Head>(`SELECT ${HEAD_COLUMNS} ${ofStream}`).raw(),
    streamBodies: db
      .prepare<[number, number, number], Buffer | null>(`SELECT ${BODIES} FROM (SELECT body ${ofStream})`)
      .pluck(),
    places: db
      .prepare<[number, number], number>(
        'SELECT position FROM event WHERE stream_id = ? AND position <= ? ORDER BY revision',
      )
      .pluck(),
    // The plus keeps SQLite from walking the index of names: streams come in the order of their ids.
    streams: db
      .prepare<[number, string, string, number], [number, StreamName]>(
        'SELECT id, name FROM stream WHERE id > ? AND +name >= ? AND +name < ? ORDER BY id LIMIT ?',
      )
      .raw(),
    landmark: db
      .prepare<[string], Landmark>(
        'SELECT position, latest, crc FROM landmark WHERE latest <= ? ORDER BY position DESC LIMIT 1',
      )
      .raw(),
  };
}

/** The first heads whose bodies keep within the bound; always one. */
function withinBytes(heads: Head[]): Head[] {
  let bytes = 0;
  const end = heads.findIndex((head, index) => {
    bytes += head[7];
    return index > 0 && bytes > PAGE_BYTES_MAX;
  });
  return end === -1 ? heads : heads.slice(0, end);
}

function refuseGaps(heads: readonly Head[], after: number): void {
  let place = after;
  for (const head of heads) {
    place += 1;
    if (head[0] !== place) throw new CorruptEvent(positionOf(place), 'the event is missing');
  }
}

function* range(from: number, to: number): Iterable<number> {
  for (let place = from; place <= to; place += 1) yield place;
}
