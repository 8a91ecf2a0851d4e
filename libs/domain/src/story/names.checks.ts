/** A name is given once, and what a fact names has been given. */
import { type Said } from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';
import { rejected, waiting } from '../saying/decision.js';
import { nameOf } from '../fact/names.js';
import { namesGivenBy, namesUsedBy } from '../saying/fact-entries.js';
import { type CaseCheck } from './so-far.js';

/** True where one of the facts gives the name. */
function givesName(facts: readonly Said<CaseFact>[], name: string): boolean {
  return facts.some((fact) => namesGivenBy(fact).some((given) => nameOf(given) === name));
}

/** An id names one thing: what was said under it is corrected, not said again. */
export const isSaidOnce: CaseCheck = (fact, { story }) => {
  for (const given of namesGivenBy(fact)) {
    if (!givesName(story.facts, nameOf(given))) continue;
    return rejected({ code: 'AlreadySaid', pointer: given.pointer, names: given.id });
  }
  return null;
};

/**
 * What it names has been said. If not, it waits where that is another party's to say, since parties' messages are not
 * ordered among each other; it is refused where the sender itself should have, or where it was said and taken back.
 */
export const knowsWhatItNames: CaseCheck = (fact, { story, takenBack }) => {
  for (const used of namesUsedBy(fact)) {
    if (givesName(story.facts, nameOf(used))) continue;
    if (used.waitsFor && !takenBack.has(nameOf(used))) return waiting(used.waitsFor);
    return rejected({ code: 'UnknownReference', pointer: used.pointer, names: used.id });
  }
  return null;
};
