/** What is said after the rule on schooling. */
import { type Sentences } from '../kernel/index.js';

export const SCHOOLING_SAYS = {
  lacks: {
    holes: ['step'],
    sv: 'Fasen saknar ett steg: {step}.',
    en: 'The phase lacks a step: {step}.',
  },
  unprepared: {
    sv: 'Eleven har bytt skola till en annan kommun utan att fasen inför placering är berättad.',
    en: 'The pupil has changed to a school in another kommun, and the phase before placement has not been told.',
  },
} as const satisfies Sentences;
