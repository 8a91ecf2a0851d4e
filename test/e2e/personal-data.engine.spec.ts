import { startPostgres, type PostgresServer } from '../../infra/engines/index.js';
import { KAFKA_AND_ENGINES, KAFKA_AND_SQLITE, ownKafka } from '../support/engine-combinations.js';
import { onEngines, onKafka } from '../support/deployments.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { personalDataContract } from './personal-data.contract.js';

const TOLD = ['receipts', 'quarantine', 'feed'].map((kind) => `hvb.${kind}.kommun-2080.socialnamnden`);

describe('a person number, and the birth date in it, told over Kafka', () => {
  const kafka = ownKafka();
  const folder = temporaryFolder();
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres({ folder });
  });
  afterAll(() => server.stop());

  describe(KAFKA_AND_SQLITE, () => {
    const others = [
      'log.db-wal',
      'keys.db',
      'hub.db',
      'hub.db-wal',
      'due.db',
      'feed-index.db',
      'subscriptions.db',
      ...TOLD,
    ];
    personalDataContract((options) => onKafka(kafka())(options), { log: 'log.db', rows: 'rows.db', others });
  });

  describe(KAFKA_AND_ENGINES, () => {
    personalDataContract((options) => onEngines(kafka(), { url: server.url, folder })(options), {
      log: 'eventstore-protocol',
      rows: 'database',
      others: ['data/PG_VERSION', ...TOLD],
    });
  });
});
