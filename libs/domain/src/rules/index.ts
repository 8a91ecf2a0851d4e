export { type Rule, type RuleSource, type SourceId, type Strength } from './rule.js';
export { READINGS, RULES, isRuleId, ruleOf } from './catalogue.js';
export { SOURCES } from './sources.data.js';
export { ACTS, type StatuteAct } from './statutes.data.js';
export { actOf, citeStatute, isLawOn, resolves as statuteResolves, statuteOn } from './statutes.js';
