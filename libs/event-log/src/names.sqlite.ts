/** The small integers that stand for streams and types in the rows. */
import { type StreamName } from '#contracts';
import { LRUCache } from 'lru-cache';
import { CorruptEvent } from './event-log.port.js';
import { naming } from './damage.js';
import { positionOf } from './position.js';
import { type Db } from './schema.sqlite.js';

/** Stream names kept in memory, some 2 MB: the cases that are spoken of in the same weeks lie together in the log. */
const STREAM_NAMES_CACHED_MAX = 10_000;
/** Up to so many streams a prefix is read stream by stream; above, the log is scanned. */
export const STREAMS_OF_PREFIX_MAX = 1_000;

/** A stream and the last revision that it had when this was read. */
export interface KnownStream {
  readonly id: number;
  readonly tail: number;
}

export interface Names {
  /** The name of the stream of the event at `place`, which an error names. */
  stream(id: number, place: number): StreamName;
  type(id: number, place: number): string;
  find(name: StreamName): KnownStream | undefined;
  /** The streams whose name begins with `prefix`; undefined if there are too many to read one by one. */
  streamsOf(prefix: string): readonly KnownStream[] | undefined;
}

export function readNames(db: Db): Names {
  const streams = new LRUCache<number, StreamName>({ max: STREAM_NAMES_CACHED_MAX });
  const types = new Map<number, string>();
  const stream = db.prepare<[number], string>('SELECT name FROM stream WHERE id = ?').pluck();
  const find = db.prepare<[string], KnownStream>('SELECT id, tail FROM stream WHERE name = ?');
  const type = db.prepare<[number], string>('SELECT name FROM event_type WHERE id = ?').pluck();
  const some = db.prepare<[string, string, number], KnownStream>(
    'SELECT id, tail FROM stream WHERE name >= ? AND name < ? LIMIT ?',
  );
  return {
    stream: (id, place) => {
      let name = streams.get(id);
      if (name === undefined) {
        name = nameAt(place, () => stream.get(id)) as StreamName;
        streams.set(id, name);
      }
      return name;
    },
    type: (id, place) => {
      let name = types.get(id);
      if (name === undefined) {
        name = nameAt(place, () => type.get(id));
        types.set(id, name);
      }
      return name;
    },
    find: (name) => naming(() => find.get(name)),
    streamsOf: (prefix) => {
      const known = naming(() => some.all(prefix, `${prefix}\u{10ffff}`, STREAMS_OF_PREFIX_MAX + 1));
      return known.length > STREAMS_OF_PREFIX_MAX ? undefined : known;
    },
  };
}

function nameAt(place: number, read: () => string | undefined): string {
  const name = naming(read, () => place);
  if (name === undefined) throw new CorruptEvent(positionOf(place), 'its stream or type has no name');
  return name;
}
