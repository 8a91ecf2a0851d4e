/** How far two classes of times lie apart, beside how far two halves of one class do: pure, but for the asking. */
import { type Seeded } from '../../bench/seeded.js';
import { quantileOf } from '../../bench/duel.js';

/** Times that each class is halved by chance: one halving may happen to be even. */
const HALVINGS = 40;
/** Of the halvings so many lie nearer each other than what is called the same. */
const PART_OF_HALVINGS = 0.95;

/** Times of each class, microseconds. */
export interface Timed {
  readonly anothers: readonly number[];
  readonly never: readonly number[];
}

/** Another's and one that never was, by turns: of each pair now the one comes first and now the other. `ask` gives microseconds. */
export async function timePairs(
  ask: (path: string) => Promise<number>,
  anothers: readonly string[],
  never: () => string,
): Promise<Timed> {
  const times: { readonly anothers: number[]; readonly never: number[] } = { anothers: [], never: [] };
  for (const [at, path] of anothers.entries())
    for (const which of at % 2 === 0 ? (['anothers', 'never'] as const) : (['never', 'anothers'] as const))
      times[which].push(await ask(which === 'anothers' ? path : never()));
  return times;
}

/** Microseconds, medians of all. */
export interface Apart {
  readonly anothers: number;
  readonly never: number;
  /** From one class to the other. */
  readonly classes: number;
  /** From one half of a class to its other half, as far as nearly all halvings are. */
  readonly halves: number;
}

export const medianOf = (times: readonly number[]): number => quantileOf(times, 0.5);

/** How far the two halves of one class lie apart, for one halving by chance. */
function halved(times: readonly number[], random: Seeded): number {
  const shuffled = times
    .map((time) => [random.next(), time] as const)
    .sort(([a], [b]) => a - b)
    .map(([, time]) => time);
  const middle = Math.floor(shuffled.length / 2);
  return Math.abs(medianOf(shuffled.slice(0, middle)) - medianOf(shuffled.slice(middle)));
}

/** Of times in microseconds, as many of each class as of the other. */
export function apart(anothers: readonly number[], never: readonly number[], random: Seeded): Apart {
  const [one, other] = [medianOf(anothers), medianOf(never)];
  const halvings = [anothers, never].flatMap((times) => Array.from({ length: HALVINGS }, () => halved(times, random)));
  return {
    ...{ anothers: one, never: other, classes: Math.abs(one - other) },
    halves: quantileOf(halvings, PART_OF_HALVINGS),
  };
}

/** Whether somebody could tell one class from the other by its median. */
export const isTold = ({ classes, halves }: Apart): boolean => classes > halves;
