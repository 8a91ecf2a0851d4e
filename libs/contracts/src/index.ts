export * from './keys.port.js';
export * from './streams.js';
