/** The years' keys of the shared ledger, to be wrapped anew, with a connection pool of their own. */
import { overDatabase } from '#engines';
import { mastersOf, type MasterKeys } from '../masters.js';
import { type WrappedStore } from '../wrap-anew.js';
import { postgresWrappings } from '../wrap-anew.postgres.js';
import { LEDGER_MIGRATIONS, LEDGER_SCHEMA } from './ledger-schema.postgres.js';
import { postgresLedger } from './ledger.postgres.js';
import { yearKeyTable } from './year-keys.js';

export interface PostgresLedgerWrappings {
  readonly url: string;
  readonly schema?: string;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
}

/** Opens them. Throws `MasterKeyDoesNotFit`; faults: `DatabaseUnavailable`, `LedgerUnavailable`. */
export function openPostgresLedgerWrappings({
  url,
  schema = LEDGER_SCHEMA,
  masterKey,
}: PostgresLedgerWrappings): Promise<WrappedStore> {
  return overDatabase({ url, schema, migrations: LEDGER_MIGRATIONS }, async (database) => {
    const masters = mastersOf(masterKey);
    await (await postgresLedger({ database, masterKey: masters })).close();
    return postgresWrappings({ database, tables: [yearKeyTable(masters)], masters });
  });
}
