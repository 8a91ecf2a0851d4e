import fc from 'fast-check';
import {
  CELLS,
  cellsAt,
  DIMENSION_NAMES,
  LEVELS,
  MEASURE_NAMES,
  statisticsRows,
  toldAt,
  type CellCount,
  type CountedMeasure,
  type Dimension,
  type KommunCode,
  type Month,
  type StatisticsRow,
  type ToldOf,
} from '#domain';
import { always } from '../../../../test/support/always.js';
import { emptySpan, numbersIn, smallCountsIn, type Span } from '../../../../test/support/subtraction.js';

const KOMMUNER = ['2080', '2081', '2082', '2085'] as KommunCode[];
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'] as Month[];
const BREAKDOWNS: readonly (readonly Dimension[])[] = DIMENSION_NAMES.reduce<readonly (readonly Dimension[])[]>(
  (all, dimension) => [...all, ...all.map((by) => [...by, dimension])],
  [[]],
);

/** A history as the statistics count it: many small numbers, of few kommuner, cells and months. */
const history = (kommuner: number, months: number, length: number): fc.Arbitrary<readonly CellCount[]> =>
  fc.array(
    fc.record({
      kommun: fc.constantFrom(...KOMMUNER.slice(0, kommuner)),
      cell: fc.oneof(fc.constantFrom(0, 6), fc.nat(CELLS.length - 1)),
      month: fc.constantFrom(...MONTHS.slice(0, months)),
      count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 5, max: 9 })),
    }),
    { minLength: 1, maxLength: length },
  );

type Tell = (counts: readonly CellCount[], month: Month) => ToldOf;

/** Withholds nothing. */
const toldWhole: Tell = (counts, month) => {
  const { whole, kommuner } = toldAt(counts, month);
  return {
    whole: { ...whole, levels: LEVELS },
    kommuner: new Map([...kommuner].map(([code, { counts: all }]) => [code, { counts: all, levels: LEVELS }])),
  };
};

/** Withholds nothing of one kommun because it is alone. */
const toldAlone: Tell = (counts, month) => {
  const { whole } = toldAt(counts, month);
  const codes = [...new Set(counts.map(({ kommun }) => kommun))];
  const own = (code: KommunCode) =>
    toldAt(
      counts.filter(({ kommun }) => kommun === code),
      month,
    ).whole;
  // Of the whole what it would tell if it were one kommun.
  const merged = toldAt(
    counts.map((one) => ({ ...one, kommun: KOMMUNER[0]! })),
    month,
  );
  return {
    whole: { ...whole, levels: merged.kommuner.get(KOMMUNER[0]!)?.levels ?? LEVELS },
    kommuner: new Map(codes.map((code) => [code, own(code)])),
  };
};

const MEASURE: CountedMeasure = 'startedPlacements';
const forAll = (told: ToldOf): Record<CountedMeasure, ToldOf> =>
  Object.fromEntries(MEASURE_NAMES.map((measure) => [measure, told])) as Record<CountedMeasure, ToldOf>;

/** The rows of the answers to a history, each made once; of other kommuner there is nothing. */
function answers(counts: readonly CellCount[], tell: Tell) {
  const made = new Map<string, readonly StatisticsRow[]>();
  const toldIn = new Map(MONTHS.map((month) => [month, forAll(tell(counts, month))]));
  return (by: readonly Dimension[], month: Month): readonly StatisticsRow[] => {
    const key = `${by.join()} ${month}`;
    const rows = made.get(key) ?? statisticsRows(by, toldIn.get(month)!, KOMMUNER);
    made.set(key, rows);
    return rows;
  };
}

const question = fc.record({ by: fc.constantFrom(...BREAKDOWNS), month: fc.constantFrom(...MONTHS) });

/** What two questions give of one kommun by subtraction, the one from the other and back. */
function found(counts: readonly CellCount[], pairs: readonly (readonly [Asked, Asked])[], tell: Tell) {
  const answer = answers(counts, tell);
  const numbers = ({ by, month }: Asked) => numbersIn(answer(by, month), MEASURE, month);
  return pairs.flatMap(([one, other]) => [
    ...smallCountsIn(numbers(one), numbers(other), KOMMUNER),
    ...smallCountsIn(numbers(other), numbers(one), KOMMUNER),
  ]);
}
type Asked = { readonly by: readonly Dimension[]; readonly month: Month };

const HISTORIES = 100;
const PAIRS_EACH = 100;
const pairs = fc.array(fc.tuple(question, question), { minLength: PAIRS_EACH, maxLength: PAIRS_EACH });

describe('two questions of the statistics, of any breakdown and any two month ends', () => {
  it('give no count of 1 to 4 of one kommun by subtraction, in 10 000 random ones (A-121)', () => {
    always(
      fc.property(history(4, 6, 40), pairs, (counts, asked) => {
        expect(found(counts, asked, toldAt)).toEqual([]);
      }),
      { numRuns: HISTORIES },
    );
  });

  it.each([
    ['nothing is withheld', toldWhole],
    ['nobody is withheld beside one who is withheld alone', toldAlone],
  ])('give one where %s', (_, tell) => {
    const all = fc.sample(fc.tuple(history(4, 6, 40), pairs), { numRuns: 20, seed: 7 });
    const given = all.flatMap(([counts, asked]) => found(counts, asked, tell));
    expect(given.length).toBeGreaterThan(0);
  });
});

/** A number as a vector: what it counts of each kommun, month and cell. */
function vector(isOf: (kommun: KommunCode, month: Month, at: number) => boolean, few: Few): readonly number[] {
  return few.kommuner.flatMap((kommun) =>
    few.months.flatMap((month) => CELLS.map((_, at) => (isOf(kommun, month, at) ? 1 : 0))),
  );
}
interface Few {
  readonly kommuner: readonly KommunCode[];
  readonly months: readonly Month[];
}
const FEW: Few = { kommuner: KOMMUNER.slice(0, 3), months: MONTHS.slice(0, 4) };

