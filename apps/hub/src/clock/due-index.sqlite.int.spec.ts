import { dueIndexContract } from '../../../../test/contract/due-index.contract.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { sqliteDueIndex } from './due-index.sqlite.js';

describe('the due index in SQLite', () => {
  dueIndexContract(() => Promise.resolve(sqliteDueIndex(temporaryFile('due.db'))));
});
