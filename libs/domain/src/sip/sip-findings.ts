/** What the rules find in a SIP: in its consents, its calls and its plan. */
import { type Deadline } from '../making/deadline.js';
import { type Finding } from '../making/finding.js';
import { foundBy, rulesOf } from '../making/finding-table.js';
import { CALL_ANSWER_FINDINGS } from './call-answer-findings.js';
import { CALL_FINDINGS } from './call-findings.js';
import { CONSENT_TO_SIP_FINDINGS } from './consent-findings.js';
import { type SipCourse } from './course.js';
import { FOLLOW_UP_OF_SIP_FINDINGS } from './follow-up-findings.js';
import { PLAN_OF_SIP_FINDINGS, type JudgedSip } from './plan-findings.js';

const OF_COURSE = rulesOf<SipCourse>(CONSENT_TO_SIP_FINDINGS, CALL_FINDINGS, CALL_ANSWER_FINDINGS);
const OF_PLAN = rulesOf<JudgedSip>(PLAN_OF_SIP_FINDINGS, FOLLOW_UP_OF_SIP_FINDINGS);

/** The rules that a SIP is held against. */
export const SIP_RULES = [...OF_COURSE, ...OF_PLAN];

/** All that is found in a SIP, also what will be so later. */
export const sipFindings = (course: SipCourse, deadlines: readonly Deadline[]): readonly Finding[] => [
  ...foundBy(course.reading, OF_COURSE, course),
  ...foundBy(course.reading, OF_PLAN, { course, deadlines }),
];
