import { openPostgresBearingIndex } from '#follow';
import { bearingIndexContract } from '../../../test/contract/bearing-index.contract.js';
import { ownName, postgresForSpecs } from '../../../test/support/engines.js';

describe('what bears on what, in PostgreSQL', () => {
  bearingIndexContract(async () => {
    const { url } = await postgresForSpecs();
    return openPostgresBearingIndex(url, ownName('bearing'));
  });
});
