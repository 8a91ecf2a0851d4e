/** The shared key store with a connection pool of its own, for a process or a worker thread that has no other. */
import { overDatabase } from '#engines';
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
export function openPostgresKeys({ url, schema = KEYS_SCHEMA, masterKey }: OwnPostgresKeysOptions): Promise<KeyStore> {
  return overDatabase({ url, schema, migrations: KEY_MIGRATIONS }, async (database) => {
    const keys = await postgresKeys({ database, masterKey });
    return {
      ensure: (...asked) => keys.ensure(...asked),
      of: (stream) => keys.of(stream),
      destroy: (...asked) => keys.destroy(...asked),
      destroyIn: (...asked) => keys.destroyIn(...asked),
      filed: (...asked) => keys.filed(...asked),
      filedOf: (person) => keys.filedOf(person),
      close: async () => {
        await keys.close();
        await database.close();
      },
    };
  });
}

/** The keys of the shared store, to be wrapped anew. Throws `MasterKeyDoesNotFit`; fault: `DatabaseUnavailable`. */
export function openPostgresKeyWrappings({
  url,
  schema = KEYS_SCHEMA,
  masterKey,
}: OwnPostgresKeysOptions): Promise<WrappedStore> {
  return overDatabase({ url, schema, migrations: KEY_MIGRATIONS }, async (database) => {
    const masters = mastersOf(masterKey);
    await (await postgresKeys({ database, masterKey: masters })).close();
    return postgresWrappings({ database, tables: [streamKeyTable(masters)], masters });
  });
}
