import { anyEventLog } from '../../../test/contract/event-log.contract.js';
import { memoryLog } from './event-log.memory.js';

anyEventLog('the log in memory', memoryLog);
