/** What is said after the rules on the end of a placement and on what comes after it. */
import { type Sentences } from '../kernel/index.js';

export const AFTER_CARE_SAYS = {
  plannedLate: {
    sv: 'Planeringen berättades först när placeringen avslutades.',
    en: 'The plan was told only when the placement ended.',
  },
  unlisted: {
    sv: 'En insats som fortgår efter avslutet finns inte i någon fördelning av ansvaret.',
    en: 'A measure that goes on after the end is in no list of who is responsible.',
  },
  ofNoChild: {
    sv: 'Den som följs upp är inte längre ett barn.',
    en: 'The one who is followed up is a child no longer.',
  },
  begunTooLate: {
    sv: 'Uppföljningen är inledd efter att tiden för den har gått ut.',
    en: 'The follow-up was begun after its time was out.',
  },
  byOtherAct: {
    sv: 'Uppföljningen är berättad enligt en annan lag än den som vården upphörde enligt.',
    en: 'The follow-up is told by another act than the one by which care ended.',
  },
} as const satisfies Sentences;
