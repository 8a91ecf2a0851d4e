/** The front door for the wire: facts, ids and value checks; nothing that judges. */
export * from './kernel/index.js';
export * from './calendar/index.js';
export * from './identity/index.js';
export { type RuleId } from './rules/rule-id.js';
export { type StatuteRef } from './rules/statute-ref.js';
export { type Why } from './rules/why.js';
export * from './fact/controller.js';
export * from './placement/facts/placement.js';
export * from './placement/facts/care-acts.js';
export * from './cost-allocation/facts/cost-allocation.js';
export * from './agreement/facts/agreement.js';
export * from './agreement/facts/pack.js';
export * from './saying/case.js';
export * from './case/derived.js';
export * from './fact/streams.data.js';
export * from './fact/streams.js';
export { type WaitsFor } from './fact/names.js';
export { type Decision, type Rejection, type RejectionCode } from './saying/decision.js';
