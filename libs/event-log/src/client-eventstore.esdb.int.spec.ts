import { eventLogOver } from '../../../test/contract/event-log.esdb.contract.js';
import { eventStoreClient } from './client-eventstore.esdb.js';

eventLogOver('@eventstore/db-client', eventStoreClient);
