import { anyRowStore } from '../../../../test/contract/row-store.contract.js';
import { ownName, postgresForSpecs } from '../../../../test/support/engines.js';
import { openPostgresRows } from './row-store.postgres.js';

anyRowStore('a PostgreSQL schema', async () => {
  const { url } = await postgresForSpecs();
  return openPostgresRows({ url, schema: ownName('rows') });
});
