/** Why an answer works nothing. */
import { type Sentences } from '../kernel/index.js';

export const WHY_SAYS = {
  annulled: { sv: 'Det som besvaras är återtaget.', en: 'What is answered has been taken back.' },
  corrected: { sv: 'Det som besvaras har rättats i sak.', en: 'What is answered has been corrected in substance.' },
  withdrawn: { sv: 'Det som besvaras har dragits tillbaka.', en: 'What is answered has been withdrawn.' },
  replaced: {
    sv: 'Det som besvaras har ersatts av ett senare.',
    en: 'What is answered has been replaced by a later one.',
  },
} as const satisfies Sentences;
