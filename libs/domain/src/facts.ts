/** The front door for the wire: facts, ids and value checks; nothing that judges. */
export * from './kernel/index.js';
export * from './calendar/index.js';
export * from './identity/index.js';
export { type RuleId } from './rules/rule-id.js';
export { type StatuteRef } from './rules/statute-ref.js';
export { type Why } from './rules/why.js';
export * from './parties.js';
export * from './placement/placement.js';
export * from './placement/care-acts.js';
export * from './cost-allocation/cost-allocation.js';
export * from './agreement/agreement.js';
export * from './agreement/pack.js';
export * from './case/case.js';
export * from './case/derived.js';
export * from './streams.data.js';
export * from './streams.js';
export { type WaitsFor } from './fact/names.js';
export { type Decision, type Rejection, type RejectionCode } from './case/decision.js';
