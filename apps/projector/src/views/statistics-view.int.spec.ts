import fc from 'fast-check';
import { principalOf, type Principal } from '#access';
import { WHOLE_STREAM, type StreamKey } from '#contracts';
import { MEASURE_NAMES, streamNamed, type KommunCode, type PlacementData } from '#domain';
import { type Position } from '#event-log';
import { always } from '../../../../test/support/always.js';
import { someStory } from '../../../../test/support/arbitrary-case.js';
import {
  aCase,
  aRegistration,
  PLACING_PARTY,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { refusedWith } from '../../../../test/support/open-views.js';
import { numbersIn, smallCountsIn } from '../../../../test/support/subtraction.js';
import { temporaryFile } from '../../../../test/support/temporary-folder.js';
import { asCase, writtenRows, type WrittenRows } from '../../../../test/support/written-rows.js';
import { NO_ROWS } from '../lists/lists.js';
import { ownersRowKey } from '../rows/row-key.js';
import { RowsIncomplete } from '../rows/whole-rows.js';
import { openSqliteRows } from '../rows/row-store.sqlite.js';
import { type ListViewDeps } from './list-view.js';
import { statisticsCsv, wantsCsv } from './statistics-csv.js';
import { answerStatistics, type StatisticsAsked, type StatisticsView } from './statistics-view.js';

const girl = { ...aRegistration.person, legalSex: 'female' as const };
const placed = (
  more: Partial<PlacementData['registered']> = {},
  startedOn = '2026-01-15',
  by: string = PLACING_PARTY,
) =>
  aCase()
    .registered({ person: girl, ...more } as never, { by })
    .started(startedOn);

describe('the statistics', () => {
  const opened: WrittenRows[] = [];
  afterEach(async () => {
    for (const { store } of opened.splice(0)) await store.close();
  });

  const over = async (stories: readonly CaseBuilder[]): Promise<WrittenRows> => {
    const rows = writtenRows(openSqliteRows(temporaryFile('rows.db')));
    opened.push(rows);
    for (const [n, { theCase }] of stories.entries()) await rows.write(asCase(`P${n}`, theCase));
    return rows;
  };
  const depsOf = ({ store, keys }: WrittenRows, today = '2026-02-01'): ListViewDeps =>
    ({
      keys,
      clock: { today: () => today },
      rows: {
        counted: async (question: never) => ({ position: '7' as Position, rows: await store.counted(question) }),
      },
    }) as unknown as ListViewDeps;
  const ask = async (rows: WrittenRows, who: string, asked: StatisticsAsked, today?: string): Promise<StatisticsView> =>
    answerStatistics(depsOf(rows, today), asked, principalOf(who) as Principal);
  const started = async (rows: WrittenRows, who: string, asked: StatisticsAsked = { by: 'legalSex' }) =>
    (await ask(rows, who, asked)).rows.map((row) => row.startedPlacements);

  const five = Array.from({ length: 5 }, () => placed());
  const six = Array.from({ length: 6 }, () => placed({}, '2026-01-20', 'kommun-2081.socialnamnden'));

  it('are of the cases whose principal one is, an auditor’s of all, an operator’s of none (A-121, A-125)', async () => {
    const rows = await over([...five, ...six]);
    expect(await started(rows, PLACING_PARTY)).toEqual([5, 0]);
    expect(await started(rows, 'kommun-2081.socialnamnden')).toEqual([6, 0]);
    expect(await started(rows, REGION)).toEqual([11, 0]);
    expect(await started(rows, 'auditor')).toEqual([11, 0]);
    expect(await started(rows, 'region-21')).toEqual([0, 0]);
    expect(await refusedWith(ask(rows, 'operator', { by: 'legalSex' }))).toEqual({ code: 'Forbidden' });
  });

  it('say by what, of which month end, and where nothing is asked the latest; the position is that of the rows', async () => {
    const rows = await over(five);
    const body = await answerStatistics(depsOf(rows), { by: 'legalSex' }, { kind: 'auditor' });
    expect(body).toMatchObject({ by: ['legalSex'], asOf: '2026-01-31', asOfPosition: '7' });
    expect(Object.keys(body)).toEqual(['by', 'asOf', 'asOfPosition', 'rows']);
    expect(await ask(rows, 'auditor', { by: 'act,legalSex', asOf: '2025-12-31', reason: 'Prov' })).toMatchObject({
      ...{ by: ['legalSex', 'act'], asOf: '2025-12-31', reason: 'Prov' },
    });
    expect(await started(rows, 'auditor', { by: 'legalSex', asOf: '2025-12-31' })).toEqual([0, 0]);
  });

  it('are the same however many cases are read at once', async () => {
    const rows = await over([...five, ...six]);
    const auditor = principalOf('auditor') as Principal;
    const whole = await answerStatistics(depsOf(rows), { by: 'kommun,legalSex' }, auditor);
    for (const perPage of [1, 5, 11, 12])
      expect(await answerStatistics(depsOf(rows), { by: 'kommun,legalSex' }, auditor, perPage)).toEqual(whole);
  });

  it('count no case that is erased', async () => {
    const rows = await over(five);
    await rows.write(asCase('P0', five[0]!.theCase), { erased: true });
    expect(await started(rows, 'auditor')).toEqual([undefined, undefined]);
    await rows.write(asCase('P5', placed().theCase));
    expect(await started(rows, 'auditor')).toEqual([5, 0]);
  });

  it.each([
    ['/by', {}],
    ['/by', { by: 'kommun' }],
    ['/by', { by: '' }],
    ['/by', { by: '', reason: 'Prov' }],
    ['/by', { by: 'legalSex,legalSex' }],
    ['/by', { by: 'birthDate,legalSex' }],
    ['/reason', { by: 'act', reason: '' }],
    ['/reason', { by: 'act', reason: '=SUM(A1)' }],
    ['/reason', { by: 'act', reason: 'a\nb' }],
    ['/reason', { by: 'act', reason: 'a'.repeat(301) }],
    ['/asOf', { by: 'legalSex', asOf: '2026-01-30' }],
    ['/asOf', { by: 'legalSex', asOf: '2026-02-28' }],
    ['/asOf', { by: 'legalSex', asOf: '2026-02-31' }],
  ] as const)('are refused at %s: %j (A-121)', async (pointer, asked) => {
    expect(await refusedWith(ask(await over([]), PLACING_PARTY, asked))).toEqual({ code: 'BadRequest', pointer });
  });

  it('are told for a reason of three hundred characters, and without any dimension', async () => {
    const reason = `Å${'a'.repeat(299)}`;
    expect(await ask(await over(five), PLACING_PARTY, { reason })).toMatchObject({
      ...{ by: [], reason, rows: [{ startedPlacements: 5 }] },
    });
  });

  it('are of a month on the day after its end, not on the last day', async () => {
    const rows = await over(five);
    const asked = { by: 'legalSex', asOf: '2026-01-31' };
    expect(await refusedWith(ask(rows, REGION, asked, '2026-01-31'))).toEqual({ code: 'BadRequest', pointer: '/asOf' });
    expect((await ask(rows, REGION, asked, '2026-02-01')).asOf).toBe('2026-01-31');
  });

  it('are not told while the rows are made anew', async () => {
    const rows = { counted: () => Promise.reject(new RowsIncomplete('3' as Position, '9' as Position)) };
    const deps = { ...depsOf(await over([])), rows } as unknown as ListViewDeps;
    const asking = answerStatistics(deps, { by: 'legalSex' }, principalOf('auditor') as Principal);
    expect(await refusedWith(asking)).toEqual({ code: 'RowsIncomplete' });
  });

  describe('as CSV', () => {
    it('have a line per row after the names, what is withheld empty and named', async () => {
      const view = await ask(await over(five.slice(1)), REGION, { by: 'legalSex', reason: 'Se "A-121", lag' });
      const lines = statisticsCsv(view).split('\r\n');
      expect(lines[0]).toBe(
        'legalSex,startedPlacements,deadlinesMet,deadlinesMissed,sips,deviations,handovers,suppressed,asOf,reason',
      );
      expect(lines[1]).toBe('female,,0,,0,0,0,startedPlacements deadlinesMissed,2026-01-31,"Se ""A-121"", lag"');
      expect(lines).toHaveLength(4);
      expect(lines[3]).toBe('');
      const { reason: _, ...plain } = view;
      expect(statisticsCsv({ ...plain, rows: [{ legalSex: 'male', suppressed: ['sips', 'handovers'] }] })).toContain(
        'male,,,,,,,sips handovers,2026-01-31\r\n',
      );
    });

    it.each([
      ['text/csv', true],
      ['TEXT/CSV; header=present', true],
      ['application/json, text/csv', true],
      ['application/json, text/csv;q=0.5', false],
      ['text/csv;q=0', false],
      ['application/json', false],
      ['*/*', false],
      ['', false],
    ])('are given for Accept: %s (%s)', (accept, isCsv) => {
      expect(wantsCsv(accept)).toBe(isCsv);
    });
  });

  describe('over random cases', () => {
    const KOMMUNER = ['2080', '2081', '2085'] as KommunCode[];
    const MONTHS = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-06-30', '2026-09-30'];
    const BREAKDOWNS = ['legalSex', 'ageGroup', 'act'].reduce<readonly string[][]>(
      (all, one) => [...all, ...all.map((by) => [...by, one])],
      [[]],
    );
    /** Any story, of this kommun, sex and birth. */
    const someCase = fc
      .record({
        story: someStory,
        kommun: fc.constantFrom(...KOMMUNER),
        legalSex: fc.constantFrom('female' as const, 'male' as const),
        birthDate: fc.constantFrom('2012-03-04', '1990-01-01'),
      })
      .map(({ story, kommun, legalSex, birthDate }) =>
        story.inOrder((facts) =>
          facts.map((fact) => {
            const party = (one: string) => one.replace('kommun-2080', `kommun-${kommun}`);
            const meta = { ...fact.meta, party: party(fact.meta.party) } as typeof fact.meta;
            if (fact.type !== 'placement.registered') return { ...fact, meta };
            const person = { ...fact.data.person, legalSex, birthDate };
            return { ...fact, meta, data: { ...fact.data, person } } as unknown as typeof fact;
          }),
        ),
      );
    const question = fc.record({
      by: fc.constantFrom(...BREAKDOWNS),
      kommun: fc.boolean(),
      asOf: fc.constantFrom(...MONTHS),
    });

    /** What is counted of a case, of so many like it. */
    const writeAlike = async (rows: WrittenRows, { theCase }: CaseBuilder, label: string, times: number) => {
      const { counted } = (await rows.fold(asCase(label, theCase))).rows;
      const alike = Array.from({ length: times }, async (_, n) => {
        const stream = streamNamed('case', uuid(`placement/${label}/${n}`));
        const key = (await rows.keys.ensure(stream, WHOLE_STREAM, null)) as StreamKey;
        return { stream, key: ownersRowKey(WHOLE_STREAM, key), rows: { ...NO_ROWS, counted } };
      });
      const before = await rows.store.checkpoint();
      const next = String(Number(before ?? 0) + 1) as Position;
      await rows.store.commit({ before, next }, await Promise.all(alike));
    };

    it('no two questions give a count of 1 to 4 of one kommun by subtraction (A-121)', async () => {
      const cases = fc.array(fc.tuple(someCase, fc.integer({ min: 1, max: 7 })), { minLength: 8, maxLength: 12 });
      const pairs = fc.array(fc.tuple(question, question), { minLength: 12, maxLength: 12 });
      const seen = { told: 0, withheld: 0 };
      await always(
        fc.asyncProperty(cases, pairs, async (stories, asked) => {
          const rows = await over([]);
          for (const [n, [story, times]] of stories.entries()) await writeAlike(rows, story, `P${n}`, times);
          const numbers = async ({ by, kommun, asOf }: { by: string[]; kommun: boolean; asOf: string }) => {
            const words = [...(kommun ? ['kommun'] : []), ...by].join();
            const put = { ...(words ? { by: words } : {}), reason: 'Prov', asOf };
            const view = await ask(rows, 'auditor', put, '2027-01-01');
            const few = view.rows.filter((row) => !kommun || (KOMMUNER as string[]).includes(row.kommun ?? ''));
            for (const { suppressed = [] } of few) seen.withheld += suppressed.length;
            return MEASURE_NAMES.map((measure) => numbersIn(few, measure, asOf.slice(0, 7)));
          };
          for (const [one, other] of asked) {
            const [first, second] = [await numbers(one), await numbers(other)];
            for (const [n, of] of first.entries()) {
              seen.told += of.filter(({ count }) => count > 0).length;
              expect(smallCountsIn(of, second[n]!, KOMMUNER)).toEqual([]);
              expect(smallCountsIn(second[n]!, of, KOMMUNER)).toEqual([]);
            }
          }
        }),
        { numRuns: 8 },
      );
      expect(seen.told).toBeGreaterThan(0);
      expect(seen.withheld).toBeGreaterThan(0);
    });
  });
});
