/** The hubs' own state in one PostgreSQL schema, shared by all of them. */
import { type EntrySealer } from '#access';
import { type Database } from '#engines';
import { eraseEntries } from './erased-entries.postgres.js';
import { type HubStateStores } from './hub-state.port.js';
import { postgresQuarantine } from './quarantine.postgres.js';
import { postgresOutbox, postgresReceipts } from './receipts.postgres.js';
import { sharedState } from './shared-state.postgres.js';
import { postgresWaitingRoom } from './waiting-room.postgres.js';

/**
 * The state in `database`, opened with `HUB_MIGRATIONS` and closed by who opened it, after this.
 *
 * What leaves is deleted with its wrapped key. PostgreSQL does not overwrite: the row's old version lies in its page until
 * it is vacuumed and the place used again, in the write-ahead log until that is recycled, and in archives, replicas and
 * backups for as long as they are kept. Each entry is sealed by a key of its own that lies wrapped beside it; so whoever
 * has those files and the master key, which is in none of them, can open what has left, and without it nobody can.
 * `forget` vacuums; how long the rest is kept is the operator's to decide.
 */
export function openPostgresState(database: Database, sealer: EntrySealer): HubStateStores {
  const state = sharedState(database);
  const forget = async (): Promise<void> => {
    // Where it cannot be done now, or not in time, the server's own vacuum comes by later: nothing waits for it.
    await state.query('VACUUM waiting, quarantine, receipt').catch(() => undefined);
  };
  return {
    forget,
    erase: async (isToErase) => {
      const erased = await eraseEntries(state, sealer, isToErase);
      if (erased > 0) await forget();
      return erased;
    },
    room: postgresWaitingRoom(state, sealer),
    quarantine: postgresQuarantine(state, sealer),
    receipts: postgresReceipts(state, sealer),
    outbox: postgresOutbox(state, sealer),
    close: () => state.close(),
  };
}
