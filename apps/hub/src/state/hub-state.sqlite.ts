/** The hub's own state in one SQLite file: for one hub alone. */
import { sqliteWrappings, type EntrySealer, type WrappedStore } from '#access';
import { type LogId } from '#event-log';
import { eraseEntries } from './erased-entries.sqlite.js';
import { type HubStateStores } from './hub-state.port.js';
import { sqliteQuarantine } from './quarantine.sqlite.js';
import { sqliteOutbox, sqliteReceipts } from './receipts.sqlite.js';
import { entryTables } from './sealed-entries.js';
import { openStateFile } from './state-file.sqlite.js';
import { sqliteWaitingRoom } from './waiting-room.sqlite.js';

export interface SqliteStateOptions {
  readonly path: string;
  /** The log beside which it is kept: it is no other log's. */
  readonly logId?: LogId;
}

export interface SqliteState extends HubStateStores {
  /** How often it has been written since it was bound to its log. */
  writes(): number;
  /** The keys of its entries, to be wrapped anew. */
  wrappings(): WrappedStore;
}

/**
 * Opens the state's file at `path`, making it if need be. What leaves is overwritten in the file, and daily in its journal.
 * Throws `FileUnusable` where it is damaged or of another log.
 */
export function openSqliteState({ path, logId }: SqliteStateOptions, sealer: EntrySealer): SqliteState {
  const file = openStateFile(path, logId);
  return {
    writes: () => file.writes(),
    room: sqliteWaitingRoom(file, sealer),
    quarantine: sqliteQuarantine(file, sealer),
    receipts: sqliteReceipts(file, sealer),
    outbox: sqliteOutbox(file, sealer),
    wrappings: () =>
      sqliteWrappings({
        ...{ db: file.db, tables: entryTables(sealer) },
        count: () => {
          file.count();
        },
      }),
    erase: (isToErase) => eraseEntries(file, sealer, isToErase),
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
