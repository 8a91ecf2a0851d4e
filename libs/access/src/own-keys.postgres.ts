/** The shared key store with a connection pool of its own, for a process or a worker thread that has no other. */
import { openDatabase } from '#engines';
import { mastersOf, type MasterKeys } from './masters.js';
import { streamKeyTable, type WrappedStore } from './wrap-anew.js';
import { postgresWrappings } from './wrap-anew.postgres.js';
import { type KeyStore } from './key-store.js';
import { KEY_MIGRATIONS, postgresKeys } from './keys.postgres.js';

/** The schema of the key store, where nothing else is said. */
export const KEYS_SCHEMA = 'hvb_keys';

export interface OwnPostgresKeysOptions {
  readonly url: string;
  readonly schema?: string;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
}

/** Opens the store, which closes its connections when it is closed. Throws `MasterKeyDoesNotFit`; fault: `DatabaseUnavailable`. */
export async function openPostgresKeys({
  url,
  schema = KEYS_SCHEMA,
  masterKey,
}: OwnPostgresKeysOptions): Promise<KeyStore> {
  const database = await openDatabase({ url, schema, migrations: KEY_MIGRATIONS });
  try {
    const keys = await postgresKeys({ database, masterKey });
    return {
      ensure: (...asked) => keys.ensure(...asked),
      of: (stream) => keys.of(stream),
      destroy: (...asked) => keys.destroy(...asked),
      destroyIn: (...asked) => keys.destroyIn(...asked),
      filed: (...asked) => keys.filed(...asked),
      close: async () => {
        await keys.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The keys of the shared store, to be wrapped anew. Throws `MasterKeyDoesNotFit`; fault: `DatabaseUnavailable`. */
export async function openPostgresKeyWrappings({
  url,
  schema = KEYS_SCHEMA,
  masterKey,
}: OwnPostgresKeysOptions): Promise<WrappedStore> {
  const database = await openDatabase({ url, schema, migrations: KEY_MIGRATIONS });
  try {
    const masters = mastersOf(masterKey);
    await (await postgresKeys({ database, masterKey: masters })).close();
    return postgresWrappings({ database, tables: [streamKeyTable(masters)], masters });
  } catch (error) {
    await database.close();
    throw error;
  }
}
