/** The rule catalogue: every rule that the hub cites, by its id. */
import { type RuleId } from './rule-id.js';
import { type RuleEntry } from './rule.js';
import { RULES_A } from './rules-a.data.js';
import { RULES_B } from './rules-b.data.js';
import { RULES_C } from './rules-c.data.js';
import { RULES_D } from './rules-d.data.js';
import { RULES_E } from './rules-e.data.js';
import { RULES_G } from './rules-g.data.js';

/** A rule with its checked id. */
export interface Rule extends RuleEntry {
  readonly id: RuleId;
}

/** The 222 rules of the source documents, in the order of their ids. */
export const RULES: readonly Rule[] = [...RULES_A, ...RULES_B, ...RULES_C, ...RULES_D, ...RULES_E];

/** The 20 readings of what is defect, in conflict or open in the documents (G-01 to G-20). */
export const READINGS: readonly Rule[] = RULES_G;

const byId = new Map<string, Rule>([...RULES, ...READINGS].map((rule) => [rule.id, rule]));

/** True for the id of a rule or reading in the catalogue. */
export function isRuleId(text: string): text is RuleId {
  return byId.has(text);
}

/** The rule of an id. Throws `RangeError` on an id that the catalogue lacks, which only an unchecked text can be. */
export function ruleOf(id: RuleId): Rule {
  const rule = byId.get(id);
  if (rule === undefined) throw new RangeError(`no rule ${id} in the catalogue`);
  return rule;
}
