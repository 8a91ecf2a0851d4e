/** The tree of the log for a spec: kept beside its hub, or not at all where nothing asks for it. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { keepProofs, type KeptProofs } from '#projector';
import { logKeyPath, sqliteTreeStore } from '#proof';
import { type SpecHub } from './open-hub.js';

/** In a file of its own in the hub's folder. */
export const specProofs = ({ log, folder }: Pick<SpecHub, 'log' | 'folder'>): Promise<KeptProofs> =>
  keepProofs({
    ...{ log, store: sqliteTreeStore(join(folder, `${randomUUID()}.db`)), keyPath: logKeyPath(folder) },
    onDefect: (error) => {
      throw error;
    },
  });

/** Of a read side that is asked for no proof. */
export const NO_PROOFS: KeptProofs = {
  proofs: () => Promise.reject(new Error('no proofs are kept here')),
  follower: { caughtUp: () => Promise.resolve(false), stop: () => Promise.resolve() },
  close: () => Promise.resolve(),
};
