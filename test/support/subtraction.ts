/** What can be got out of the statistics by subtraction: the numbers of answers as the sets that they count, and sums of them. */
import { CELLS, type Breakdown, type Cell, type CountedMeasure, type StatisticsRow } from '#domain';

/** What a told number counts: of a kommun, or of the whole, in these cells, through a month. */
export interface Numbered {
  readonly kommun: string | null;
  /** A bit for each place in `CELLS`. */
  readonly cells: number;
  readonly month: string;
  readonly count: number;
}

/** The cells of a row, a bit each. */
export const cellsOf = (values: Breakdown): number =>
  CELLS.reduce((bits, cell, at) => (isIn(cell, values) ? bits | (1 << at) : bits), 0);

const isIn = (cell: Cell, values: Breakdown): boolean =>
  (Object.keys(cell) as (keyof Cell)[]).every((name) => values[name] === undefined || values[name] === cell[name]);

/** What an answer tells of a measure. */
export const numbersIn = (
  rows: readonly StatisticsRow[],
  measure: CountedMeasure,
  month: string,
): readonly Numbered[] =>
  rows.flatMap((row) => {
    const count = row[measure];
    return count === undefined ? [] : [{ kommun: row.kommun ?? null, cells: cellsOf(row), month, count }];
  });

const isSmall = (count: number): boolean => count >= 1 && count <= 4;

const contains = (outer: Numbered, inner: Numbered): boolean =>
  (outer.kommun === null || outer.kommun === inner.kommun) &&
  (outer.cells & inner.cells) === inner.cells &&
  inner.month <= outer.month;

/** What is found: a number less others that it contains, which is a count of 1 to 4 of one kommun. */
export interface Subtracted {
  readonly from: Numbered;
  readonly less: readonly Numbered[];
  readonly left: number;
}

/**
 * Every count of 1 to 4 that one of the numbers is, or that is left of it when another, or all of an answer that it contains,
 * are taken from it. Of the whole less kommuner only where nothing is left but of one; of the whole alone always.
 */
export function smallCountsIn(
  asked: readonly Numbered[],
  other: readonly Numbered[],
  kommuner: readonly string[],
): readonly Subtracted[] {
  return asked.flatMap((from) => {
    const inside = other.filter((one) => contains(from, one));
    const taken = [[], ...inside.map((one) => [one]), inside, ...perCell(inside)];
    return taken
      .map((less) => ({ from, less, left: less.reduce((left, { count }) => left - count, from.count) }))
      .filter((one) => isSmall(one.left) && isOfOne(one, kommuner));
  });
}

/** Those of an answer that stand in the same cells: of each kommun one. */
function perCell(inside: readonly Numbered[]): readonly (readonly Numbered[])[] {
  return [...new Set(inside.map(({ cells }) => cells))].map((cells) => inside.filter((one) => one.cells === cells));
}

function isOfOne({ from, less }: Subtracted, kommuner: readonly string[]): boolean {
  if (from.kommun !== null || less.every(({ kommun }) => kommun === null)) return true;
  const left = kommuner.filter((kommun) => {
    const whole = less.filter((one) => one.kommun === kommun && one.month === from.month);
    return whole.reduce((cells, one) => cells | one.cells, 0) !== from.cells;
  });
  return left.length <= 1;
}

/** A field of so many numbers: small enough that a product is exact, too large to divide what sums of sets come to. */
const PRIME = 33_554_393;

/** The sums and differences of vectors, as what is left of any other vector: nothing, where it is one of them. */
export interface Span {
  readonly add: (vector: readonly number[]) => void;
  readonly holds: (vector: readonly number[]) => boolean;
}

/** An empty span of vectors of whole numbers, reckoned modulo a prime. */
export function emptySpan(): Span {
  const rows = new Map<number, number[]>();
  const reduced = (vector: readonly number[]): number[] => {
    const left = vector.map((one) => ((one % PRIME) + PRIME) % PRIME);
    for (const [pivot, row] of rows) {
      const times = left[pivot]!;
      if (times === 0) continue;
      for (const [at, one] of row.entries()) left[at] = (left[at]! + PRIME - product(times, one)) % PRIME;
    }
    return left;
  };
  return {
    add: (vector) => {
      const left = reduced(vector);
      const pivot = left.findIndex((one) => one !== 0);
      if (pivot < 0) return;
      const by = inverse(left[pivot]!);
      rows.set(
        pivot,
        left.map((one) => product(one, by)),
      );
    },
    holds: (vector) => reduced(vector).every((one) => one === 0),
  };
}

/** Exact: both are below 2^25. */
const product = (a: number, b: number): number => (a * b) % PRIME;

function inverse(of: number): number {
  let [result, base, left] = [1, of, PRIME - 2];
  for (; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = product(result, base);
    base = product(base, base);
  }
  return result;
}
