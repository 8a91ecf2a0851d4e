/** The real servers that the engine specs of one run share; each spec takes a schema and topics of its own. */
import { randomUUID } from 'node:crypto';
import { createTopics, type TopicOptions } from '../../infra/engines/kafka-admin.kafka.js';
import { DATABASE_URL, KAFKA_BROKERS } from '../../infra/engines/spec-servers.js';

/** A PostgreSQL: the URL of a superuser. */
export function postgresForSpecs(): Promise<{ readonly url: string }> {
  return Promise.resolve({ url: named(DATABASE_URL) });
}

export interface SpecKafka {
  readonly brokers: string;
  /** Three partitions each unless said. */
  createTopics(topics: readonly string[], options?: TopicOptions): Promise<void>;
}

/** An Apache Kafka of one node, without TLS and users. */
export function kafkaForSpecs(): Promise<SpecKafka> {
  const brokers = named(KAFKA_BROKERS);
  return Promise.resolve({
    brokers,
    createTopics: (topics, options) => createTopics([brokers], topics, options),
  });
}

/** A name that no other spec has: of a schema, a topic, a group. */
export function ownName(about: string): string {
  return `${about}_${randomUUID().slice(0, 8)}`;
}

function named(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set: engine specs are run by npm run test:engines`);
  return value;
}
