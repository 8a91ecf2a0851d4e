export { type RuleId } from './rule-id.js';
export { type StatuteRef } from './statute-ref.js';
export { type Why } from './why.js';
export { type Causes, type Judging, whyOf } from './judging.js';
export { type RuleSource, type SourceId, type Strength } from './rule.js';
export { READINGS, type Rule, RULES, isRuleId, ruleOf } from './catalogue.js';
export { SOURCES } from './sources.data.js';
export { ACTS, type StatuteAct } from './statutes.data.js';
export { actOf, citeStatute, isLawOn, resolves as statuteResolves, statuteOn } from './statutes.js';
