/** The cells that numbers are told by, kommun apart, and the levels of them: each refines the one before. */
import { KOMMUN_CODES } from '../identity/index.js';
import { type Day } from '../kernel/index.js';
import { type Brand } from '../kernel/brand.js';
import { type AgeGroup } from '../placement/facts/age-group.js';
import { CARE_ACT_IDS, type CareActId } from '../placement/facts/care-acts.js';
import { type Person } from '../placement/facts/placement.js';
import { addDays } from '../calendar/index.js';
import { DIMENSIONS, MEASURES } from './statistics.data.js';

export type CountedMeasure = keyof typeof MEASURES;
export type Dimension = keyof typeof DIMENSIONS;

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly CountedMeasure[];
export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as readonly Dimension[];

/** The values of each, in the order in which rows tell them. */
export const CODES: Readonly<Record<Dimension, readonly string[]>> = {
  kommun: KOMMUN_CODES,
  legalSex: ['female', 'male'],
  ageGroup: ['barnOchUnga', 'vuxen'],
  act: CARE_ACT_IDS,
};

/** `YYYY-MM`. Months compare as strings. */
export type Month = Brand<'Month'>;

export const monthOf = (day: Day): Month => day.slice(0, 7) as Month;

/** True on the last day of a month. */
export const isMonthEnd = (day: Day): boolean => monthOf(addDays(day, 1)) !== monthOf(day);

/** The last month end that lies before a day. */
export const monthEndBefore = (day: Day): Day => addDays(`${monthOf(day)}-01` as Day, -1);

/** What stands of a case in the numbers, whenever they are asked for. */
export interface Cell {
  readonly legalSex: Person['legalSex'];
  readonly ageGroup: AgeGroup;
  readonly act: CareActId;
}

/** In the order in which a level adds one to the level before: 0 is the total, 1 by `legalSex`, 2 by `ageGroup` too, 3 by `act` too. */
const REFINED_BY = ['legalSex', 'ageGroup', 'act'] as const satisfies readonly (keyof Cell)[];

/** How many levels there are, the total among them. */
export const LEVELS = REFINED_BY.length + 1;

const product = (keys: readonly (keyof Cell)[]): readonly Cell[] =>
  keys.reduce<readonly object[]>(
    (cells, key) => cells.flatMap((cell) => CODES[key].map((code) => ({ ...cell, [key]: code }))),
    [{}],
  ) as readonly Cell[];

/** Every cell of the finest level. Those of a coarser level are sums over as many that follow each other. */
export const CELLS: readonly Cell[] = product(REFINED_BY);

const keyOf = ({ legalSex, ageGroup, act }: Cell): string => `${legalSex} ${ageGroup} ${act}`;
const INDEX: ReadonlyMap<string, number> = new Map(CELLS.map((cell, index) => [keyOf(cell), index]));

/** The place of a cell in `CELLS`. Throws on a code that there is none of. */
export function cellIndex(cell: Cell): number {
  const index = INDEX.get(keyOf(cell));
  if (index === undefined) throw new RangeError('no such cell');
  return index;
}

/** The places in `CELLS` that each cell of a level is the sum of, level by level. */
const SUMMED: readonly (readonly (readonly number[])[])[] = [...REFINED_BY.keys(), LEVELS - 1].map((level) => {
  const each = CELLS.length / product(REFINED_BY.slice(0, level)).length;
  return Array.from({ length: CELLS.length / each }, (_, cell) =>
    [...CELLS.keys()].slice(cell * each, (cell + 1) * each),
  );
});

/** The cells of a level, each by the places in `CELLS` that it is the sum of. */
export const cellsAt = (level: number): readonly (readonly number[])[] => SUMMED[level] ?? [];

/** The counts of the finest level summed to those of a level. */
export const summedTo = (level: number, counts: readonly number[]): readonly number[] =>
  cellsAt(level).map((places) => sum(places.map((at) => counts[at] ?? 0)));

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The coarsest level that has the dimensions asked for; what else it is broken down by is summed over. */
export function levelOf(by: readonly Dimension[]): number {
  return 1 + REFINED_BY.findLastIndex((dimension) => by.includes(dimension));
}
