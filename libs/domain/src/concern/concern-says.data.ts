/** What is said after the rule on the duty to report concern. */
import { type Sentences } from '../kernel/index.js';

export const CONCERN_SAYS = {
  notOpened: {
    holes: ['to'],
    sv: '{to} har inte öppnat anmälan; behovet av omedelbart skydd ska bedömas genast.',
    en: '{to} has not opened the report; the need of protection at once is to be assessed immediately.',
  },
} as const satisfies Sentences;
