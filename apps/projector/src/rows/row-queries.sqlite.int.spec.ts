import fc from 'fast-check';
import { assess, deadlineStatus, findingStatus, type Case, type Day } from '#domain';
import { someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { aCase, dalarna, name, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { asCase, writtenRows, type WrittenRows } from '../../../../test/support/written-rows.js';
import { rowQueries, type ListQuestion, type ListRow, type RowQueries } from './row-queries.sqlite.js';

const ALL = 1_000;
const LISTS = ['placements', 'deadlines', 'findings'] as const;

const someCases: fc.Arbitrary<readonly Case[]> = fc
  .array(someStory, { minLength: 1, maxLength: 4 })
  .map((stories) => stories.map(({ theCase }, n) => asCase(`P${n}`, theCase)));

const question = (asOf: Day, more: Partial<ListQuestion> = {}): ListQuestion => ({
  ...{ asOf, today: asOf, limit: ALL },
  ...more,
});

/** All that is lawful is given; what is given besides is sealed in part, and looked at again once it is opened. */
function expectGiven<Id extends string>(
  rows: readonly ListRow[],
  column: string,
  lawfully: readonly { readonly [I in Id]: string }[],
  id: Id,
): void {
  const lawfulIds = lawfully.map((one) => one[id]);
  const givenIds = rows.map(({ row }) => row[column] as string);
  expect(lawfulIds.filter((one) => !givenIds.includes(one))).toEqual([]);
  const besides = rows.filter(({ row }) => !lawfulIds.includes(row[column] as string));
  expect(besides.filter(({ sealed }) => sealed === null)).toEqual([]);
}

/** What the law says is in the lists of a day. */
const lawful = (cases: readonly Case[], asOf: Day) => {
  const assessments = cases.map((theCase) => assess(theCase, dalarna(), asOf, name));
  return {
    deadlines: assessments.flatMap(({ deadlines }) => deadlines),
    findings: assessments.flatMap(({ findings }) => findings),
    placements: assessments.flatMap(({ placement }) => (placement ? [placement] : [])),
  };
};

async function opened(cases: readonly Case[]): Promise<WrittenRows & { readonly ask: RowQueries }> {
  const rows = writtenRows();
  for (const theCase of cases) await rows.write(theCase);
  return { ...rows, ask: rowQueries(rows.file.db) };
}

describe('the lists over all cases', () => {
  it('give each deadline and finding the status that the law gives it on the day', async () => {
    await fc.assert(
      fc.asyncProperty(someCases, someDay, async (cases, asOf) => {
        const { ask, file } = await opened(cases);
        const law = lawful(cases, asOf);
        for (const status of ['open', 'met', 'overdue', 'lapsed', 'cancelled']) {
          const lawfully = law.deadlines.filter((term) => deadlineStatus(term, asOf) === status);
          expectGiven(ask.deadlines(question(asOf, { status })), 'deadline_id', lawfully, 'deadlineId');
        }
        for (const status of ['open', 'resolved']) {
          const lawfully = law.findings.filter((one) => findingStatus(one, asOf) === status);
          expectGiven(ask.findings(question(asOf, { status })), 'finding_id', lawfully, 'findingId');
        }
        file.close();
      }),
      { numRuns: 40 },
    );
  });

  it('come whole, once each and in order, however small the pages', async () => {
    await fc.assert(
      fc.asyncProperty(someCases, someDay, fc.integer({ min: 1, max: 7 }), async (cases, asOf, limit) => {
        const { ask, file } = await opened(cases);
        for (const list of LISTS) {
          const whole = ask[list](question(asOf));
          const pages: ListRow[] = [];
          for (let page = ask[list](question(asOf, { limit })); page.length > 0;) {
            expect(page.length).toBeLessThanOrEqual(limit);
            pages.push(...page);
            page = ask[list](question(asOf, { limit, after: pages.at(-1)!.cursor }));
          }
          expect(pages).toEqual(whole);
          expect(new Set(whole.map(({ cursor }) => cursor)).size).toBe(whole.length);
        }
        file.close();
      }),
      { numRuns: 40 },
    );
  });

  describe('of two cases with an unclear registration, one of them established in another region', () => {
    const unclear = aCase().emergency({ registeredKommun: null }).started('2026-01-15');
    const falun = asCase('F', unclear.theCase);
    const elsewhere = asCase('M', unclear.registrationEstablished('0380', '2026-03-01').theCase);
    const day = (text: string) => text as Day;
    let rows: Awaited<ReturnType<typeof opened>>;
    beforeAll(async () => {
      rows = await opened([falun, elsewhere]);
    });
    afterAll(() => {
      rows.file.close();
    });
    const cases = (list: (typeof LISTS)[number], asked: ListQuestion) =>
      [...new Set(rows.ask[list](asked).map(({ caseId }) => caseId))].sort();
    const both = [falun.placementId, elsewhere.placementId].sort();

    it('show a reader only the cases whose principal it is today, whatever day is asked about', () => {
      for (const list of LISTS) {
        const as = (reader: string, asOf: string, today: string) => cases(list, question(day(asOf), { reader, today }));
        expect(as(PLACING_PARTY, '2026-04-01', '2026-04-01')).toEqual(both);
        expect(as(REGION, '2026-02-01', '2026-02-01')).toEqual(both);
        expect(as(REGION, '2026-02-01', '2026-04-01')).toEqual([falun.placementId]);
        expect(as('region-03', '2026-02-01', '2026-04-01')).toEqual([elsewhere.placementId]);
        expect(as('region-03', '2026-04-01', '2026-02-01')).toEqual([]);
        expect(as('kommun-2080', '2026-04-01', '2026-04-01')).toEqual([]);
      }
    });

    it('narrow to a party: principal of the placement on the day, responsible for the deadline, concerned by the finding', () => {
      const of = (list: (typeof LISTS)[number], party: string, asOf: string) =>
        cases(list, question(day(asOf), { party }));
      expect(of('placements', REGION, '2026-02-01')).toEqual(both);
      expect(of('placements', REGION, '2026-04-01')).toEqual([falun.placementId]);
      expect(of('deadlines', 'region-03', '2026-02-01')).toEqual([]);
      expect(of('deadlines', 'region-03', '2026-04-01')).toEqual([elsewhere.placementId]);
      for (const { row } of rows.ask.findings(question(day('2026-04-01'), { party: REGION })))
        expect(JSON.parse(row['parties'] as string)).toContain(REGION);
    });

    it('narrow to a kind, a rule, a status, and what falls due before a day', () => {
      const asOf = day('2026-03-10');
      const deadlines = (more: Partial<ListQuestion>) => rows.ask.deadlines(question(asOf, more));
      const kinds = (more: Partial<ListQuestion>) => [...new Set(deadlines(more).map(({ row }) => row['kind']))];
      expect(kinds({ kind: 'emergencyRegistration' })).toEqual(['emergencyRegistration']);
      expect(deadlines({ kind: 'emergencyRegistration', status: 'met' }).map(({ caseId }) => caseId)).toEqual([
        elsewhere.placementId,
      ]);
      expect(kinds({ dueBefore: '2026-03-15' })).not.toContain('emergencyCostAllocation');
      expect(kinds({ dueBefore: '2026-03-16' })).toContain('emergencyCostAllocation');
      const [first] = rows.ask.findings(question(asOf));
      const rule = first!.row['rule'] as string;
      expect(new Set(rows.ask.findings(question(asOf, { rule })).map(({ row }) => row['rule']))).toEqual(
        new Set([rule]),
      );
      expect(cases('placements', question(asOf, { status: 'started' }))).toEqual(both);
      expect(cases('placements', question(asOf, { status: 'ended' }))).toEqual([]);
    });

    it('are bound by values alone: no word can change what is asked', () => {
      const asOf = day('2026-02-01');
      const spiteful = "' OR 1=1 --";
      expect(cases('deadlines', question(asOf, { kind: spiteful }))).toEqual([]);
      expect(cases('placements', question(asOf, { reader: spiteful }))).toEqual([]);
      expect(cases('findings', question(asOf, { rule: spiteful, party: uuid('x') }))).toEqual([]);
    });
  });

  it('find a page by an index, not by sorting everything', () => {
    const { file } = writtenRows();
    const plans: string[] = [];
    const explaining = new Proxy(file.db, {
      get: (db, key) =>
        key === 'prepare'
          ? (sql: string) => {
              const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
              return {
                all: (asked: object) => {
                  plans.push((plan.all(asked) as { detail: string }[]).map(({ detail }) => detail).join('; '));
                  return [];
                },
              };
            }
          : Reflect.get(db, key),
    });
    const ask = rowQueries(explaining);
    for (const list of LISTS) ask[list](question('2026-02-01' as Day, { after: 'x', status: 'open' }));
    expect(plans).toHaveLength(LISTS.length);
    expect(plans.filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([]);
    file.close();
  });
});
