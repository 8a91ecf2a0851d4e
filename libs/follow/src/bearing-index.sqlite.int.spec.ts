import { join } from 'node:path';
import { sqliteBearingIndex } from '#follow';
import { bearingIndexContract } from '../../../test/contract/bearing-index.contract.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';

describe('what bears on what, in a file', () => {
  bearingIndexContract(() => Promise.resolve(sqliteBearingIndex(join(temporaryFolder(), 'bearing.db'))));
});
