/** The reads of the log's tables, each of which names the first position that SQLite cannot read. */
import { type StreamName } from '#contracts';
import { CorruptEvent } from './event-log.port.js';
import { type KnownStream } from './names.sqlite.js';
import { positionOf } from './position.js';
import { BODIES, type Head, HEADS, type Rows } from './rows.sqlite.js';
import { type Db } from './schema.sqlite.js';
import { firstUnreadable, naming } from './damage.js';

/** Events of one page at most: the fastest scan, and with the bytes below what bounds the memory of a reader. */
export const PAGE_MAX = 1_000;
/** Bytes of the bodies of one page at most, or a single larger one. */
export const PAGE_BYTES_MAX = 16 * 1024 * 1024;

/** At `place`, the latest instant recorded so far was `latest`. */
export type Landmark = [place: number, latest: string, crc: number];

/** A stream, known from before the read, and what of it is wanted. */
export interface StreamRange extends KnownStream {
  readonly fromRevision: number;
  readonly upTo: number;
}

interface Shown {
  readonly name: StreamName;
  readonly fromRevision: number;
  readonly heads: readonly Head[];
}

export interface Reads {
  head(): number;
  /** At least one if there is any, at most `limit`; each at the place where it must be: a position is never left out. */
  rowsAfter(after: number, limit: number): Rows;
  rowsOfStream(range: StreamRange): Rows;
  /** The places of all events of a stream: those of revisions 0, 1, and so on. */
  placesOf(stream: KnownStream): readonly number[];
  streamsAfter(id: number, prefix: string): readonly KnownStream[];
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
    rowsOfStream: ({ id, name, tail, fromRevision, upTo }) =>
      naming(
        () => {
          const heads = sql.streamHeads.all(id, fromRevision, upTo);
          const bodies = heads.length === 0 ? NO_BYTES : (sql.streamBodies.get(id, fromRevision, upTo) ?? NO_BYTES);
          refuseShortened({ name, fromRevision, heads });
          const next = fromRevision + heads.length;
          if (next <= tail && !(Number(sql.placeOf.get(id, next)) > upTo)) throw lacking(next);
          return { heads, bodies };
        },
        () => unreadable(sql.places.all(id).map(([place]) => place)),
      ),
    placesOf: ({ id, tail }) => {
      const found = naming(() => sql.places.all(id));
      const gap = found.findIndex(([, revision], index) => revision !== index);
      if (gap !== -1 || found.length <= tail) throw lacking(gap === -1 ? found.length : gap);
      return found.map(([place]) => place);
    },
    streamsAfter: (id, prefix) => naming(() => sql.streams.all(id, prefix, `${prefix}\u{10ffff}`, PAGE_MAX)),
    landmarkBefore: (instant) => naming(() => sql.landmark.get(instant)),
  };
}

function prepare(db: Db) {
  const ofPlaces = 'SELECT body FROM event WHERE position > ? AND position <= ? ORDER BY position';
  const ofStream = 'WHERE stream_id = ? AND revision >= ? AND position <= ? ORDER BY revision';
  return {
    head: db.prepare<[], number>('SELECT coalesce(max(position), 0) FROM event').pluck(),
    heads: db.prepare<[number, number], Head>(`${HEADS} WHERE position > ? ORDER BY position LIMIT ?`).raw(),
    bodies: db.prepare<[number, number], Buffer | null>(`SELECT ${BODIES} FROM (${ofPlaces})`).pluck(),
    body: db.prepare<[number], Buffer>('SELECT body FROM event WHERE position = ?').pluck(),
    streamHeads: db.prepare<[number, number, number], Head>(`${HEADS} ${ofStream}`).raw(),
    streamBodies: db
      .prepare<[number, number, number], Buffer | null>(`SELECT ${BODIES} FROM (SELECT body FROM event ${ofStream})`)
      .pluck(),
    places: db
      .prepare<[number], [number, number]>('SELECT position, revision FROM event WHERE stream_id = ? ORDER BY revision')
      .raw(),
    placeOf: db
      .prepare<[number, number], number>('SELECT position FROM event WHERE stream_id = ? AND revision = ?')
      .pluck(),
    // The plus keeps SQLite from walking the index of names: streams come in the order of their ids.
    streams: db.prepare<[number, string, string, number], KnownStream>(
      'SELECT id, tail, name FROM stream WHERE id > ? AND +name >= ? AND +name < ? ORDER BY id LIMIT ?',
    ),
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

function refuseShortened({ name, fromRevision, heads }: Shown): void {
  for (const [index, head] of heads.entries()) {
    if (head[1] !== name || head[2] !== fromRevision + index) throw lacking(fromRevision + index, head[0]);
  }
}

/** The index does not lead to a revision that must be there; `place` is that of the next one it leads to. */
function lacking(revision: number, place?: number): CorruptEvent {
  return new CorruptEvent(place === undefined ? null : positionOf(place), `its stream lacks revision ${revision}`);
}

function* range(from: number, to: number): Iterable<number> {
  for (let place = from; place <= to; place += 1) yield place;
}
