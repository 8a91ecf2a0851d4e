/** What keys of the embedded store are filed under whom: of people page by page, and of one. */
import type Database from 'better-sqlite3';
import { type KeyOwner, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { filedKeys, type FiledKeys } from './key-store.js';
import { type KeyPlace } from './wrapped-key.js';

/** As `KeyStore` tells them; throws what SQLite throws. */
export interface Filed {
  readonly page: (after: Uuid | null, limit: number) => readonly FiledKeys[];
  readonly of: (person: Uuid) => FiledKeys;
  /** In which streams one owner has or has had a key under that person, by the stream's name. */
  readonly everOf: (person: Uuid, owner: KeyOwner) => readonly StreamName[];
}

export function filedIn(db: Database.Database): Filed {
  const page = db.prepare<[string, number], KeyPlace & { readonly person: Uuid }>(
    `SELECT person, stream, owner FROM stream_key WHERE wrapped IS NOT NULL AND person IN (
         SELECT DISTINCT person FROM stream_key WHERE wrapped IS NOT NULL AND person > ? ORDER BY person LIMIT ?
       ) ORDER BY person, stream, owner`,
  );
  const of = db.prepare<[string], KeyPlace>(
    'SELECT stream, owner FROM stream_key WHERE wrapped IS NOT NULL AND person = ? ORDER BY stream, owner',
  );
  const everOf = db
    .prepare<[string, string], StreamName>(
      'SELECT stream FROM stream_key WHERE person = ? AND owner = ? ORDER BY stream',
    )
    .pluck();
  return {
    page: (after, limit) => filedKeys(page.all(after ?? '', limit)),
    of: (person) => ({ person, keys: of.all(person) }),
    everOf: (person, owner) => everOf.all(person, owner),
  };
}
