/** Names for ever: uuidv5 of where a thing belongs and what it is called there. */
import { hash } from 'node:crypto';
import { type NameUuid, type Uuid } from '#domain';

/** The namespace of this hub's names. Never changed: every id that was ever given hangs on it. */
const NAMESPACE = '8d3b1f52-6c0a-5b7e-9a41-3f0c2d7e5b16';
/** Names kept in memory, some 10 MB: a case asks for the same ones at every reading. */
const NAMES_CACHED_MAX = 50_000;
/** Stands between the parts, so that no two lists of parts read alike. It is allowed in none of them. */
const SEPARATOR = '\n';

const NAMESPACE_BYTES = Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex');

/**
 * RFC 9562 version 5, as `v5(name, NAMESPACE)` of the package `uuid` gives it at five times the cost: every fact that is
 * judged asks for some ten names.
 */
function uuidv5(name: string): Uuid {
  const sha1 = hash('sha1', Buffer.concat([NAMESPACE_BYTES, Buffer.from(name)]));
  const variant = ((parseInt(sha1.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const groups = [sha1.slice(0, 8), sha1.slice(8, 12), `5${sha1.slice(13, 16)}`, variant + sha1.slice(17, 20)];
  return `${groups.join('-')}-${sha1.slice(20, 32)}` as Uuid;
}

/** The uuid of a list of words. The same list gives the same uuid in every process and for ever. */
export function uuidOf(...parts: readonly string[]): Uuid {
  return uuidv5(parts.join(SEPARATOR));
}

type Names = Map<string, Uuid>;

/**
 * What the domain names deadlines and findings with: by stream, kind of thing and key. Remembers the latest names, by stream,
 * for one stream is asked for many in a row. Those of half as many streams as hold `cachedMax` names are forgotten at once: to
 * tell which was asked for last would cost more than the name.
 */
export function nameUuid(cachedMax: number = NAMES_CACHED_MAX): NameUuid {
  const half = cachedMax / 2;
  let newer = new Map<string, Names>();
  let older: typeof newer = new Map();
  let count = 0;
  const makeRoom = (): void => {
    if (count < half) return;
    older = newer;
    newer = new Map();
    count = 0;
  };
  const ofStream = (stream: string): Names => {
    const known = newer.get(stream);
    if (known) return known;
    const before = older.get(stream);
    const names: Names = before && before.size < half ? before : new Map<string, Uuid>();
    makeRoom();
    newer.set(stream, names);
    count += names.size;
    return names;
  };
  return (stream, kind, key) => {
    const names = ofStream(stream);
    const name = kind + SEPARATOR + key;
    let uuid = names.get(name);
    if (uuid === undefined) {
      uuid = uuidv5(stream + SEPARATOR + name);
      names.set(name, uuid);
      count += 1;
    }
    return uuid;
  };
}
