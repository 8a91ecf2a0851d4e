export * from './agreement-book.js';
export * from './decode-event.js';
export * from './messages.js';
export * from './name-uuid.js';
export * from './open-stream.js';
export * from './opened-stream.js';
export * from './read-stream.js';
export * from './stream-cache.js';
