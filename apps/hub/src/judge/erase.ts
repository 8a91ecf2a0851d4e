/** Erases what one controller has said of a person: its keys are destroyed, and each of their streams is told so. */
import { type KeyStore } from '#access';
import { encodeErasure, erasedType, wireType, type KeyOwner, type StreamName } from '#contracts';
import { type Uuid } from '#domain';
import { subjectOf, type OpenedStream } from '#cases';
import { erasedOutlook, type Outlook } from './judge.js';
import { occasionOf, type JudgeDeps } from './record.js';
import { type StreamQueues } from './stream-queues.js';
import { sayingId } from './to-append.js';
import { untilItStands } from './until-it-stands.js';

export interface EraseDeps extends JudgeDeps {
  readonly keyStore: Pick<KeyStore, 'destroy' | 'destroyIn'>;
  readonly queues: StreamQueues;
  readonly onAppended: (outlook: Outlook) => void;
}

/**
 * Erases one owner's events about a person; everyone else's stay. The keys go first: broken off between them and the last
 * stream, it is asked for again and ends what is left. Gives the streams. Faults: those of the log and the keys.
 */
export type Erase = (owner: KeyOwner, person: Uuid) => Promise<readonly StreamName[]>;

/**
 * Erases one owner's events in these streams, and tells each of it that was not told; those that were erased before stay so.
 * Gives those of which there was a key until now. Faults: those of the log and the keys.
 */
export type EraseStreams = (owner: KeyOwner, streams: readonly StreamName[]) => Promise<readonly StreamName[]>;

/** As `EraseStreams`; `isToldAll` also opens the streams whose keys were gone already, and ends what was broken off. */
export function eraseStreams(deps: EraseDeps, { isToldAll }: { readonly isToldAll: boolean }): EraseStreams {
  return async (owner, streams) => {
    const destroyed = await deps.keyStore.destroyIn(owner, streams);
    for (const stream of isToldAll ? streams : destroyed)
      await deps.queues.run(stream, () => tellOfErasure(deps, stream, owner));
    return destroyed;
  };
}

export function erase(deps: EraseDeps): Erase {
  return async (owner, person) => {
    const streams = await deps.keyStore.destroy(owner, person);
    for (const stream of streams) await deps.queues.run(stream, () => tellOfErasure(deps, stream, owner));
    return streams;
  };
}

async function tellOfErasure(deps: EraseDeps, stream: StreamName, owner: KeyOwner): Promise<void> {
  const { cache } = deps;
  await untilItStands(stream, 'its erasure was to be told', async () => {
    // Nothing that was opened with the key is kept.
    cache.forget(stream);
    const opened = await cache.upToDate(stream);
    if (opened.revision < 0 || opened.entries.some((entry) => entry.kind === 'erasure' && entry.owner === owner))
      return;
    await append(deps, opened, owner);
  });
}

async function append(deps: EraseDeps, opened: OpenedStream, owner: KeyOwner): Promise<void> {
  const { stream, revision, entries } = opened;
  const [first] = entries;
  if (!first) return;
  const subject = subjectOf(first);
  const occasion = await occasionOf(deps, opened);
  const eventId = sayingId(stream, revision + 1, 0);
  const type = wireType(erasedType(subject.kind));
  const body = encodeErasure(subject, owner, { stream, type, eventId });
  await deps.log.append(stream, [{ eventId, type, recordedAt: occasion.recordedAt, body }], revision);
  deps.cache.forget(stream);
  deps.onAppended({ ...erasedOutlook(opened, occasion), revision: revision + 1 });
}
