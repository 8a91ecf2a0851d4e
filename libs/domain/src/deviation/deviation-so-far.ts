/** A deviation as its deciders see it: all that stands, whenever it counts from. */
import { type Day, type Said } from '../kernel/index.js';
import { type Check } from '../saying/check.js';
import { namesTakenBack } from '../saying/names.js';
import { standings, type Standing } from '../saying/effective.js';
import { END_OF_DAYS } from '../story/so-far.js';
import { ownDeviation, type DeviationFactOf, type DeviationSaid } from './deviation-story.js';
import { deviationReading, type DeviationReading } from './reading.js';
import { type DeviationFact } from './facts/deviation.js';

export interface DeviationSoFar {
  /** What of it stands, and every message with what became of it. */
  readonly story: {
    readonly facts: readonly Said<DeviationFact>[];
    readonly chains: readonly Standing<DeviationFact>[];
  };
  /** What has become of it; null before it is reported, and once that is taken back. */
  readonly reading: DeviationReading | null;
  /** True where its report was taken back: the uuid is not used again. */
  readonly isAnnulled: boolean;
  readonly takenBack: ReadonlySet<string>;
  /** The hub's day. */
  readonly today: Day;
}

type FactByType = { readonly [T in DeviationFact['type']]: DeviationFactOf<T> };

/** A condition on facts of some types of a deviation. */
export type DeviationCheck<T extends DeviationFact['type'] = DeviationFact['type']> = Check<
  FactByType[T],
  DeviationSoFar
>;

/** Reads what has been said of one deviation, for judging on `today`. */
export function deviationSoFar(said: DeviationSaid, today: Day): DeviationSoFar {
  const chains = standings(said.facts);
  const { story } = ownDeviation(said, END_OF_DAYS);
  const facts = chains.flatMap(({ current }) => (current ? [current] : []));
  return {
    story: story ?? { facts, chains },
    reading: story && !story.isAnnulled ? deviationReading(story) : null,
    isAnnulled: story?.isAnnulled ?? false,
    takenBack: namesTakenBack(chains),
    today,
  };
}
