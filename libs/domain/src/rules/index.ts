export { type RuleId } from './rule-id.js';
export { type StatuteRef } from './statute-ref.js';
export { type Why } from './why.js';
export { type Causes, type Judging, whyOf } from './judging.js';
export { type RuleSource, type SourceId, type Strength } from './rule.js';
export { CHAPTERS, type Chapter, READINGS, READING_CHAPTERS, RULES, type Rule } from './catalogue.js';
export { isRuleId, ruleOf } from './catalogue.js';
export { PARAMETERS, type ParameterEntry } from './parameters.data.js';
export {
  type AgeId,
  birthdayOf,
  type Due,
  dueBy,
  type ParameterId,
  reaches,
  type TimeId,
  timeOut,
  valueOn,
} from './parameters.js';
export { OUTSIDE_A_HUB } from './rules-outside.data.js';
export { SOURCES } from './sources.data.js';
export { ACTS, type StatuteAct } from './statutes.data.js';
export {
  actOf,
  citeStatute,
  datedSection,
  type Duty,
  earlierOf,
  isLawOn,
  LAW_TURNS,
  renumberedOn,
  resolves as statuteResolves,
  statuteNamed,
  statuteOn,
} from './statutes.js';
