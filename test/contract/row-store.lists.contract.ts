/** What every store of list rows must answer. */
import fc from 'fast-check';
import { assess, deadlineStatus, findingStatus, HANDOVER_STATUSES, handoverStatus, type Case, type Day } from '#domain';
import { LIST_NAMES, listOf, type ListName } from '../../apps/projector/src/lists/lists.js';
import { type ListQuestion, type ListRow } from '../../apps/projector/src/rows/row-store.port.js';
import { someDay, someStory } from '../support/arbitrary-case.js';
import { aCase, dalarna, name, PLACING_PARTY, REGION, uuid } from '../support/case-builder.js';
import { handoverId, initiated } from '../support/handover-steps.js';
import { asCase, type WrittenRows } from '../support/written-rows.js';
import { always } from '../support/always.js';

type Open = () => Promise<WrittenRows>;

const ALL = 1_000;
export const LISTS = LIST_NAMES;

export const someCases: fc.Arbitrary<readonly Case[]> = fc
  .array(someStory, { minLength: 1, maxLength: 4 })
  .map((stories) => stories.map(({ theCase }, n) => asCase(`P${n}`, theCase)));

export const question = (asOf: string, more: Partial<ListQuestion> = {}): ListQuestion => ({
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
    handovers: assessments.flatMap(({ handovers }) => handovers),
    waiting: assessments.flatMap(({ waiting }) => waiting),
  };
};

