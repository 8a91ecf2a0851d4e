import { memoryBearingIndex } from '#cases';
import { bearingIndexContract } from '../../../test/contract/bearing-index.contract.js';

describe('what bears on what, in memory', () => {
  bearingIndexContract(() => Promise.resolve(memoryBearingIndex()));
});
