/** The stores of a data folder in which keys lie wrapped, opened to wrap them anew, also while a hub has them open. */
import { existsSync } from 'node:fs';
import { entrySealer, sqliteKeys, sqliteLedger, type Masters, type WrappedStore } from '#access';
import { FileUnusable } from '#event-log';
import { openSqliteState } from '#hub';
import { sqliteSubscriptions } from '#projector';
import { type Files } from './files.js';

interface Opened {
  wrappings(): WrappedStore;
  close(): Promise<void>;
}

/**
 * Those that are there; of a folder without a key store there is nothing to wrap. Throws `FileUnusable` and
 * `MasterKeyDoesNotFit`.
 */
export async function openFolderWrappings(files: Files, masters: Masters): Promise<readonly WrappedStore[]> {
  if (!existsSync(files.keys)) throw new FileUnusable(files.keys, 'missing', 'no hub has kept anything here');
  const openings: readonly (readonly [file: string, open: () => Opened])[] = [
    [files.keys, () => sqliteKeys({ file: files.keys, masterKey: masters })],
    [files.state, () => openSqliteState({ path: files.state }, entrySealer(masters))],
    [files.ledger, () => sqliteLedger({ file: files.ledger, masterKey: masters })],
    [files.subscriptions, () => sqliteSubscriptions(files.subscriptions, entrySealer(masters))],
  ];
  const opened: WrappedStore[] = [];
  try {
    for (const [file, open] of openings) if (existsSync(file)) opened.push(closedWith(open()));
    return opened;
  } catch (error) {
    await closeWrappings(opened);
    throw error;
  }
}

function closedWith(store: Opened): WrappedStore {
  return { ...store.wrappings(), close: () => store.close() };
}

/** Closes all. */
export async function closeWrappings(stores: readonly WrappedStore[]): Promise<void> {
  for (const store of stores) await store.close();
}
