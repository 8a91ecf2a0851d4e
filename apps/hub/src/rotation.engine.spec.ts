import { LEDGER_MIGRATIONS, LEDGER_SCHEMA, openPostgresKeys, postgresLedger } from '#access';
import { openDatabase } from '#engines';
import { rotationContract } from '../../../test/contract/rotation.contract.js';
import { postgresForSpecs } from '../../../test/support/engines.js';
import { ownDatabase, type OwnDatabase } from '../../../test/support/own-database.postgres.js';
import { openSharedWrappings } from './shared-wrappings.js';
import { HUB_MIGRATIONS, HUB_SCHEMA } from './state/hub-schema.postgres.js';
import { openPostgresState } from './state/hub-state.postgres.js';

describe('a change of the master key, over PostgreSQL', () => {
  let database: OwnDatabase;
  beforeEach(async () => (database = await ownDatabase((await postgresForSpecs()).url)));
  afterEach(() => database.drop());

  rotationContract(async (masters, sealer) => {
    const { url } = database;
    const keys = await openPostgresKeys({ url, masterKey: masters });
    const hub = await openDatabase({ url, schema: HUB_SCHEMA, migrations: HUB_MIGRATIONS });
    const ledgers = await openDatabase({ url, schema: LEDGER_SCHEMA, migrations: LEDGER_MIGRATIONS });
    const state = openPostgresState(hub, sealer);
    const ledger = await postgresLedger({ database: ledgers, masterKey: masters });
    const wrappings = await openSharedWrappings(url, masters);
    return {
      ...{ keys, state, ledger, wrappings },
      close: async () => {
        for (const store of [keys, state, ledger, hub, ledgers, ...wrappings]) await store.close();
      },
    };
  });
});
