/** The feeds' checkpoint in a file of its own: one process writes it. */
import { refuseBroken, type LogId, type Position } from '#event-log';
import { openDerivedFile, type ResultFile, type TellAside } from '#follow';
import { feedCheckpointIn } from './feed-checkpoint.js';
import { type FeedCheckpoint } from './feed-checkpoint.port.js';

/** Opens the file, making it if need be. A power cut may take the last moves: then the same is published again. */
export function sqliteFeedCheckpoint(
  path: string,
  options: { readonly logId?: LogId; readonly onAside?: TellAside } = {},
): FeedCheckpoint {
  const check = ({ db }: ResultFile): void => {
    refuseBroken(db, path);
  };
  const file = openDerivedFile({ path, migrations: [], check, ...options });
  const read = (name: string) => file.checkpoint(name);
  const keep = (name: string, text: string): void => {
    file.commit(name, text as Position, () => undefined);
  };
  return feedCheckpointIn({
    read: (name) => Promise.resolve(read(name)),
    keep: (name, text) =>
      new Promise<void>((resolve) => {
        keep(name, text);
        resolve();
      }),
    // Nobody else writes the file, nor this process between the two.
    move: (name, before, next) =>
      new Promise((resolve) => {
        const stands = read(name) === before;
        if (stands) keep(name, next);
        resolve(stands);
      }),
    close: () => {
      file.close();
      return Promise.resolve();
    },
  });
}
