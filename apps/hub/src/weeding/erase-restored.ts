/** What a backup has brought back of those who have been erased since, erased again: over a folder that nobody has open. */
import { bearing, memoryBearingIndex, nameUuid, streamCache } from '#cases';
import { eraseStreams, type EraseDeps } from '../judge/erase.js';
import { streamQueues } from '../judge/stream-queues.js';
import { type HubPorts } from '../hub.js';
import { type ErasureList } from './erasures.js';
import { eraseAgain } from './weeding.js';

/** What of a hub it takes; each is closed by the caller. */
export type RestoredPorts = Pick<HubPorts, 'log' | 'keys' | 'clock' | 'state'>;

/** Erases it, and tells each stream so. Gives how many streams had come back. Faults: those of the log and the keys. */
export async function eraseRestored(erasures: ErasureList, ports: RestoredPorts): Promise<number> {
  const { log, keys, clock, state } = ports;
  const known = bearing({ log, keys, index: memoryBearingIndex() });
  await known.refresh();
  const erasing: EraseDeps = {
    ...{ log, keys, clock, bearing: known, cache: streamCache({ log, keys }), name: nameUuid() },
    ...{ keyStore: keys, queues: streamQueues(), onAppended: () => undefined },
  };
  const again = eraseStreams(erasing, { isToldAll: false });
  const ended = eraseStreams(erasing, { isToldAll: true });
  return eraseAgain(erasures, { log, keys, clock, state, again, ended });
}
