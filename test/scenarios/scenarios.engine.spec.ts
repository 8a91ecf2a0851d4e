/** The scenario library on the engines: the same stories, told over Kafka, and they must go the same. */
import 'reflect-metadata';
import { startKafka, type KafkaServer } from '../../infra/engines/index.js';
import { postgresForSpecs } from '../support/engines.js';
import { kafkaParties, topicsOf, type KafkaParties } from '../support/kafka-door.kafka.js';
import { freshHubOnEngines, freshHubOnKafka } from '../support/story-hubs.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { itPlaysEachStory, partiesOfStories } from './library.js';

describe('the scenario library, told over Kafka', () => {
  let server: KafkaServer;
  let parties: KafkaParties;

  beforeAll(async () => {
    server = await startKafka({ folder: temporaryFolder() });
    await server.createTopics(topicsOf(partiesOfStories()));
    parties = await kafkaParties(server.brokers, partiesOfStories());
  });
  afterAll(async () => {
    await parties.close();
    await server.stop();
  });

  describe('Kafka and SQLite', () => {
    itPlaysEachStory((now) => freshHubOnKafka({ brokers: server.brokers, parties })(now));
  });

  describe('Kafka, EventStoreDB’s protocol and PostgreSQL', () => {
    itPlaysEachStory(async (now) => {
      const { url } = await postgresForSpecs();
      return freshHubOnEngines({ brokers: server.brokers, parties }, url)(now);
    });
  });
});
