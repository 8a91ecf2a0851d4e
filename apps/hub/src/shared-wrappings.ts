/** The stores that all processes over the engines share and in which keys lie wrapped, opened to wrap them anew. */
import { openPostgresKeyWrappings, openPostgresLedgerWrappings, type Masters, type WrappedStore } from '#access';
import { HUB_SCHEMA } from './state/hub-schema.postgres.js';
import { openPostgresStateWrappings } from './state/wrap-state.postgres.js';

/** Those of the database at `url`. Throws `MasterKeyDoesNotFit`; faults: `DatabaseUnavailable`, `KeysUnavailable`, `LedgerUnavailable`. */
export async function openSharedWrappings(url: string, masters: Masters): Promise<readonly WrappedStore[]> {
  const opened: WrappedStore[] = [];
  try {
    opened.push(await openPostgresKeyWrappings({ url, masterKey: masters }));
    opened.push(await openPostgresStateWrappings({ url, schema: HUB_SCHEMA, masterKey: masters }));
    opened.push(await openPostgresLedgerWrappings({ url, masterKey: masters }));
    return opened;
  } catch (error) {
    for (const store of opened) await store.close();
    throw error;
  }
}
