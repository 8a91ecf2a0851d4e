export * from './brand.js';
export * from './order.js';
export * from './party.js';
export * from './said.js';
export * from './subject.js';
export * from './unreachable.js';
export * from './span.js';
