/** The shared ledger with a connection pool of its own, for a process that has no other. */
import { overDatabase } from '#engines';
import { type MasterKeys } from '../masters.js';
import { LEDGER_MIGRATIONS, LEDGER_SCHEMA } from './ledger-schema.postgres.js';
import { type DenialBook, type Ledger, type LedgerStore } from './ledger.port.js';
import { postgresLedger } from './ledger.postgres.js';

export interface OwnPostgresLedgerOptions {
  readonly url: string;
  /** 32 bytes, or all masters. */
  readonly masterKey: MasterKeys;
}

/** What is written to, and closed with its connections. */
export type OwnLedger = Ledger & DenialBook & Pick<LedgerStore, 'page' | 'readsOf' | 'ofPerson' | 'draw' | 'close'>;

/** Opens the ledger. Throws `MasterKeyDoesNotFit`; fault: `DatabaseUnavailable`. */
export function openPostgresLedger({ url, masterKey }: OwnPostgresLedgerOptions): Promise<OwnLedger> {
  return overDatabase({ url, schema: LEDGER_SCHEMA, migrations: LEDGER_MIGRATIONS }, async (database) => {
    const ledger = await postgresLedger({ database, masterKey });
    return {
      write: (entries) => ledger.write(entries),
      page: (asked) => ledger.page(asked),
      readsOf: (asked) => ledger.readsOf(asked),
      ofPerson: (asked) => ledger.ofPerson(asked),
      draw: (asked) => ledger.draw(asked),
      denied: (after, limit) => ledger.denied(after, limit),
      toldTo: () => ledger.toldTo(),
      tell: (telling) => ledger.tell(telling),
      close: async () => {
        await ledger.close();
        await database.close();
      },
    };
  });
}
