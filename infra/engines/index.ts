/** The real engines, for specs and developers: PostgreSQL and Apache Kafka, without Docker. */
export { EngineMissing } from './engine-missing.js';
export { type Grant, type TopicOptions } from './kafka-admin.kafka.js';
export { type KafkaOptions, type KafkaServer, startKafka } from './kafka-server.js';
export { type KafkaSecurity } from './kafka-settings.js';
export { makeSoftToken, SOFTHSM2_CONF, softTokenLibrary, softTokensIn, type SoftToken } from './soft-tokens.js';
export { type PostgresOptions, type PostgresServer, startPostgres } from './postgres-server.js';
