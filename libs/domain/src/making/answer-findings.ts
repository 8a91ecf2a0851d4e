/** What findings of answers have in common: from when one works nothing, how it is said, and how it weighs (H-004, H-005). */
import { maxDay } from '../calendar/index.js';
import { type Day, type Said } from '../kernel/index.js';
import { type Undone } from '../saying/answers.js';
import { type Fact } from '../saying/case.js';
import { dayOf } from '../saying/fact-entries.js';

/** From when an answer works nothing: its own day, or the day of what undid it where that came after. */
export const undoneFrom = <F extends Fact>(answer: Said<F>, { by }: Undone<F>): Day =>
  maxDay(dayOf(answer), by.meta.saidOn);

export const VAIN_SEVERITY = {
  is: 'warning',
  because: 'it is taken and works nothing; who gave it may believe that it does',
} as const;

export const NEEDED_SEVERITY = {
  is: 'warning',
  because: 'it is against nothing that the registration moved; what is needed after it is not there yet',
} as const;
