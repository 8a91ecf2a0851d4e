/** Keys that live as long as the process: for specs, and for questions that must leave no trace. */
import { randomBytes } from 'node:crypto';
import { type StreamKey, type StreamName } from '#contracts';
import { type Uuid } from '#domain/facts';
import { type KeyStore } from './key-store.js';
import { KEY_BYTES, streamKeyFrom } from './seal.js';

interface Entry {
  readonly key: StreamKey | 'erased';
  readonly person: Uuid | null;
}

/** A key store without a file. */
export function memoryKeys(): KeyStore {
  const entries = new Map<StreamName, Entry>();

  const ensure = (stream: StreamName, person: Uuid | null): StreamKey | 'erased' => {
    const known = entries.get(stream);
    const key = known?.key ?? streamKeyFrom(randomBytes(KEY_BYTES));
    entries.set(stream, { key, person: known?.person ?? person });
    return key;
  };

  const destroy = (person: Uuid): readonly StreamName[] => {
    const streams = [...entries].filter(([, entry]) => entry.person === person).map(([stream]) => stream);
    for (const stream of streams) entries.set(stream, { key: 'erased', person });
    return streams.sort();
  };

  return {
    ensure: (stream, person) => Promise.resolve(ensure(stream, person)),
    find: (stream) => Promise.resolve(entries.get(stream)?.key),
    destroy: (person) => Promise.resolve(destroy(person)),
    close: () => {
      entries.clear();
      return Promise.resolve();
    },
  };
}
