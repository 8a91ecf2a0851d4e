/** What has become of a deviation as of a day: its splits, its actions, its closing and where it stands. */
import { compareText, type Day, type Said } from '../kernel/index.js';
import { dayOf } from '../saying/fact-entries.js';
import { closureOf, type Closure } from './closure.js';
import { deviationFactsOf, type DeviationFactOf, type DeviationStory } from './deviation-story.js';
import { type DeviationFact } from './facts/deviation.js';
import { splitsOf, type Split } from './splits.js';

export type DeviationStatus =
  'reported' | 'investigating' | 'actionsDecided' | 'closureProposed' | 'closed' | 'annulled';

/** What is to be done because of it. */
export interface Action {
  readonly decided: DeviationFactOf<'deviation.actionDecided'>;
  /** The day on which whoever was to do it did it. */
  readonly doneOn: Day | null;
}

export interface DeviationReading {
  readonly story: DeviationStory;
  readonly status: DeviationStatus;
  /** What made it so. */
  readonly because: Said<DeviationFact>;
  readonly investigations: readonly DeviationFactOf<'deviation.investigationStarted'>[];
  readonly splits: readonly Split[];
  readonly actions: readonly Action[];
  readonly closure: Closure;
}

/** The reading of a story. Pure: the same facts in any order of arrival are read alike. */
export function deviationReading(story: DeviationStory): DeviationReading {
  const closure = closureOf(story);
  const investigations = deviationFactsOf(story.facts, 'deviation.investigationStarted');
  const actions = actionsOf(story);
  const [status, because] = standing(story, { closure, investigations, actions });
  return { story, status, because, investigations, splits: splitsOf(story, closure), actions, closure };
}

function standing(
  { isAnnulled, reported, facts }: DeviationStory,
  { closure, investigations, actions }: Pick<DeviationReading, 'closure' | 'investigations' | 'actions'>,
): readonly [DeviationStatus, Said<DeviationFact>] {
  if (isAnnulled) return ['annulled', reported];
  const lastWord = [...closure.words].sort((a, b) => compareText(a.on, b.on)).at(-1);
  if (closure.closedOn !== null && lastWord) return ['closed', lastWord.said];
  const [proposed] = deviationFactsOf(facts, 'deviation.closureProposed');
  if (proposed) return ['closureProposed', proposed];
  const [action] = actions;
  if (action) return ['actionsDecided', action.decided];
  const [investigation] = investigations;
  return investigation ? ['investigating', investigation] : ['reported', reported];
}

function actionsOf({ facts }: DeviationStory): readonly Action[] {
  const done = deviationFactsOf(facts, 'deviation.actionDone');
  return deviationFactsOf(facts, 'deviation.actionDecided').map((decided) => {
    const [first] = done.filter(({ data }) => data.actionId === decided.data.actionId).map(dayOf);
    return { decided, doneOn: first ?? null };
  });
}

/** A-108 "omgående": what more than one side answers for. One that concerns a single party needs no other's word. */
export const isBetweenParties = ({ sides }: DeviationStory): boolean => sides.length > 1;
