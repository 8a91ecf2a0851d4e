import { kurrentClient } from '../../../test/contract/client-kurrent.esdb.js';
import { eventLogOver } from '../../../test/contract/event-log.esdb.contract.js';

eventLogOver('@kurrent/kurrentdb-client', kurrentClient);
