import { randomBytes } from 'node:crypto';
import { alertsContract } from '../../../../test/contract/alerts.contract.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { postgresSubscriptions } from '../webhooks/subscriptions.postgres.js';

describe('alerts in PostgreSQL', () => {
  alertsContract(async () => {
    const { url } = await postgresForSpecs();
    return postgresSubscriptions({ url, masterKey: randomBytes(32), schema: ownName('subscriptions') });
  });
});
