import {
  CELLS,
  NOTHING_COUNTED,
  summedTo,
  toldAt,
  type CellCount,
  type KommunCode,
  type Month,
  type ToldOf,
} from '#domain';

const FALUN = '2080' as KommunCode;
const BORLANGE = '2081' as KommunCode;
const LUDVIKA = '2085' as KommunCode;
const [JAN, FEB, MAR, APR] = ['2026-01', '2026-02', '2026-03', '2026-04'] as Month[] as [Month, Month, Month, Month];
/** Of girls and of boys under 21 under SoL, of women under SoL, of girls under LVU. */
const cell = (legalSex: string, ageGroup: string, act: string): number =>
  CELLS.findIndex((one) => one.legalSex === legalSex && one.ageGroup === ageGroup && one.act === act);
const GIRLS = cell('female', 'barnOchUnga', 'SoL');
const BOYS = cell('male', 'barnOchUnga', 'SoL');
const WOMEN = cell('female', 'vuxen', 'SoL');
const GIRLS_LVU = cell('female', 'barnOchUnga', 'LVU');

const of = (
  kommun: KommunCode,
  month: Month,
  ...counts: readonly (readonly [number, number])[]
): readonly CellCount[] => counts.map(([at, count]) => ({ kommun, cell: at, month, count }));

/** Levels told of the whole and of each kommun. */
const levelsOf = ({ whole, kommuner }: ToldOf) => [whole.levels, ...[...kommuner.values()].map(({ levels }) => levels)];
const levels = (counts: readonly CellCount[], ...months: readonly Month[]) =>
  months.map((month) => levelsOf(toldAt(counts, month)));

describe('the cells', () => {
  it('are every combination of legal sex, age group and act, those of a sex first (A-121)', () => {
    expect(CELLS).toHaveLength(12);
    expect(CELLS.slice(0, 4)).toEqual([
      { legalSex: 'female', ageGroup: 'barnOchUnga', act: 'SoL' },
      { legalSex: 'female', ageGroup: 'barnOchUnga', act: 'LVU' },
      { legalSex: 'female', ageGroup: 'barnOchUnga', act: 'LVM' },
      { legalSex: 'female', ageGroup: 'vuxen', act: 'SoL' },
    ]);
    expect(CELLS[6]).toEqual({ legalSex: 'male', ageGroup: 'barnOchUnga', act: 'SoL' });
  });

  it('of a coarser level are sums of those that follow each other', () => {
    const counts = CELLS.map((_, at) => 2 ** at);
    expect(summedTo(0, counts)).toEqual([4095]);
    expect(summedTo(1, counts)).toEqual([63, 4032]);
    expect(summedTo(2, counts)).toEqual([7, 56, 448, 3584]);
    expect(summedTo(3, counts)).toEqual(counts);
  });
});

describe('what is told of one kommun', () => {
  it('is all of nothing: that there is none is no secret', () => {
    const told = toldAt([], JAN);
    expect(levelsOf(told)).toEqual([4]);
    expect(told.whole).toEqual(NOTHING_COUNTED);
    expect(NOTHING_COUNTED).toEqual({ levels: 4, counts: CELLS.map(() => 0) });
  });

  it.each([
    [1, 0],
    [4, 0],
    [5, 4],
    [6, 4],
  ])('is of %i in one cell so many levels: %i (A-121)', (count, told) => {
    expect(levels(of(FALUN, JAN, [GIRLS, count]), JAN)).toEqual([[told, told]]);
  });

  it('is the total alone where one sex has 1 to 4, and both sexes are withheld', () => {
    const counts = of(FALUN, JAN, [GIRLS, 9], [BOYS, 4]);
    expect(levels(counts, JAN)).toEqual([[1, 1]]);
    expect(levels(of(FALUN, JAN, [GIRLS, 9], [BOYS, 5]), JAN)).toEqual([[4, 4]]);
  });

  it('is by sex, not by age, where an age group has 1 to 4, and by age, not by act, where an act has', () => {
    expect(levels(of(FALUN, JAN, [GIRLS, 9], [WOMEN, 1]), JAN)).toEqual([[2, 2]]);
    expect(levels(of(FALUN, JAN, [GIRLS, 9], [GIRLS_LVU, 3]), JAN)).toEqual([[3, 3]]);
  });

  it('is told again when nothing or five have come since it was last told, not of four', () => {
    const counts = [...of(FALUN, JAN, [GIRLS, 5]), ...of(FALUN, FEB, [GIRLS, 4]), ...of(FALUN, MAR, [GIRLS, 1])];
    expect(levels(counts, JAN, FEB, MAR, APR)).toEqual([
      [4, 4],
      [0, 0],
      [4, 4],
      [4, 4],
    ]);
    expect(toldAt(counts, MAR).kommuner.get(FALUN)?.counts[GIRLS]).toBe(10);
    expect(toldAt(counts, JAN).whole.counts[GIRLS]).toBe(5);
  });

  it('counts what has come to each level from when that level was last told', () => {
    // The total is told in February; by sex nothing is told until both have five since the beginning.
    const counts = [
      ...of(FALUN, JAN, [GIRLS, 4], [BOYS, 1]),
      ...of(FALUN, FEB, [GIRLS, 1], [BOYS, 4]),
      ...of(FALUN, MAR, [GIRLS, 4], [BOYS, 4]),
      ...of(FALUN, APR, [GIRLS, 1], [BOYS, 1]),
    ];
    expect(levels(counts, JAN, FEB, MAR)).toEqual([
      [1, 1],
      [4, 4],
      [1, 1],
    ]);
    // Two have come to the total since March.
    expect(levels(counts, APR)).toEqual([[0, 0]]);
  });

  it('follows from what came until then alone, in whatever order it is given', () => {
    const counts = [...of(FALUN, JAN, [GIRLS, 5]), ...of(FALUN, MAR, [GIRLS, 7], [BOYS, 3])];
    expect(toldAt(counts, FEB)).toEqual(toldAt(of(FALUN, JAN, [GIRLS, 5]), FEB));
    expect(toldAt(counts.toReversed(), MAR)).toEqual(toldAt(counts, MAR));
  });
});

