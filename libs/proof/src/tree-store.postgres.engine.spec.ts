import { postgresTreeStore } from '#proof';
import { checkpointTellerContract } from '../../../test/contract/checkpoint-teller.contract.js';
import { treeStoreContract } from '../../../test/contract/tree-store.contract.js';
import { ownName, postgresForSpecs } from '../../../test/support/engines.js';

describe('the tree in PostgreSQL', () => {
  let schema: string;
  beforeEach(() => {
    schema = ownName('proofs');
  });
  treeStoreContract(async () => postgresTreeStore((await postgresForSpecs()).url, schema));
});

describe('a checkpoint that is told, of a tree in PostgreSQL', () => {
  checkpointTellerContract(async () => postgresTreeStore((await postgresForSpecs()).url, ownName('proofs')));
});
