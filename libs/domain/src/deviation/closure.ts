/** When a deviation is closed: when all whom it concerns have said so, each for itself. */
import { type Day } from '../kernel/index.js';
import { type DeviationStory, deviationFactsOf } from './deviation-story.js';
import { answersOf, firstWords, spokenByAll, wordOf, type Answers, type Word } from './answered.js';

export interface Closure {
  /** The first day on which it is closed; null while anyone whom it concerns has yet to say so. */
  readonly closedOn: Day | null;
  /** Who has said so, each side once. */
  readonly words: readonly Word[];
  readonly answers: Answers;
}

/**
 * A-107 "ska hantering av avvikelsen göras gemensamt": proposing is its sender's own confirmation, so that one that concerns
 * a single party is closed by it. No party speaks for another.
 */
export function closureOf(story: DeviationStory): Closure {
  const proposals = deviationFactsOf(story.facts, 'deviation.closureProposed');
  const answers = answersOf(story, 'deviation.closureConfirmed');
  const said = [...proposals, ...answers.working.map(({ confirmed }) => confirmed)];
  const words = firstWords(
    story,
    said.flatMap((fact) => wordOf(story, fact)),
  );
  return { closedOn: spokenByAll(story, words), words, answers };
}