/** Any cases on any day. */
export function lists(open: Open): void {
  const opened = async (cases: readonly Case[]): Promise<WrittenRows> => {
    const rows = await open();
    for (const theCase of cases) await rows.write(theCase);
    return rows;
  };

  it('count what is overdue by kind, and what is open by severity, as they give it, but what is sealed', async () => {
    await always(
      fc.asyncProperty(someCases, someDay, async (cases, asOf) => {
        const { queries, count } = (await opened(cases)).store;
        const counts = await count(asOf);
        for (const list of LISTS) {
          const { counted } = listOf(list);
          const words = counts[list];
          expect(words === undefined).toBe(counted === undefined);
          if (!counted || !words) continue;
          const given = await queries[list](question(asOf, { status: counted.status }));
          const unsealed = given.filter(({ sealed }) => sealed === null).map(({ row }) => row[counted.by]);
          for (const [word, many] of words)
            expect([word, many]).toEqual([word, unsealed.filter((one) => one === word).length]);
          expect([...words.values()].reduce((sum, many) => sum + many, 0)).toBe(unsealed.length);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('give the worklist what waits, and what is open that somebody can do or answer, as the law has it on the day', async () => {
    await always(
      fc.asyncProperty(someCases, someDay, async (cases, asOf) => {
        const { queries } = (await opened(cases)).store;
        const { deadlines, findings, waiting } = lawful(cases, asOf);
        const waits = await queries.workWaiting(question(asOf));
        expect(waits.map(({ row }) => row['waiting_id']).sort()).toEqual(
          waiting.map(({ waitingId }) => waitingId).sort(),
        );
        const toDo = deadlines.filter(
          (one) =>
            ['open', 'overdue'].includes(deadlineStatus(one, asOf)) &&
            (one.ceasedOn === undefined || one.ceasedOn > asOf),
        );
        expectGiven(await queries.workDeadlines(question(asOf)), 'deadline_id', toDo, 'deadlineId');
        const open = findings.filter((one) => one.waitsFor && findingStatus(one, asOf) === 'open');
        expectGiven(await queries.workFindings(question(asOf)), 'finding_id', open, 'findingId');
      }),
      { numRuns: 30 },
    );
  });

  it('give each deadline, finding and handover the status that the law gives it on the day', async () => {
    await always(
      fc.asyncProperty(someCases, someDay, async (cases, asOf) => {
        const { queries } = (await opened(cases)).store;
        const law = lawful(cases, asOf);
        for (const status of ['open', 'met', 'overdue', 'lapsed', 'cancelled']) {
          const lawfully = law.deadlines.filter((term) => deadlineStatus(term, asOf) === status);
          expectGiven(await queries.deadlines(question(asOf, { status })), 'deadline_id', lawfully, 'deadlineId');
        }
        for (const status of ['open', 'resolved']) {
          const lawfully = law.findings.filter((one) => findingStatus(one, asOf) === status);
          expectGiven(await queries.findings(question(asOf, { status })), 'finding_id', lawfully, 'findingId');
        }
        for (const status of HANDOVER_STATUSES) {
          const lawfully = law.handovers.filter((one) => handoverStatus(one, asOf) === status);
          expectGiven(await queries.handovers(question(asOf, { status })), 'handover_id', lawfully, 'handoverId');
        }
      }),
      { numRuns: 30 },
    );
  });

  it('come whole, once each and in order, however small the pages', async () => {
    await always(
      fc.asyncProperty(someCases, someDay, fc.integer({ min: 1, max: 7 }), async (cases, asOf, limit) => {
        const { queries } = (await opened(cases)).store;
        for (const list of LISTS) {
          const whole = await queries[list](question(asOf));
          const pages: ListRow[] = [];
          for (let page = await queries[list](question(asOf, { limit })); page.length > 0;) {
            expect(page.length).toBeLessThanOrEqual(limit);
            pages.push(...page);
            page = await queries[list](question(asOf, { limit, after: pages.at(-1)!.cursor }));
          }
          expect(pages).toEqual(whole);
          const cursors = whole.map(({ cursor }) => cursor);
          expect(cursors).toEqual([...new Set(cursors)].sort(byBytes));
        }
      }),
      { numRuns: 30 },
    );
  });
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The lists that have rows of every case. */
const OF_ALL = LISTS.filter((list) => list !== 'handovers');

/** Two cases with an unclear registration, one of them established in another region. */
export function listsOfTwoCases(open: Open): void {
  const unclear = aCase()
    .emergency({ registeredKommun: null })
    .started('2026-01-15')
    .deviation('2026-01-20', { kind: 'complaint', concerns: [PLACING_PARTY] });
  const falun = asCase('F', unclear.theCase);
  const elsewhere = asCase('M', unclear.registrationEstablished('0380', '2026-03-01').theCase);
  const both = [falun.placementId, elsewhere.placementId].sort();
  let rows: WrittenRows;
  beforeEach(async () => {
    rows = await open();
    await rows.write(falun);
    await rows.write(elsewhere);
  });
  const cases = async (list: ListName, asked: ListQuestion) =>
    [...new Set((await rows.store.queries[list](asked)).map(({ caseId }) => caseId))].sort();

  it('show a reader only the cases whose principal it is today, whatever day is asked about', async () => {
    for (const list of OF_ALL) {
      const as = (reader: string, asOf: string, today: string) => cases(list, question(asOf, { reader, today }));
      expect(await as(PLACING_PARTY, '2026-04-01', '2026-04-01')).toEqual(both);
      expect(await as(REGION, '2026-02-01', '2026-02-01')).toEqual(both);
      expect(await as(REGION, '2026-02-01', '2026-04-01')).toEqual([falun.placementId]);
      expect(await as('region-03', '2026-02-01', '2026-04-01')).toEqual([elsewhere.placementId]);
      expect(await as('region-03', '2026-04-01', '2026-02-01')).toEqual([]);
      expect(await as('kommun-2080', '2026-04-01', '2026-04-01')).toEqual([]);
    }
  });

  it('narrow to a party: principal of the placement on the day, responsible for the deadline, concerned by the finding', async () => {
    const of = (list: ListName, party: string, asOf: string) => cases(list, question(asOf, { party }));
    expect(await of('placements', REGION, '2026-02-01')).toEqual(both);
    expect(await of('placements', REGION, '2026-04-01')).toEqual([falun.placementId]);
    expect(await of('deadlines', 'region-03', '2026-02-01')).toEqual([]);
    expect(await of('deadlines', 'region-03', '2026-04-01')).toEqual([elsewhere.placementId]);
    const findings = await rows.store.queries.findings(question('2026-04-01', { party: REGION }));
    for (const { row } of findings) expect(JSON.parse(row['parties'] as string)).toContain(REGION);
  });

  it('narrow to a kind, a rule, a status, and what falls due before a day', async () => {
    const asOf = '2026-03-10';
    const deadlines = (more: Partial<ListQuestion>) => rows.store.queries.deadlines(question(asOf, more));
    const kinds = async (more: Partial<ListQuestion>) => [
      ...new Set((await deadlines(more)).map(({ row }) => row['kind'])),
    ];
    expect(await kinds({ kind: 'emergencyRegistration' })).toEqual(['emergencyRegistration']);
    const met = await deadlines({ kind: 'emergencyRegistration', status: 'met' });
    expect(met.map(({ caseId }) => caseId)).toEqual([elsewhere.placementId]);
    expect(await kinds({ dueBefore: '2026-03-15' })).not.toContain('emergencyCostAllocation');
    expect(await kinds({ dueBefore: '2026-03-16' })).toContain('emergencyCostAllocation');
    const findings = (more: Partial<ListQuestion>) => rows.store.queries.findings(question(asOf, more));
    const [first] = await findings({});
    const rule = first!.row['rule'] as string;
    expect(new Set((await findings({ rule })).map(({ row }) => row['rule']))).toEqual(new Set([rule]));
    expect(await cases('placements', question(asOf, { status: 'started' }))).toEqual(both);
    expect(await cases('placements', question(asOf, { status: 'ended' }))).toEqual([]);
  });

  it('show of handovers also what one is asked to take over, and are narrowed to a region', async () => {
    const asked = asCase('H', initiated(aCase().registered(), '2026-02-01').theCase);
    await rows.write(asked);
    const handovers = async (more: Partial<ListQuestion>) =>
      (await rows.store.queries.handovers(question('2026-02-01', more))).map(({ row }) => row['handover_id']);
    for (const more of [{ reader: 'region-21' }, { reader: REGION }, { region: 'region-21' }, { party: REGION }])
      expect([more, await handovers(more)]).toEqual([more, [handoverId()]]);
    for (const more of [{ reader: 'region-03' }, { region: 'region-03' }]) expect(await handovers(more)).toEqual([]);
    const before = await rows.store.queries.handovers(question('2026-01-31'));
    expect(before).toEqual([]);
  });

  it('are bound by values alone: no word can change what is asked, and none is too odd to be asked', async () => {
    const asOf = '2026-02-01';
    for (const odd of ["' OR 1=1 --", '\0', '%', '\\', '@party', '$1', '\ud800', uuid('x')]) {
      for (const word of ['reader', 'party'] as const)
        for (const list of LISTS)
          expect([odd, word, list, await cases(list, question(asOf, { [word]: odd }))]).toEqual([odd, word, list, []]);
      expect(await cases('deadlines', question(asOf, { kind: odd }))).toEqual([]);
      expect(await cases('placements', question(asOf, { status: odd }))).toEqual([]);
      expect(await cases('findings', question(asOf, { rule: odd }))).toEqual([]);
    }
    for (const list of OF_ALL) {
      expect(await cases(list, question(asOf, { after: '' }))).toEqual(both);
      expect(await cases(list, question(asOf, { after: '\0' }))).toEqual(both);
      expect(await cases(list, question(asOf, { after: '~ ö' }))).toEqual([]);
    }
  });
}
