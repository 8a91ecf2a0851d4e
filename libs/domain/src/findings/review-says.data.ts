/** What is said after the rules on the consideration and reexamination of care. */
import { type Sentences } from '../kernel/index.js';

export const REVIEW_SAYS = {
  onlyConsidered: {
    holes: ['sections'],
    sv: 'Vård enligt {sections} § övervägdes men omprövades inte.',
    en: 'Care by {sections} § was considered but not reexamined.',
  },
  byWrongBody: {
    holes: ['body'],
    sv: 'Den här gången gjordes det av {body}.',
    en: 'This time it was done by {body}.',
  },
} as const satisfies Sentences;
