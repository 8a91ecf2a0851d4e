export * from './event-log.port.js';
export { memoryLog } from './event-log.memory.js';
export { openSqliteLog, openSqliteLogReader } from './event-log.sqlite.js';
export { type SqliteEventLog, type SqliteLogOptions, type SqliteLogReader } from './event-log.sqlite.js';
export { type StreamEvents } from './event-reader.sqlite.js';
export { LogInUse } from './single-writer.sqlite.js';
export { faultOf, LogBroken, sqliteCodeOf } from './sqlite-faults.js';
export { type EventStoreLogOptions, openEventStoreLog } from './event-log.esdb.js';
