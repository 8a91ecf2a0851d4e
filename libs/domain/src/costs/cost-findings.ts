/** What the rules find in the costs of a case, and what it is found in. */
import { type Finding } from '../making/finding.js';
import { foundBy, rulesOf } from '../making/finding-table.js';
import { ANSWER_FINDINGS } from './answer-rules.js';
import { CLAIM_FINDINGS } from './claim-findings.js';
import { CONTRACT_FINDINGS } from './contract-findings.js';
import { type JudgedCosts } from './judged-costs.js';
import { judgingOn } from '../story/story.js';
import { VERSION_FINDINGS } from './version-findings.js';

/** The rules that costs are held against. */
export const COST_RULES = rulesOf<JudgedCosts>(VERSION_FINDINGS, ANSWER_FINDINGS, CLAIM_FINDINGS, CONTRACT_FINDINGS);

/** All that is found in a case's costs, also what will be so later. */
export const costFindings = (judged: JudgedCosts): readonly Finding[] =>
  foundBy(
    judged.story,
    COST_RULES,
    judged,
    judged.story.placings.length < 2 ? undefined : (seen) => [judgingOn(judged.story, seen.raisedOn), seen],
  );
