/** A case as the deciders see it: all that stands, whenever it counts from. */
import { type Day, type NameUuid } from '../kernel/index.js';
import { type Case, type CaseFact, type HubNotice, type Surroundings } from '../saying/case.js';
import { type Check } from '../saying/check.js';
import { namesTakenBack } from '../saying/names.js';
import { storyOf, type FactOf, type Story } from './story.js';

/** After every day that a message may hold: read as of it, no fact is left out for lying ahead. */
export const END_OF_DAYS = '9999-12-31' as Day;

export interface CaseSoFar {
  /** The case with nothing left out for its date. */
  readonly story: Story;
  /** Where what is to be judged would stand: the hub's day. */
  readonly today: Day;
  /** What was said and taken back, and has not been said again: nobody has yet to say it. */
  readonly takenBack: ReadonlySet<string>;
  /** By what events the hub has told of handovers that it started. */
  readonly notices: readonly HubNotice[];
}

type FactByType = { readonly [T in CaseFact['type']]: FactOf<T> };

/** A condition on facts of some types; one that holds for many may be asked of each. */
export type CaseCheck<T extends CaseFact['type'] = CaseFact['type']> = Check<FactByType[T], CaseSoFar>;

/** Reads a case for judging on `today`. */
export function caseSoFar(theCase: Case, surroundings: Surroundings, name: NameUuid, today: Day): CaseSoFar {
  const story = storyOf(theCase, surroundings, END_OF_DAYS, name);
  return { story, today, takenBack: namesTakenBack(story.chains), notices: theCase.notices ?? [] };
}
