/** What is said after the rules on plans and on who answers for the contacts. */
import { type Sentences } from '../kernel/index.js';

export const PLAN_SAYS = {
  noCarePlan: { sv: 'Ingen vårdplan är upprättad.', en: 'No vårdplan has been drawn up.' },
  noImplementationPlan: {
    sv: 'Ingen genomförandeplan är upprättad.',
    en: 'No genomförandeplan has been drawn up.',
  },
  notLookedOver: {
    sv: 'Vårdplanen är reviderad men genomförandeplanen är inte sedd över.',
    en: 'The vårdplan was revised, and the genomförandeplan was not looked over.',
  },
  noSecretary: { sv: 'Ingen socialsekreterare är utsedd.', en: 'No social secretary has been named.' },
} as const satisfies Sentences;
