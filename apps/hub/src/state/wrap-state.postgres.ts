/** The keys of the entries in the state that all hubs share, to be wrapped anew, with a connection pool of their own. */
import { entrySealer, postgresWrappings, type MasterKeys, type WrappedStore } from '#access';
import { overDatabase } from '#engines';
import { HUB_MIGRATIONS } from './hub-schema.postgres.js';
import { entryTables } from './sealed-entries.js';

export interface PostgresStateWrappings {
  readonly url: string;
  readonly schema: string;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
}

/** Opens them. Fault: `DatabaseUnavailable`. */
export function openPostgresStateWrappings({ url, schema, masterKey }: PostgresStateWrappings): Promise<WrappedStore> {
  return overDatabase({ url, schema, migrations: HUB_MIGRATIONS }, (database) =>
    postgresWrappings({ database, tables: entryTables(entrySealer(masterKey)) }),
  );
}
