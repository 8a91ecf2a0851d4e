import { join } from 'node:path';
import { makeTokenKey, mastersOf, sqliteKeys, sqliteLedger, tokenMaster } from '#access';
import { rotationContract, type OpenStores, type TwoMasters } from '../../../test/contract/rotation.contract.js';
import { ownToken } from '../../../test/support/own-token.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { openSqliteState } from './state/hub-state.sqlite.js';

const MEMORY = mastersOf(Buffer.alloc(32, 7)).current;

async function twoOfToken(): Promise<TwoMasters> {
  const { where } = ownToken();
  for (const label of ['old', 'fresh']) await makeTokenKey(where, label);
  return { old: await tokenMaster(where, 'old'), fresh: await tokenMaster(where, 'fresh') };
}

describe.each([
  ['from one key of a token to the next', twoOfToken],
  ['into a token', async () => ({ old: MEMORY, fresh: (await twoOfToken()).fresh })],
  ['out of a token', async () => ({ old: (await twoOfToken()).old, fresh: MEMORY })],
] as const)('a change of the master key, %s', (_, twoMasters) => {
  let folder: string;
  let two: TwoMasters;
  beforeAll(async () => {
    two = await twoMasters();
  });
  beforeEach(() => (folder = temporaryFolder()));

  const openStores: OpenStores = (masters, sealer) => {
    const keys = sqliteKeys({ file: join(folder, 'keys.db'), masterKey: masters });
    const state = openSqliteState({ path: join(folder, 'hub.db') }, sealer);
    const ledger = sqliteLedger({ file: join(folder, 'ledger.db'), masterKey: masters });
    return Promise.resolve({
      ...{ keys, state, ledger, wrappings: [keys.wrappings(), state.wrappings(), ledger.wrappings()] },
      close: async () => {
        for (const store of [keys, state, ledger]) await store.close();
      },
    });
  };
  rotationContract(openStores, () => two);
});
