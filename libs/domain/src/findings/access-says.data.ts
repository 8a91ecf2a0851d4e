/** What is said of a reading beyond one's grounds that the review did not find justified. */
import { type Sentences } from '../kernel/index.js';

export const ACCESS_SAYS = {
  unjustified: {
    sv: 'En nödåtkomst har vid granskningen bedömts vara obefogad.',
    en: 'An emergency access was found unjustified when it was reviewed.',
  },
} as const satisfies Sentences;
