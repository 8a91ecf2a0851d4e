export * from './clock.port.js';
export * from './keys.port.js';
export * from './streams.js';
