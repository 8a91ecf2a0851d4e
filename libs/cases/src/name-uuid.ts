/** Names for ever: uuidv5 of where a thing belongs and what it is called there. */
import { LRUCache } from 'lru-cache';
import { v5 } from 'uuid';
import { type NameUuid, type Uuid } from '#domain';

/** The namespace of this hub's names. Never changed: every id that was ever given hangs on it. */
const NAMESPACE = '8d3b1f52-6c0a-5b7e-9a41-3f0c2d7e5b16';
/** Names kept in memory, some 4 MB: a case asks for the same ones at every reading. */
const NAMES_CACHED_MAX = 20_000;
/** Stands between the parts, so that no two lists of parts read alike. It is allowed in none of them. */
const SEPARATOR = '\n';

/** The uuid of a list of words. The same list gives the same uuid in every process and for ever. */
export function uuidOf(...parts: readonly string[]): Uuid {
  return v5(parts.join(SEPARATOR), NAMESPACE) as Uuid;
}

/** What the domain names deadlines and findings with: by stream, kind of thing and key. Remembers the latest names. */
export function nameUuid(cachedMax: number = NAMES_CACHED_MAX): NameUuid {
  const names = new LRUCache<string, Uuid>({ max: cachedMax });
  return (stream, kind, key) => {
    const name = stream + SEPARATOR + kind + SEPARATOR + key;
    let uuid = names.get(name);
    if (uuid === undefined) {
      uuid = v5(name, NAMESPACE) as Uuid;
      names.set(name, uuid);
    }
    return uuid;
  };
}
