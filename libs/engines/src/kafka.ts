/** The broker. A door of its own: the threads that keep rows and all else that never speaks to one load none of its client. */
export { type BrokerOptions, connectBroker } from './broker.kafka.js';
