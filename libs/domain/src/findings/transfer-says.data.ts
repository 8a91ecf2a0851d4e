/** What is said after the rules on the transfer of a case. */
import { type Sentences } from '../kernel/index.js';

export const TRANSFER_SAYS = {
  unwritten: {
    sv: 'Begäran är inte skriftlig.',
    en: 'The request is not in writing.',
  },
  askedEarly: {
    holes: ['from'],
    sv: 'Ansökan kom in innan den andra kommunen hade sagt nej, och före {from}.',
    en: 'The application came in before the other kommun had refused, and before {from}.',
  },
  notItsCase: {
    sv: 'Den som begärde överflyttningen hade inte längre ärendet.',
    en: 'The one that asked for the transfer no longer had the case.',
  },
} as const satisfies Sentences;
