/** Keys that live as long as the process: for specs, and for questions that must leave no trace. */
import { randomBytes } from 'node:crypto';
import { type KeyOwner, type StreamKey, type StreamKeys, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { filedKeys, type FiledKeys, type KeyStore } from './key-store.js';
import { KEY_BYTES, streamKeyFrom } from './seal.js';

interface Filed {
  readonly person: Uuid | null;
  readonly keys: StreamKeys;
}

const NOTHING: Filed = { person: null, keys: new Map() };

/** No person's, stream's or owner's name holds a blank. */
const placeIn = ({ person, stream, owner }: { person: Uuid; stream: StreamName; owner: KeyOwner }): string =>
  `${person} ${stream} ${owner}`;

/** A key store without a file. */
export function memoryKeys(): KeyStore {
  const filed = new Map<StreamName, Filed>();

  const ensure = (stream: StreamName, owner: KeyOwner, person: Uuid | null): StreamKey | 'erased' => {
    const known = filed.get(stream) ?? NOTHING;
    const key = known.keys.get(owner) ?? streamKeyFrom(randomBytes(KEY_BYTES));
    filed.set(stream, { person: known.person ?? person, keys: new Map(known.keys).set(owner, key) });
    return key;
  };

  const destroy = (owner: KeyOwner, person: Uuid): readonly StreamName[] => {
    const theirs = [...filed].filter(([, { person: of, keys }]) => of === person && keys.has(owner));
    for (const [stream, { keys }] of theirs) filed.set(stream, { person, keys: new Map(keys).set(owner, 'erased') });
    return theirs.map(([stream]) => stream).sort();
  };

  const keyIn = (stream: StreamName, owner: KeyOwner) => filed.get(stream)?.keys.get(owner);

  const filedOfEach = (isAsked: (person: Uuid) => boolean): readonly FiledKeys[] => {
    const rows = [...filed]
      .flatMap(([stream, { person, keys }]) =>
        [...keys].flatMap(([owner, key]) =>
          person === null || !isAsked(person) || key === 'erased' ? [] : [{ person, stream, owner }],
        ),
      )
      .sort((a, b) => (placeIn(a) < placeIn(b) ? -1 : 1));
    return filedKeys(rows);
  };

  return {
    of: (stream) => Promise.resolve((filed.get(stream) ?? NOTHING).keys),
    ensure: (stream, owner, person) => Promise.resolve(ensure(stream, owner, person)),
    destroyIn: (owner, streams) => {
      const destroyed = streams.filter((stream) => {
        const key = keyIn(stream, owner);
        return key !== undefined && key !== 'erased';
      });
      for (const stream of destroyed) {
        const { person, keys } = filed.get(stream) ?? NOTHING;
        filed.set(stream, { person, keys: new Map(keys).set(owner, 'erased') });
      }
      return Promise.resolve(destroyed);
    },
    filed: (after, limit) => Promise.resolve(filedOfEach((person) => person > (after ?? '')).slice(0, limit)),
    filedOf: (person) => Promise.resolve(filedOfEach((one) => one === person)[0] ?? { person, keys: [] }),
    destroy: (owner, person) => Promise.resolve(destroy(owner, person)),
    close: () => {
      filed.clear();
      return Promise.resolve();
    },
  };
}
