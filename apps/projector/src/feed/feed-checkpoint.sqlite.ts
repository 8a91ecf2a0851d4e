/** The feeds' checkpoint in a file of its own: one process writes it. */
import { CheckpointMoved, openResultFile } from '#follow';
import { FEEDS_FOLLOWER, type FeedCheckpoint } from './feed-checkpoint.port.js';

/** Opens the file, making it if need be. A power cut may take the last moves: then the same is published again. */
export function sqliteFeedCheckpoint(path: string): FeedCheckpoint {
  const file = openResultFile({ path, migrations: [] });
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
    close: () => {
      file.close();
      return Promise.resolve();
    },
  };
}
