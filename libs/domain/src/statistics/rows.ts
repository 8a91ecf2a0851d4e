/** The rows of an answer: every combination of the values asked by, with what is told of it and what is withheld. */
import { KOMMUN_CODES } from '../identity/index.js';
import { type KommunCode } from '../kernel/index.js';
import {
  CELLS,
  CODES,
  DIMENSION_NAMES,
  levelOf,
  MEASURE_NAMES,
  sum,
  type Cell,
  type CountedMeasure,
  type Dimension,
} from './cells.js';
import { NOTHING_COUNTED, type ToldCounts, type ToldOf } from './told.js';

/** A value of each dimension asked by. */
export type Breakdown = { readonly [D in Dimension]?: string };

/** What is told stands by its measure; what is withheld stands in `suppressed` alone. */
export type StatisticsRow = Breakdown & { readonly [M in CountedMeasure]?: number } & {
  readonly suppressed?: readonly CountedMeasure[];
};

/** Values of the dimensions but kommun, and the places of the cells that are summed to them. */
interface Summed {
  readonly values: Breakdown;
  readonly cells: readonly number[];
}

/**
 * One row for every combination of codes, in the order of the dimensions and of their codes, whether anything is counted of
 * it or not: that a row is missing would tell something. `kommuner`: all that there are, where it is by kommun.
 */
export function statisticsRows(
  by: readonly Dimension[],
  told: Readonly<Record<CountedMeasure, ToldOf>>,
  kommuner: readonly KommunCode[] = KOMMUN_CODES,
): readonly StatisticsRow[] {
  const level = levelOf(by);
  const sums = summedBy(by);
  const rowsOf = (kommun: Breakdown, of: (told: ToldOf) => ToldCounts): readonly StatisticsRow[] =>
    sums.map(({ values, cells }) => ({ ...kommun, ...values, ...numbersOf(cells, level, (name) => of(told[name])) }));
  if (!by.includes('kommun')) return rowsOf({}, ({ whole }) => whole);
  return kommuner.flatMap((kommun) => rowsOf({ kommun }, (of) => of.kommuner.get(kommun) ?? NOTHING_COUNTED));
}

function summedBy(by: readonly Dimension[]): readonly Summed[] {
  const within = DIMENSION_NAMES.filter((name): name is keyof Cell => name !== 'kommun' && by.includes(name));
  const all = within.reduce<readonly Breakdown[]>(
    (rows, name) => rows.flatMap((row) => CODES[name].map((code) => ({ ...row, [name]: code }))),
    [{}],
  );
  return all.map((values) => ({
    values,
    cells: CELLS.flatMap((cell, at) => (within.every((name) => cell[name] === values[name]) ? [at] : [])),
  }));
}

function numbersOf(
  cells: readonly number[],
  level: number,
  toldOf: (measure: CountedMeasure) => ToldCounts,
): Omit<StatisticsRow, Dimension> {
  const numbers: { [M in CountedMeasure]?: number } = {};
  const suppressed: CountedMeasure[] = [];
  for (const measure of MEASURE_NAMES) {
    const { levels, counts } = toldOf(measure);
    if (levels > level) numbers[measure] = sum(cells.map((at) => counts[at] ?? 0));
    else suppressed.push(measure);
  }
  return { ...numbers, ...(suppressed.length > 0 ? { suppressed } : {}) };
}
