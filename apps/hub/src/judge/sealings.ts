/** The keys of one append: whose they are, and which of them the stream has not been sealed under before. */
import { type Keys, type KeyOwner, type Sealing, type StreamKey, type StreamKeys } from '#contracts';
import { type Controller, type Uuid } from '#domain';
import { type OpenedStream } from '#cases';

export interface Sealings {
  /** The controller's key, made if there is none: only what is recorded leaves a key behind. Fault: `KeysUnavailable`. */
  of(owner: Controller): Promise<Sealing | 'erased'>;
  /** Those of the stream and those made since. */
  readonly keys: StreamKeys;
}

/** The sealings of one append to a stream about `person`, null where it is about nobody. */
export function sealingsOf(store: Pick<Keys, 'ensure'>, opened: OpenedStream, person: Uuid | null): Sealings {
  const keys = new Map<KeyOwner, StreamKey | 'erased'>(opened.keys);
  const sealedBy = new Set(opened.sealedBy);
  return {
    keys,
    of: async (owner) => {
      const key = keys.get(owner) ?? (await store.ensure(opened.stream, owner, person));
      if (key === 'erased') return 'erased';
      const isFirst = !sealedBy.has(owner);
      keys.set(owner, key);
      sealedBy.add(owner);
      return { owner, key, isFirst };
    },
  };
}
