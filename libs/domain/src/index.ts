/** The law: what may be said, and what follows from it. */
export * from './facts.js';
export * from './case/decision.js';
export * from './case/assessment.js';
export * from './case/effective.js';
export * from './case/story.js';
export * from './agreement/in-force.js';
export * from './agreement/packs.js';
export * from './rules/index.js';
export * from './costs/index.js';
