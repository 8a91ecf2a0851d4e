/** What is said after the rules on a SIP, of a placement. */
import { type Sentences } from '../kernel/index.js';

export const SIP_OF_CASE_SAYS = {
  notConsidered: {
    sv: 'Båda huvudmännen har insatser, och det är inte lämnat uppgift om att en SIP har övervägts.',
    en: 'Both principals have measures, and that a SIP has been considered has not been told.',
  },
} as const satisfies Sentences;
