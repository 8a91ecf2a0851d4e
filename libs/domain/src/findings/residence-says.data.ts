/** What is said after the rule on residence during care. */
import { type Sentences } from '../kernel/index.js';

export const RESIDENCE_SAYS = {
  toTheHome: {
    sv: 'Folkbokföringen är berättad som flyttad till den kommun där hemmet ligger.',
    en: 'The registration is told as moved to the kommun where the home lies.',
  },
} as const satisfies Sentences;
