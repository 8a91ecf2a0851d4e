import { memoryKeys } from '#access';
import { keysContract } from '../../../test/contract/keys.contract.js';

describe('keys in memory', () => {
  keysContract(() => Promise.resolve(memoryKeys()));
});