/** The sums and differences of every number of every question that is told. */
function spanOf(counts: readonly CellCount[], tell: Tell): Span {
  const span = emptySpan();
  for (const last of FEW.months) {
    const { whole, kommuner } = tell(counts, last);
    const add = ({ levels }: { readonly levels: number }, isOf: (kommun: KommunCode) => boolean): void => {
      for (let level = 0; level < levels; level += 1)
        for (const cells of cellsAt(level))
          span.add(vector((kommun, month, at) => isOf(kommun) && month <= last && cells.includes(at), FEW));
    };
    add(whole, () => true);
    for (const code of FEW.kommuner) {
      const told = kommuner.get(code);
      add(told ?? { levels: LEVELS }, (kommun) => kommun === code);
    }
  }
  return span;
}

/** The sets of cells that a row may count, of any breakdown. */
const SETS: readonly (readonly number[])[] = [
  ...new Map(BREAKDOWNS.flatMap(groupsBy).map((cells) => [cells.join(), cells])).values(),
];
function groupsBy(by: readonly Dimension[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [at, cell] of CELLS.entries()) {
    const key = by.map((name) => (name === 'kommun' ? '' : cell[name])).join();
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return [...groups.values()];
}

/** Counts of 1 to 4 of one kommun, in the cells of a row, over some months: those that the span holds. */
function heldIn(counts: readonly CellCount[], span: Span): readonly string[] {
  const count = (kommun: KommunCode, cells: readonly number[], from: number, to: number): number =>
    counts
      .filter((one) => one.kommun === kommun && cells.includes(one.cell))
      .filter(({ month }) => FEW.months.indexOf(month) >= from && FEW.months.indexOf(month) <= to)
      .reduce((total, one) => total + one.count, 0);
  const within = FEW.months.flatMap((_, from) =>
    FEW.months.slice(from).map((__, more) => [from, from + more] as const),
  );
  return FEW.kommuner.flatMap((kommun) =>
    SETS.flatMap((cells) =>
      within.flatMap(([from, to]) => {
        const all = count(kommun, cells, from, to);
        if (all < 1 || all > 4) return [];
        const months = FEW.months.slice(from, to + 1);
        const asked = vector((one, month, at) => one === kommun && months.includes(month) && cells.includes(at), FEW);
        return span.holds(asked) ? [`${kommun} ${cells.join()} ${months.join()}: ${all}`] : [];
      }),
    ),
  );
}

describe('all questions together', () => {
  const some = history(FEW.kommuner.length, FEW.months.length, 14);

  it('give no count of 1 to 4 of one kommun by any sums and differences (A-121)', () => {
    always(
      fc.property(some, (counts) => {
        expect(heldIn(counts, spanOf(counts, toldAt))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['nothing is withheld', toldWhole],
    ['nobody is withheld beside one who is withheld alone', toldAlone],
  ])('give one where %s', (_, tell) => {
    const given = fc.sample(some, { numRuns: 30, seed: 7 }).flatMap((counts) => heldIn(counts, spanOf(counts, tell)));
    expect(given.length).toBeGreaterThan(0);
  });
});

describe('a number that is told', () => {
  it('is true, and never less at a later month end', () => {
    always(
      fc.property(history(4, 6, 40), fc.constantFrom(...BREAKDOWNS), (counts, by) => {
        const answer = answers(counts, toldAt);
        const before = new Map<string, number>();
        for (const month of MONTHS)
          for (const { [MEASURE]: told, suppressed, ...row } of answer(by, month)) {
            expect(suppressed === undefined).toBe(told !== undefined);
            if (told === undefined) continue;
            const { kommun, ...cell } = row;
            const isIn = (one: CellCount): boolean =>
              one.month <= month &&
              (kommun === undefined || one.kommun === kommun) &&
              Object.entries(cell).every(
                ([name, code]) => !(name in CELLS[0]!) || CELLS[one.cell]![name as never] === code,
              );
            expect(told).toBe(counts.filter(isIn).reduce((all, { count }) => all + count, 0));
            const key = JSON.stringify([kommun, ...Object.entries(cell).filter(([name]) => name in CELLS[0]!)]);
            expect(told).toBeGreaterThanOrEqual(before.get(key) ?? 0);
            before.set(key, told);
          }
      }),
    );
  });

  it('is told or withheld alike after months in which nothing came', () => {
    always(
      fc.property(history(4, 3, 20), (counts) => {
        const nothing = MONTHS.slice(3).map((month) => ({ kommun: KOMMUNER[0]!, cell: 0, month, count: 0 }));
        expect(toldAt([...counts, ...nothing], MONTHS[5]!)).toEqual(
          toldAt([...counts, { kommun: KOMMUNER[0]!, cell: 0, month: MONTHS[2]!, count: 0 }], MONTHS[2]!),
        );
      }),
    );
  });

  it('does not depend on what any sex or act is called: of swapped cells the same is told, swapped (A-005)', () => {
    const swapped = (at: number): number => (at + 6) % CELLS.length;
    always(
      fc.property(history(3, 3, 20), fc.constantFrom(...MONTHS.slice(0, 3)), (counts, month) => {
        const plain = toldAt(counts, month);
        const other = toldAt(
          counts.map((one) => ({ ...one, cell: swapped(one.cell) })),
          month,
        );
        expect(other.whole).toEqual({
          levels: plain.whole.levels,
          counts: plain.whole.counts.map((_, at) => plain.whole.counts[swapped(at)]),
        });
      }),
    );
  });
});
