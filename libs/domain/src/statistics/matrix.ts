/** Counts of many cases summed to a matrix by kommun, cell and month, of which what may be told is reckoned. */
import { cellIndex, MEASURE_NAMES, type CountedMeasure, type Month } from './cells.js';
import { type CountedCase } from './counted.js';
import { toldAt, type CellCount, type ToldOf } from './told.js';

/** Holds a number for each kommun, cell and month in which anything is counted, however many cases are taken. */
export interface Matrix {
  /** Adds what is counted of a case through its last month. */
  readonly take: (counted: CountedCase) => void;
  /** What is told of each measure. */
  readonly told: () => Readonly<Record<CountedMeasure, ToldOf>>;
}

/** An empty one of what came through a month. */
export function matrixThrough(last: Month): Matrix {
  const sums = new Map<CountedMeasure, Map<string, CellCount>>(MEASURE_NAMES.map((measure) => [measure, new Map()]));
  return {
    take: ({ kommun, counts, ...cell }) => {
      for (const { measure, month, count } of counts)
        if (month <= last) add(sums.get(measure), { kommun, cell: cellIndex(cell), month, count });
    },
    told: () =>
      Object.fromEntries(
        MEASURE_NAMES.map((measure) => [measure, toldAt([...(sums.get(measure)?.values() ?? [])], last)]),
      ) as Record<CountedMeasure, ToldOf>,
  };
}

function add(sums: Map<string, CellCount> | undefined, one: CellCount): void {
  const key = `${one.kommun} ${one.cell} ${one.month}`;
  const count = one.count + (sums?.get(key)?.count ?? 0);
  sums?.set(key, { ...one, count });
}
