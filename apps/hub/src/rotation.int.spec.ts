import { join } from 'node:path';
import { sqliteKeys, sqliteLedger } from '#access';
import { rotationContract } from '../../../test/contract/rotation.contract.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { openSqliteState } from './state/hub-state.sqlite.js';

describe('a change of the master key, of files', () => {
  let folder: string;
  beforeEach(() => (folder = temporaryFolder()));

  rotationContract((masters, sealer) => {
    const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey: masters });
    const state = openSqliteState({ path: join(folder, 'hub.db') }, sealer);
    const ledger = sqliteLedger({ file: join(folder, 'ledger.db'), masterKey: masters });
    return Promise.resolve({
      ...{ keys, state, ledger, wrappings: [keys.wrappings(), state.wrappings(), ledger.wrappings()] },
      close: async () => {
        for (const store of [keys, state, ledger]) await store.close();
      },
    });
  });
});
