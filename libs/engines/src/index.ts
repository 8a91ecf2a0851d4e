export * from './environment.js';
export * from './database.port.js';
export { openDatabase, type DatabaseOptions } from './database.postgres.js';
export { leaseOn, type LeaseOptions } from './lease.postgres.js';
export * from './broker.port.js';
export * from './broker-settings.js';
export { type BrokerOptions, connectBroker } from './broker.kafka.js';
export { sharedAsking } from './shared-asking.js';
