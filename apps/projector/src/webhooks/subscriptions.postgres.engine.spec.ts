import { randomBytes } from 'node:crypto';
import { subscriptionsContract } from '../../../../test/contract/subscriptions.contract.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { postgresSubscriptions } from './subscriptions.postgres.js';

describe('subscriptions in PostgreSQL', () => {
  subscriptionsContract(async () => {
    const { url } = await postgresForSpecs();
    return postgresSubscriptions({ url, masterKey: randomBytes(32), schema: ownName('subscriptions') });
  });
});
