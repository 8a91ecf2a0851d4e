/** What is said of a deadline that was missed, by its kind: after the sentence of the rule that set it. */
import { type DeadlineKind } from '../case/assessment.js';
import { type Sentence } from '../kernel/index.js';

export const MISSED_SAYS = {
  reviewSoL: { sv: 'Övervägandet är inte gjort i tid.', en: 'The consideration was not made in time.' },
  reviewLVU2: { sv: 'Övervägandet är inte gjort i tid.', en: 'The consideration was not made in time.' },
  reviewLVU3: { sv: 'Omprövningen är inte gjord i tid.', en: 'The reexamination was not made in time.' },
  lvmMaximum: { sv: 'Vården har pågått längre än så.', en: 'The care has gone on for longer.' },
  healthExamination: {
    sv: 'Regionen är inte underrättad om hälsoundersökningen.',
    en: 'The region has not been told of the health examination.',
  },
  carePlanRevision: { sv: 'Vårdplanen är inte reviderad i tid.', en: 'The care plan was not revised in time.' },
  emergencyCostAllocation: {
    sv: 'Kostnadsfördelningen är inte klarlagd i tid.',
    en: 'The cost allocation was not cleared in time.',
  },
  emergencyRegistration: {
    sv: 'Folkbokföringskommunen är inte klarlagd i tid.',
    en: 'The registration kommun was not cleared in time.',
  },
} as const satisfies Readonly<Partial<Record<DeadlineKind, Sentence>>>;
