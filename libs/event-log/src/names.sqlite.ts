/** The small integers that stand for streams and types in the rows. */
import { type StreamName } from '#contracts';
import { CorruptEvent } from './event-log.port.js';
import { naming } from './damage.js';
import { positionOf } from './position.js';
import { type Db } from './schema.sqlite.js';

/** Up to so many streams a prefix is read stream by stream; above, the log is scanned. */
export const STREAMS_OF_PREFIX_MAX = 1_000;

/** A stream and the last revision that it had when this was read. */
export interface KnownStream {
  readonly id: number;
  readonly name: StreamName;
  readonly tail: number;
}

/** The name of the type of the event at `place`, which an error names. Types are few: all are kept in memory. */
export type TypeNames = (id: number, place: number) => string;

export interface Names {
  readonly types: TypeNames;
  find(name: StreamName): KnownStream | undefined;
  /** The streams whose name begins with `prefix`; undefined if there are too many to read one by one. */
  streamsOf(prefix: string): readonly KnownStream[] | undefined;
}

export function readNames(db: Db): Names {
  const types = new Map<number, string>();
  const type = db.prepare<[number], string>('SELECT name FROM event_type WHERE id = ?').pluck();
  const find = db.prepare<[string], KnownStream>('SELECT id, name, tail FROM stream WHERE name = ?');
  const some = db.prepare<[string, string, number], KnownStream>(
    'SELECT id, name, tail FROM stream WHERE name >= ? AND name < ? LIMIT ?',
  );
  return {
    types: (id, place) => {
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
  if (name === undefined) throw new CorruptEvent(positionOf(place), 'its type has no name');
  return name;
}
