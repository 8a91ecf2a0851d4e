/** The log in a cluster. A door of its own: who never opens one, as no hub over files does, loads none of its client. */
export { type EventStoreLogOptions, openEventStoreLog } from './event-log.esdb.js';
