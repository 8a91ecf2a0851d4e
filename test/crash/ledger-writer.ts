/** A process that sixteen read in until it is killed: writes to the ledger, and tells each entry that was acknowledged. */
import { writeSync } from 'node:fs';
import { LEDGER_MIGRATIONS, postgresLedger, sqliteLedger, type LedgerStore } from '#access';
import { openDatabase } from '#engines';
import { type Told, LEDGER_MASTER_KEY } from './killed-ledger.js';
import { readByRegion } from '../support/ledger-entries.js';

const READERS = 16;
const STDOUT = 1;

async function opened(): Promise<LedgerStore> {
  const told = JSON.parse(process.argv[2] ?? '{}') as Told;
  if ('file' in told) return sqliteLedger({ file: told.file, masterKey: LEDGER_MASTER_KEY });
  const database = await openDatabase({ ...told, migrations: LEDGER_MIGRATIONS });
  return postgresLedger({ database, masterKey: LEDGER_MASTER_KEY });
}

const ledger = await opened();
await Promise.all(
  Array.from({ length: READERS }, async () => {
    for (;;) {
      const entry = readByRegion();
      await ledger.write([entry]);
      // At once, with nothing kept back in the process: what was told was acknowledged.
      writeSync(STDOUT, `${entry.request}\n`);
    }
  }),
);
