/** Binds an end-to-end contract to the combinations that need engines, on a Kafka of the spec's own: topics have fixed names. */
import { startKafka, type KafkaServer } from '../../infra/engines/index.js';
import { PLACING_PARTY, REGION } from './case-builder.js';
import { type Deploy } from './deployment.js';
import { onEngines, onKafka, type KafkaForDeployment } from './deployments.js';
import { postgresForSpecs } from './engines.js';
import { kafkaParties, topicsOf, type KafkaParties } from './kafka-door.kafka.js';
import { temporaryFolder } from './temporary-folder.js';

export const KAFKA_AND_SQLITE = 'Kafka and SQLite';
export const KAFKA_AND_ENGINES = 'Kafka, EventStoreDB’s protocol and PostgreSQL';

/** The parties that speak in the end-to-end specs. */
const SPEAKERS = [PLACING_PARTY, REGION, 'region-21'];

/** A Kafka with the topics of `parties`, for the specs of one file. Call it within `describe`. */
export function ownKafka(parties: readonly string[] = SPEAKERS): () => KafkaForDeployment {
  let server: KafkaServer;
  let speaking: KafkaParties;
  beforeAll(async () => {
    server = await startKafka({ folder: temporaryFolder() });
    await server.createTopics(topicsOf(parties));
    speaking = await kafkaParties(server.brokers, parties);
  });
  afterAll(async () => {
    await speaking.close();
    await server.stop();
  });
  return () => ({ brokers: server.brokers, parties: speaking });
}

/** The deployments with Kafka, by name; over the PostgreSQL of all specs. */
export function engineCombinations(kafka: () => KafkaForDeployment): readonly (readonly [name: string, Deploy])[] {
  return [
    [KAFKA_AND_SQLITE, (options) => onKafka(kafka())(options)],
    [KAFKA_AND_ENGINES, async (options) => onEngines(kafka(), await postgresForSpecs())(options)],
  ];
}
