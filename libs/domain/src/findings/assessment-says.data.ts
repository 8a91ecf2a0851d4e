/** What is said after the rules on what an assessment covers. */
import { type Sentence, type Sentences } from '../kernel/index.js';
import { type AssessmentPart } from '../placement/facts/placement.js';

export const ASSESSMENT_SAYS = {
  lacks: {
    holes: ['part'],
    sv: 'Det som är uppgivet omfattar inte {part}.',
    en: 'What is told does not cover {part}.',
  },
} as const satisfies Sentences;

/** A part of an assessment, as words of a sentence. */
export const PARTS_SAID: Readonly<Record<AssessmentPart, Sentence>> = {
  psychologicalHealth: { sv: 'psykisk hälsa', en: 'psychological health' },
  physicalHealth: { sv: 'fysisk hälsa', en: 'physical health' },
  oralHealth: { sv: 'oral hälsa', en: 'oral health' },
  schoolAndSocialDevelopment: { sv: 'skolgång och social utveckling', en: 'school and social development' },
  harmfulUseAndRiskBehaviour: { sv: 'skadligt bruk och riskbeteenden', en: 'harmful use and risk behaviour' },
  familyCapacity: { sv: 'familjens förmåga', en: 'family capacity' },
  riskAndProtection: { sv: 'risk och skydd', en: 'risk and protection' },
  earlierMeasures: { sv: 'tidigare insatser och deras resultat', en: 'earlier measures and their results' },
  attitudes: { sv: 'barnets och vårdnadshavares inställning', en: 'the attitudes of child and guardian' },
  lifeSituation: { sv: 'aktuell livssituation', en: 'life situation' },
  structuredEnvironment: {
    sv: 'behov av vård och stöd i en strukturerad miljö',
    en: 'need of care and support in a structured environment',
  },
};
