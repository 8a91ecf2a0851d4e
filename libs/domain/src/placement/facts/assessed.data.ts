/** What an assessment before a placement is to cover, as the rules name it. */
import { type AssessmentPart } from './placement.js';

/** A-065 "Psykisk, fysisk och oral hälsa…". */
export const ASSESSED_OF_CHILD: readonly AssessmentPart[] = [
  'psychologicalHealth',
  'physicalHealth',
  'oralHealth',
  'schoolAndSocialDevelopment',
  'harmfulUseAndRiskBehaviour',
  'familyCapacity',
  'riskAndProtection',
  'earlierMeasures',
  'attitudes',
];

/** A-066 "Utredningen och bedömningen för vuxna grundas på". */
export const ASSESSED_OF_ADULT: readonly AssessmentPart[] = [
  'lifeSituation',
  'structuredEnvironment',
  'earlierMeasures',
  'riskAndProtection',
];
