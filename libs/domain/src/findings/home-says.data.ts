/** What is said after the rules on what a home must have. */
import { type Sentences } from '../kernel/index.js';

export const HOME_SAYS = {
  noPermit: { sv: 'Hemmet saknar tillstånd av IVO.', en: 'The home has no permit from IVO.' },
  notNotified: { sv: 'Hemmet är inte anmält till IVO.', en: 'The home is not notified to IVO.' },
  notInRegister: { sv: 'Hemmet finns inte i registret.', en: 'The home is not in the register.' },
  registerUnsaid: { sv: 'Uppgift om registret saknas.', en: 'Nothing is said of the register.' },
  noHealthcare: {
    sv: 'Hemmet ger ingen egen hälso- och sjukvård och ingen annan är angiven.',
    en: 'The home gives no health care of its own and nobody else is named.',
  },
} as const satisfies Sentences;
