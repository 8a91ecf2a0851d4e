/** The rules that a placement is held against, by id: each accepted case says nothing, each flagged one is dated. */
import { type Course } from '../case/course.js';
import { type Deadline, type Finding } from '../case/assessment.js';
import { consentGaps } from '../responsibility/consents.js';
import { consentMissing, consentWithdrawn, lvmTooLong, lvuAges } from './consent-rules.js';
import { basisNamed, bestInterests, decidedForNamnd, triedByCourt } from './decision-rules.js';
import { compareText } from '../kernel/index.js';
import { finding } from './finding.js';
import { type FindingRule, type Seen } from './finding-rule.js';
import { homeRegionContacted, notCleared, notConsidered, notFollowed } from './follow-up-rules.js';
import { notReviewed, regionNotTold, selfCareDecided } from './follow-up-rules.js';
import { caregiverRegister, healthcareSourced, permitOrNotice } from './home-rules.js';
import { careOnRegion, responsiblePrincipal, socialOnKommun, startedUncleared } from './measure-rules.js';
import { regionChanged, regionOutsideAgreement, registrationUnclear } from './scope-rules.js';
import { withoutAgreement, withoutGoals } from './scope-rules.js';
import { type RuleId } from '../rules/index.js';

export const FINDING_RULES: Readonly<Partial<Record<RuleId, FindingRule>>> = {
  'A-001': withoutAgreement,
  'A-002': regionOutsideAgreement,
  'A-007': withoutGoals,
  'A-009': permitOrNotice,
  'A-010': caregiverRegister,
  'A-011': healthcareSourced,
  'A-013': responsiblePrincipal,
  'A-014': bestInterests,
  'A-053': decidedForNamnd,
  'A-054': basisNamed,
  'A-055': triedByCourt,
  'A-056': consentMissing,
  'A-058': lvuAges,
  'A-059': consentWithdrawn,
  'A-060': notConsidered,
  'A-061': notReviewed,
  'A-062': lvmTooLong,
  'A-067': startedUncleared,
  'A-071': regionNotTold,
  'A-076': regionChanged,
  'A-077': registrationUnclear,
  'A-078': notFollowed,
  'A-083': homeRegionContacted,
  'A-084': selfCareDecided,
  'A-090': socialOnKommun,
  'A-091': careOnRegion,
  'A-099': notCleared,
};

const RULES = Object.entries(FINDING_RULES) as [RuleId, FindingRule][];

/** What the rules find in a case as of its story's day; costs find theirs apart. */
export function placementFindings(course: Course, deadlines: readonly Deadline[]): readonly Finding[] {
  const judged = { course, deadlines, consentGaps: consentGaps(course) };
  const found: Finding[] = [];
  for (const [rule, seenBy] of RULES) {
    for (const seen of seenBy(judged)) if (wasSo(seen)) found.push(finding(course.story, rule, seen));
  }
  return found;
}

/** What was over before it could begin was never so. */
const wasSo = ({ raisedOn, resolvedOn }: Seen): boolean => resolvedOn === undefined || resolvedOn >= raisedOn;

/** By the day raised, rule and id. */
export const byRaised = (a: Finding, b: Finding): number =>
  compareText(a.raisedOn, b.raisedOn) || compareText(a.rule, b.rule) || compareText(a.findingId, b.findingId);
