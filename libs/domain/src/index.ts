/** The law: what may be said, and what follows from it. */
export * from './facts.js';
export * from './case/decision.js';
export * from './case/assessment.js';
