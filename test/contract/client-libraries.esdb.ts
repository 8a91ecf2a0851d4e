/** The client libraries that the log may be over: what breaks and comes back is held over each. */
import { eventStoreClient } from '../../libs/event-log/src/client-eventstore.esdb.js';
import { kurrentClient } from './client-kurrent.esdb.js';

export const LIBRARIES = [
  ['@eventstore/db-client', eventStoreClient],
  ['@kurrent/kurrentdb-client', kurrentClient],
] as const;
