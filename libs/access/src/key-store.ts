/** What the hub's own key stores can do beyond the port that the codec needs: destroy and close. */
import { type KeyOwner, type Keys, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';

/** Keys at their home. `test/contract/keys.contract.ts` holds every store to it. */
export interface KeyStore extends Keys {
  /**
   * Destroys the keys of one owner that are filed under a person, durably, and tells which streams they were of, also
   * those destroyed before: from then on they are `erased` to every process that uses the store. Nobody else's key of
   * the person is touched. A `StreamKey` already handed out works until it is let go.
   */
  destroy(owner: KeyOwner, person: Uuid): Promise<readonly StreamName[]>;
  /**
   * Destroys one owner's keys of these streams and of no other, as `destroy` does, and tells of which there was a key until
   * now: what has been erased once is so again, and what was said of the person since stays.
   */
  destroyIn(owner: KeyOwner, streams: readonly StreamName[]): Promise<readonly StreamName[]>;
  /**
   * What keys there are of people, in the order of these: of the first `limit` people behind `after`. A destroyed key is not
   * told of, nor one that is filed under nobody.
   */
  filed(after: Uuid | null, limit: number): Promise<readonly FiledKeys[]>;
  /** The same of one person; no keys where there are none. */
  filedOf(person: Uuid): Promise<FiledKeys>;
  close(): Promise<void>;
}

/** The keys that are filed under one person. */
export interface FiledKeys {
  readonly person: Uuid;
  /** By stream, then by owner. */
  readonly keys: readonly { readonly stream: StreamName; readonly owner: KeyOwner }[];
}

/** Rows in the order of person, stream and owner, put together. */
export function filedKeys(
  rows: readonly { readonly person: Uuid; readonly stream: StreamName; readonly owner: KeyOwner }[],
): readonly FiledKeys[] {
  const byPerson = new Map<Uuid, { readonly stream: StreamName; readonly owner: KeyOwner }[]>();
  for (const { person, stream, owner } of rows) {
    const keys = byPerson.get(person) ?? [];
    byPerson.set(person, keys);
    keys.push({ stream, owner });
  }
  return [...byPerson].map(([person, keys]) => ({ person, keys }));
}
