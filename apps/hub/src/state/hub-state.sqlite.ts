/** The hub's own state in one SQLite file: for one hub alone. */
import { type EntrySealer } from '#access';
import { type HubStateStores } from './hub-state.port.js';
import { sqliteQuarantine } from './quarantine.sqlite.js';
import { sqliteOutbox, sqliteReceipts } from './receipts.sqlite.js';
import { openStateFile } from './state-file.sqlite.js';
import { sqliteWaitingRoom } from './waiting-room.sqlite.js';

/** Opens the state's file at `path`, making it if need be. What leaves is overwritten in the file, and daily in its journal. */
export function openSqliteState({ path }: { readonly path: string }, sealer: EntrySealer): HubStateStores {
  const file = openStateFile(path);
  return {
    room: sqliteWaitingRoom(file, sealer),
    quarantine: sqliteQuarantine(file, sealer),
    receipts: sqliteReceipts(file, sealer),
    outbox: sqliteOutbox(file, sealer),
    forget: () =>
      file.read(() => {
        file.forget();
      }),
    close: () => {
      file.close();
      return Promise.resolve();
    },
  };
}
