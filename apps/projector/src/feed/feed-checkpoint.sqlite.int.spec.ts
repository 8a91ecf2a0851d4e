import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { feedCheckpointContract } from '../../../../test/contract/feed-checkpoint.contract.js';
import { sqliteFeedCheckpoint } from './feed-checkpoint.sqlite.js';

describe("the feeds' checkpoint in a file", () => {
  let path: string;
  beforeEach(() => {
    path = temporaryFile('feeds.db');
  });
  feedCheckpointContract(() => Promise.resolve(sqliteFeedCheckpoint(path)));
});
