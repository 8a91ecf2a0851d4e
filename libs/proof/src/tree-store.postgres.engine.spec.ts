import { postgresTreeStore } from '#proof';
import { treeStoreContract } from '../../../test/contract/tree-store.contract.js';
import { ownName, postgresForSpecs } from '../../../test/support/engines.js';

describe('the tree in PostgreSQL', () => {
  let schema: string;
  beforeEach(() => {
    schema = ownName('proofs');
  });
  treeStoreContract(async () => postgresTreeStore((await postgresForSpecs()).url, schema));
});
