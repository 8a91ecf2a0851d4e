import {
  brokenBy,
  dimensionsIn,
  isMonthEnd,
  isTold,
  KOMMUN_CODES,
  levelOf,
  matrixThrough,
  monthEndBefore,
  monthOf,
  statisticsRows,
  type CountedCase,
  type Day,
  type Month,
} from '#domain';

const day = (text: string): Day => text as Day;
const JANUARY = '2026-01' as Month;

describe('the dimensions of a question', () => {
  it.each([
    ['legalSex', ['legalSex']],
    ['act,kommun,legalSex,ageGroup', ['kommun', 'legalSex', 'ageGroup', 'act']],
    ['', []],
  ])('are a closed list, in their own order: %j', (text, by) => {
    expect(dimensionsIn(text)).toEqual(by);
  });

  it.each(['legalsex', 'legalSex,legalSex', 'legalSex,', ',legalSex', 'legalSex, act', 'birthDate', 'gender'])(
    'are no others, none twice: %j',
    (text) => {
      expect(dimensionsIn(text)).toBeNull();
    },
  );

  it.each([
    [[], 0],
    [['kommun'], 0],
    [['legalSex'], 1],
    [['ageGroup'], 2],
    [['kommun', 'legalSex', 'ageGroup'], 2],
    [['act'], 3],
    [['legalSex', 'act'], 3],
  ] as const)('%j are told by the coarsest level that has them: %i', (by, level) => {
    expect(levelOf(by)).toBe(level);
  });
});

describe('a question that is not by legal sex (A-121)', () => {
  it('breaks the rule', () => {
    expect(brokenBy([], undefined)).toBe('A-121');
    expect(brokenBy(['kommun', 'ageGroup', 'act'], undefined)).toBe('A-121');
  });

  it('breaks none with a recorded reason, nor does one by legal sex', () => {
    expect(brokenBy([], 'Få barn')).toBeNull();
    expect(brokenBy(['kommun', 'legalSex'], undefined)).toBeNull();
  });
});

describe('the day of a question', () => {
  it('is the last of a month', () => {
    expect(['2026-01-30', '2026-01-31', '2026-02-01'].map((one) => isMonthEnd(day(one)))).toEqual([false, true, false]);
    expect(['2024-02-28', '2024-02-29', '2026-02-28'].map((one) => isMonthEnd(day(one)))).toEqual([false, true, true]);
  });

  it('has passed', () => {
    const asOf = day('2026-01-31');
    expect(['2026-01-31', '2026-02-01'].map((today) => isTold(asOf, day(today)))).toEqual([false, true]);
    expect(isTold(day('2026-01-30'), day('2026-02-01'))).toBe(false);
  });

  it('is the latest month end before today where none is given', () => {
    expect(['2026-02-27', '2026-02-28', '2026-03-01', '2026-01-01'].map((today) => monthEndBefore(day(today)))).toEqual(
      ['2026-01-31', '2026-01-31', '2026-02-28', '2025-12-31'],
    );
    expect(monthOf(day('2026-03-01'))).toBe('2026-03');
  });
});

describe('the rows of an answer', () => {
  const five = (more: Partial<CountedCase> = {}): CountedCase => ({
    ...{ kommun: '2080' as never, legalSex: 'female', ageGroup: 'barnOchUnga', act: 'SoL' },
    counts: [{ measure: 'startedPlacements', month: JANUARY, count: 5 }],
    ...more,
  });
  const told = (...cases: readonly CountedCase[]) => {
    const matrix = matrixThrough(JANUARY);
    for (const one of cases) matrix.take(one);
    return matrix.told();
  };
  const others = { deadlinesMet: 0, deadlinesMissed: 0, sips: 0, deviations: 0, handovers: 0 };

  it('are every combination of codes, of every kommun, whether anything is counted of it or not', () => {
    const rows = statisticsRows(['kommun', 'legalSex', 'ageGroup', 'act'], told());
    expect(rows).toHaveLength(KOMMUN_CODES.length * 12);
    expect(rows[0]).toEqual({
      ...{ kommun: '0114', legalSex: 'female', ageGroup: 'barnOchUnga', act: 'SoL' },
      ...{ startedPlacements: 0, ...others },
    });
    expect(statisticsRows([], told())).toEqual([{ startedPlacements: 0, ...others }]);
  });

  it('are sums over what is not asked for (A-124)', () => {
    const both = told(five(), five({ legalSex: 'male' }), five({ legalSex: 'male', act: 'LVU' }));
    expect(statisticsRows(['ageGroup'], both)).toEqual([
      { ageGroup: 'barnOchUnga', startedPlacements: 15, ...others },
      { ageGroup: 'vuxen', startedPlacements: 0, ...others },
    ]);
    expect(statisticsRows(['act'], both).map(({ act, startedPlacements }) => [act, startedPlacements])).toEqual([
      ['SoL', 10],
      ['LVU', 5],
      ['LVM', 0],
    ]);
  });

  it('name what is withheld, and have no number of it; other measures are told', () => {
    const one = five({
      counts: [
        { measure: 'startedPlacements', month: JANUARY, count: 1 },
        { measure: 'deviations', month: JANUARY, count: 7 },
        { measure: 'deviations', month: '2026-02' as Month, count: 9 },
        { measure: 'sips', month: JANUARY, count: 2 },
      ],
    });
    expect(statisticsRows(['kommun', 'legalSex'], told(one), ['2080' as never, '2081' as never])).toEqual([
      {
        ...{ kommun: '2080', legalSex: 'female', deadlinesMet: 0, deadlinesMissed: 0, deviations: 7, handovers: 0 },
        suppressed: ['startedPlacements', 'sips'],
      },
      {
        ...{ kommun: '2080', legalSex: 'male', deadlinesMet: 0, deadlinesMissed: 0, deviations: 0, handovers: 0 },
        suppressed: ['startedPlacements', 'sips'],
      },
      { kommun: '2081', legalSex: 'female', startedPlacements: 0, ...others },
      { kommun: '2081', legalSex: 'male', startedPlacements: 0, ...others },
    ]);
  });

  it('add what many cases count in one cell and month', () => {
    const one = { measure: 'startedPlacements', month: JANUARY, count: 1 } as const;
    const six = Array.from({ length: 6 }, () => five({ counts: [one] }));
    expect(statisticsRows(['legalSex'], told(...six))[0]).toMatchObject({ startedPlacements: 6 });
  });
});
