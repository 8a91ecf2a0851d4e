/** A name is given once, and what a fact names has been given. */
import { type Said } from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';
import { rejected, waiting } from '../saying/decision.js';
import { nameOf } from '../fact/names.js';
import { namesItsPaper, papersNamed } from '../saying/answers.js';
import { namesGivenBy, namesUsedBy, paperAnswered } from '../saying/fact-entries.js';
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
  const isAnswer = paperAnswered(fact) !== undefined;
  for (const used of namesUsedBy(fact)) {
    if (givesName(story.facts, nameOf(used))) continue;
    // An answer to what is taken back is kept, and works nothing (H-004).
    if (isAnswer && takenBack.has(nameOf(used))) continue;
    if (used.waitsFor && !takenBack.has(nameOf(used))) return waiting(used.waitsFor);
    return rejected({ code: 'UnknownReference', pointer: used.pointer, names: used.id });
  }
  return null;
};

/** The event that an answer says it is to is one of what it answers: told before, so that nothing is waited for. */
export const answersWhatItNames: CaseCheck = (fact, { story }) => {
  const { answers } = fact.data as { readonly answers?: string };
  const name = paperAnswered(fact);
  if (answers === undefined || name === undefined) return null;
  if (namesItsPaper<CaseFact>(fact, papersNamed(story.chains, name))) return null;
  return rejected({ code: 'UnknownReference', pointer: '/data/answers', names: answers });
};
