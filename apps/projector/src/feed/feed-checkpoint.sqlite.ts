/** The feeds' checkpoint in a file of its own: one process writes it. */
import { type LogId, type Position } from '#event-log';
import { CheckpointMoved, openDerivedFile, type TellAside } from '#follow';
import {
  FED_PARTIES,
  FEEDS_FOLLOWER,
  NOBODY_FED,
  type FedParties,
  type FeedCheckpoint,
} from './feed-checkpoint.port.js';

/** Opens the file, making it if need be. A power cut may take the last moves: then the same is published again. */
export function sqliteFeedCheckpoint(
  path: string,
  options: { readonly logId?: LogId; readonly onAside?: TellAside } = {},
): FeedCheckpoint {
  const file = openDerivedFile({ path, migrations: [], ...options });
  const read = () => file.checkpoint(FEEDS_FOLLOWER);
  return {
    read: () => Promise.resolve(read()),
    move: (before, next) =>
      new Promise((resolve) => {
        file.commit(FEEDS_FOLLOWER, next, () => {
          if (read() !== before) throw new CheckpointMoved('the feeds are not where they were left');
        });
        resolve();
      }),
    parties: () => {
      const kept = file.checkpoint(FED_PARTIES);
      return Promise.resolve(kept === null ? NOBODY_FED : (JSON.parse(kept) as FedParties));
    },
    keepParties: (parties) => {
      file.commit(FED_PARTIES, JSON.stringify(parties) as Position, () => undefined);
      return Promise.resolve();
    },
    close: () => {
      file.close();
      return Promise.resolve();
    },
  };
}
