import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { feedCheckpointContract } from '../../../../test/contract/feed-checkpoint.contract.js';
import { postgresFeedCheckpoint } from './feed-checkpoint.postgres.js';

describe("the feeds' checkpoint in PostgreSQL", () => {
  let schema: string;
  beforeEach(() => {
    schema = ownName('feeds');
  });
  feedCheckpointContract(async () => postgresFeedCheckpoint((await postgresForSpecs()).url, schema));
});
