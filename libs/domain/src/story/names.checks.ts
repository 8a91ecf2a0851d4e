/** A name is given once in a case, and what a fact names has been given. */
import { refusedAsNoAnswer, refusedAsSaid, refusedAsUnknown } from '../saying/names.js';
import { type CaseFact } from '../saying/case.js';
import { type CaseCheck } from './so-far.js';

/** An id names one thing: what was said under it is corrected, not said again. */
export const isSaidOnce: CaseCheck = (fact, { story }) => refusedAsSaid<CaseFact>(fact, story.facts);

/** What it names has been said, or is another's to say and waited for. */
export const knowsWhatItNames: CaseCheck = (fact, { story, takenBack }) =>
  refusedAsUnknown<CaseFact>(fact, { facts: story.facts, takenBack });

/** The event that an answer says it is to is one of what it answers. */
export const answersWhatItNames: CaseCheck = (fact, { story }) => refusedAsNoAnswer<CaseFact>(fact, story.chains);
