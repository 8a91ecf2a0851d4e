import { SPEAKERS } from '../support/arbitrary-case.js';
import { KAFKA_AND_ENGINES, KAFKA_AND_SQLITE, ownKafka } from '../support/engine-combinations.js';
import { postgresForSpecs } from '../support/engines.js';
import { inEngines, inSqlite, kafkaWorlds, type KafkaWorlds, type Stores } from '../support/kafka-worlds.js';
import { ownDatabase, type OwnDatabase } from '../support/own-database.postgres.js';
import { sameViewsContract } from './same-views.contract.js';

const RUNS = 3;

describe('the views of a case that was told over Kafka', () => {
  const kafka = ownKafka(SPEAKERS);
  let database: OwnDatabase;
  beforeAll(async () => {
    database = await ownDatabase((await postgresForSpecs()).url);
  });
  afterAll(() => database.drop());

  const combinations: readonly (readonly [string, () => Stores])[] = [
    [KAFKA_AND_SQLITE, () => inSqlite],
    [KAFKA_AND_ENGINES, () => inEngines(database.url)],
  ];
  describe.each(combinations)('%s', (_, stores) => {
    let worlds: KafkaWorlds;
    beforeAll(async () => {
      worlds = await kafkaWorlds(kafka(), stores());
    });
    afterAll(() => worlds.close());

    sameViewsContract(() => worlds, RUNS);
  });
});
