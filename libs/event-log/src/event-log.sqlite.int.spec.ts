import { anyEventLog } from '../../../test/contract/event-log.contract.js';
import { temporaryFile } from '../../../test/support/temporary-folder.js';
import { openSqliteLog } from './event-log.sqlite.js';

anyEventLog('the SQLite log', () => openSqliteLog({ path: temporaryFile('events.sqlite') }));