describe('what is told over kommuner', () => {
  it('leaves two that are withheld, of whom only the sum is told', () => {
    const counts = [...of(FALUN, JAN, [GIRLS, 3]), ...of(BORLANGE, JAN, [GIRLS, 2])];
    expect(levels(counts, JAN)).toEqual([[4, 0, 0]]);
  });

  it('withholds another with one alone, else the whole less the others would be its number', () => {
    const counts = [...of(FALUN, JAN, [GIRLS, 2]), ...of(BORLANGE, JAN, [GIRLS, 8]), ...of(LUDVIKA, JAN, [GIRLS, 7])];
    expect(levels(counts, JAN)).toEqual([[4, 0, 4, 0]]);
  });

  it('withholds the first by code of those to whom as much has come, whoever was told of first', () => {
    const counts = [...of(LUDVIKA, JAN, [GIRLS, 8]), ...of(FALUN, JAN, [GIRLS, 2]), ...of(BORLANGE, JAN, [GIRLS, 8])];
    expect(levels(counts, JAN)).toEqual([[4, 0, 0, 4]]);
  });

  it('withholds one to whom something has come since it was told, though more had come to it before', () => {
    const counts = [
      ...of(BORLANGE, JAN, [GIRLS, 50]),
      ...of(LUDVIKA, JAN, [GIRLS, 6]),
      ...of(FALUN, FEB, [GIRLS, 2]),
      ...of(BORLANGE, FEB, [GIRLS, 9]),
    ];
    expect(levels(counts, JAN, FEB)).toEqual([
      [4, 4, 4, 4],
      [4, 0, 0, 4],
    ]);
  });

  it('withholds the whole where nothing has come to any other: who has nothing new hides nobody', () => {
    const counts = [
      ...of(FALUN, JAN, [GIRLS, 1]),
      ...of(BORLANGE, JAN, [GIRLS, 2]),
      ...of(LUDVIKA, JAN, [GIRLS, 5]),
      ...of(BORLANGE, FEB, [GIRLS, 3]),
      ...of(FALUN, MAR, [GIRLS, 2]),
    ];
    // Three have come to the whole by February, five by March: of them three to Borlänge, which was told of in February.
    expect(levels(counts, JAN, FEB, MAR)).toEqual([
      [4, 0, 0, 4],
      [0, 0, 4, 4],
      [0, 0, 4, 4],
    ]);
    expect(levels([...counts, ...of(LUDVIKA, MAR, [GIRLS, 5])], MAR)).toEqual([[4, 0, 4, 0]]);
  });

  it('does so level by level: who is withheld at one is withheld at every finer', () => {
    const counts = [
      ...of(FALUN, JAN, [GIRLS, 9], [BOYS, 1]),
      ...of(BORLANGE, JAN, [GIRLS, 6], [BOYS, 6]),
      ...of(LUDVIKA, JAN, [GIRLS, 7], [BOYS, 7]),
    ];
    expect(levels(counts, JAN)).toEqual([[4, 1, 1, 4]]);
  });

  it('lets one alone be withheld where the whole is, and tells all where none is', () => {
    expect(levels([...of(FALUN, JAN, [GIRLS, 3]), ...of(BORLANGE, JAN, [BOYS, 7])], JAN)).toEqual([[1, 0, 0]]);
    expect(levels([...of(FALUN, JAN, [GIRLS, 5]), ...of(BORLANGE, JAN, [BOYS, 7])], JAN)).toEqual([[4, 4, 4]]);
  });
});
