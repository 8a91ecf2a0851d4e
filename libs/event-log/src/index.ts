export * from './event-log.port.js';
