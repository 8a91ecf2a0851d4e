import { embedded } from '../support/deployments.js';
import { personalDataContract } from './personal-data.contract.js';

describe('a person number, and the birth date in it', () => {
  const others = ['log.db-wal', 'keys.db', 'hub.db', 'hub.db-wal', 'due.db', 'feed-index.db', 'subscriptions.db'];
  personalDataContract(embedded, { log: 'log.db', rows: 'rows.db', others });
});
