/** What the rules find in a placement: each accepted case says nothing, each flagged one is dated. */
import { type Course } from '../story/course.js';
import { type Deadline } from '../making/deadline.js';
import { type Finding } from '../making/finding.js';
import { consentGaps } from '../responsibility/consents.js';
import { HANDOVER_FINDINGS } from '../handover/handover-findings.js';
import { compareText } from '../kernel/index.js';
import { ACCESS_FINDINGS } from './access-rules.js';
import { ASSESSMENT_FINDINGS } from './assessment-rules.js';
import { COMPULSORY_FINDINGS } from './compulsory-rules.js';
import { CONSENT_FINDINGS } from './consent-rules.js';
import { DECISION_FINDINGS } from './decision-rules.js';
import { type Judged } from './finding-rule.js';
import { foundBy, rulesOf, type FindingRule } from '../making/finding-table.js';
import { FOLLOW_UP_FINDINGS } from './follow-up-rules.js';
import { AFTER_CARE_FINDINGS } from './after-care-rules.js';
import { PLAN_FINDINGS } from './plan-rules.js';
import { RESIDENCE_FINDINGS } from './residence-rules.js';
import { SCHOOLING_FINDINGS } from './schooling-rules.js';
import { REVIEW_FINDINGS } from './review-rules.js';
import { HOME_FINDINGS } from './home-rules.js';
import { MEASURE_FINDINGS } from './measure-rules.js';
import { MISSED_RULES, missedByKind } from './missed-rules.js';
import { placedSightings, placersIn } from './placed.js';
import { SCOPE_FINDINGS } from './scope-rules.js';
import { NEWCOMER_TO_SIP_FINDINGS } from './sip-newcomer-rules.js';
import { SIP_OF_CASE_FINDINGS } from './sip-rules.js';
import { sipsOfBoth } from './sips-of-both.js';
import { TRANSFER_FINDINGS } from './transfer-rules.js';

/** The rules that a placement is held against; its costs have their own. */
export const PLACEMENT_RULES: readonly FindingRule<Judged>[] = [
  ...rulesOf<Judged>(
    SCOPE_FINDINGS,
    HOME_FINDINGS,
    DECISION_FINDINGS,
    ASSESSMENT_FINDINGS,
    CONSENT_FINDINGS,
    MEASURE_FINDINGS,
    REVIEW_FINDINGS,
    FOLLOW_UP_FINDINGS,
    PLAN_FINDINGS,
    SCHOOLING_FINDINGS,
    RESIDENCE_FINDINGS,
    AFTER_CARE_FINDINGS,
    TRANSFER_FINDINGS,
    HANDOVER_FINDINGS,
    COMPULSORY_FINDINGS,
    SIP_OF_CASE_FINDINGS,
    NEWCOMER_TO_SIP_FINDINGS,
    ACCESS_FINDINGS,
  ),
  ...MISSED_RULES,
];

/** All that is found in a case's placement, also what will be so later. */
export function placementFindings(course: Course, deadlines: readonly Deadline[]): readonly Finding[] {
  const judged = {
    course,
    deadlines,
    missed: missedByKind(course, deadlines),
    placers: placersIn(course),
    consentGaps: consentGaps(course),
    sipsOfBoth: sipsOfBoth(course),
  };
  return foundBy(course.story, PLACEMENT_RULES, judged, placedSightings(course));
}

/** By the day raised, rule and id. */
export const byRaised = (a: Finding, b: Finding): number =>
  compareText(a.raisedOn, b.raisedOn) || compareText(a.rule, b.rule) || compareText(a.findingId, b.findingId);
