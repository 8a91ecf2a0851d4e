/** Every way in which the hub sees that a rule is not followed, of every subject: what is told of it, and how it weighs. */
import { AGREEMENT_RULES } from './agreement/agreement-findings.js';
import { CONCERN_RULES } from './concern/concern-findings.js';
import { COST_RULES } from './costs/cost-findings.js';
import { DEVIATION_RULES } from './deviation/deviation-findings.js';
import { DISCHARGE_RULES } from './discharge/discharge-findings.js';
import { type FindingRule } from './making/finding-table.js';
import { PLACEMENT_RULES } from './findings/findings.js';
import { SIP_RULES } from './sip/sip-findings.js';

export const FINDING_RULES: readonly Omit<FindingRule<never>, 'seenBy'>[] = [
  ...PLACEMENT_RULES,
  ...COST_RULES,
  ...AGREEMENT_RULES,
  ...SIP_RULES,
  ...DEVIATION_RULES,
  ...DISCHARGE_RULES,
  ...CONCERN_RULES,
];
