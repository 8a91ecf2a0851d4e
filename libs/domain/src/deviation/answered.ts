/** What the other sides have answered to a proposal: each for itself, by an answer that works. */
import { compareText, type Day, type PartyId, type Said } from '../kernel/index.js';
import { maxDay } from '../calendar/index.js';
import { answerOf, type Undone } from '../saying/answers.js';
import { dayOf } from '../saying/fact-entries.js';
import { sideOf } from './concerned.js';
import { deviationFactsOf, type DeviationFactOf, type DeviationStory } from './deviation-story.js';
import { type DeviationFact } from './facts/deviation.js';

type Confirmation = 'deviation.temporaryResponsibilityConfirmed' | 'deviation.closureConfirmed';
export type Confirmed = DeviationFactOf<Confirmation>;

/** One side's word on something, from its day. */
export interface Word {
  readonly side: PartyId;
  readonly on: Day;
  readonly said: Said<DeviationFact>;
}

/** The confirmations of a type that work, and those that do not (H-004). */
export interface Answers {
  readonly working: readonly { readonly confirmed: Confirmed; readonly to: Said<DeviationFact> }[];
  readonly vain: readonly { readonly confirmed: Confirmed; readonly undone: Undone<DeviationFact> }[];
}

/** H-004 "Ett svar på något som den som sade det, eller hubben, har ersatt har ingen verkan". */
export function answersOf({ facts, chains }: DeviationStory, type: Confirmation): Answers {
  const all = deviationFactsOf(facts, type).flatMap((confirmed) => {
    const answer = answerOf<DeviationFact>(confirmed, chains, facts);
    return answer ? [{ confirmed, to: answer.to.current, undone: answer.undone }] : [];
  });
  return {
    working: all.flatMap(({ confirmed, to, undone }) => (to && !undone ? [{ confirmed, to }] : [])),
    vain: all.flatMap(({ confirmed, undone }) => (undone ? [{ confirmed, undone }] : [])),
  };
}

/** Whose word a fact is, from its own day; none where the deviation does not concern who says it. */
export function wordOf({ sides }: DeviationStory, said: Said<DeviationFact>): readonly Word[] {
  const side = sideOf(said, sides);
  return side === undefined ? [] : [{ side, on: dayOf(said), said }];
}

/** The first word of each side among some, by the sides' order. */
export const firstWords = ({ sides }: DeviationStory, words: readonly Word[]): readonly Word[] =>
  sides.flatMap((side) => {
    const own = words.filter((word) => word.side === side).sort((a, b) => compareText(a.on, b.on));
    return own.slice(0, 1);
  });

/** The day of the last of them, once every side has spoken; null before. */
export function spokenByAll({ sides }: DeviationStory, words: readonly Word[]): Day | null {
  const spoken = new Set(words.map(({ side }) => side));
  if (sides.length === 0 || !sides.every((side) => spoken.has(side))) return null;
  return words.map(({ on }) => on).reduce((a, b) => maxDay(a, b));
}
