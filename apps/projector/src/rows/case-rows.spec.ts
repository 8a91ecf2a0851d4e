import fc from 'fast-check';
import { addDays, deadlineStatus, findingStatus, type CaseAssessment, type Day, type PlacementSummary } from '#domain';
import { someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { on } from '../../../../test/support/assessed.js';
import { aCase, dalarna, day, name, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { type Dated } from '../lists/list.js';
import { type StreamRows } from '../lists/lists.js';
import { rowsOf } from './case-rows.js';
import { BEGINNING, END } from './spans.js';
import { always } from '../../../../test/support/always.js';

const rows = (story: ReturnType<typeof aCase>): StreamRows => rowsOf(story.theCase, dalarna(), name);

/** The rows that answer for a day. */
const validOn = <Row>(dated: readonly Dated<Row>[], asOf: Day): readonly Row[] =>
  dated.filter(({ validFrom, validTo }) => validFrom <= asOf && asOf <= validTo).map(({ row }) => row);

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** Without the mark of a protected person, which the rows bear on the days before it too. */
const unmarked = ({ masked: _mark, ...placement }: PlacementSummary) => placement;

/** What a list of rows says as of a day. */
const listed = ({ placements, parties, deadlines, findings }: StreamRows, asOf: Day) => ({
  placement: validOn(placements, asOf).map(unmarked),
  principals: validOn(parties, asOf)
    .flatMap(({ party, role }) => (role === 'principal' ? [party] : []))
    .sort(),
  thirdPayers: validOn(parties, asOf)
    .flatMap(({ party, role }) => (role === 'thirdPayer' ? [party] : []))
    .sort(),
  deadlines: validOn(deadlines, asOf)
    .filter(({ startsOn }) => startsOn <= asOf)
    .map((term) => [term.deadlineId, term.kind, term.dueOn, deadlineStatus(term, asOf), term.responsible])
    .sort(byText),
  findings: validOn(findings, asOf)
    .filter(({ raisedOn }) => raisedOn <= asOf)
    .map((one) => [one.findingId, one.rule, one.raisedOn, findingStatus(one, asOf), one.parties, one.message_sv])
    .sort(byText),
});

/** What the views say as of the same day. */
const viewed = ({ placement, deadlines, findings, asOf }: CaseAssessment) => ({
  placement: placement ? [unmarked(placement)] : [],
  principals: [...(placement?.principals ?? [])].sort(),
  thirdPayers: [...(placement?.thirdPayers ?? [])].sort(),
  deadlines: deadlines
    .map((term) => [term.deadlineId, term.kind, term.dueOn, deadlineStatus(term, asOf), term.responsible])
    .sort(byText),
  findings: findings
    .map((one) => [one.findingId, one.rule, one.raisedOn, findingStatus(one, asOf), one.parties, one.message_sv])
    .sort(byText),
});

describe('the rows of a case', () => {
  it('say of any day what the assessment as of that day says, statuses included', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        expect(listed(rows(story), asOf)).toEqual(viewed(on(story, asOf)));
      }),
      { numRuns: 300 },
    );
  });

  it('say so also on every day on which anything turns, and the day before', () => {
    always(
      fc.property(someStory, (story) => {
        const written = rows(story);
        for (const turning of on(story, '2026-01-01').turningDays) {
          for (const asOf of [addDays(turning, -1), turning]) {
            expect([asOf, listed(written, asOf)]).toEqual([asOf, viewed(on(story, asOf))]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leave no day without an answer and give none twice', () => {
    always(
      fc.property(someStory, (story) => {
        const { placements } = rows(story);
        expect(placements[0]?.validFrom).toBe(BEGINNING);
        expect(placements.at(-1)?.validTo).toBe(END);
        for (const [at, { validFrom }] of placements.entries()) {
          const before = placements[at - 1];
          if (before) expect(validFrom).toBe(addDays(before.validTo, 1));
        }
      }),
    );
  });

  it('are as few as there are answers: what does not change is one row', () => {
    const story = aCase().registered().started('2026-01-15').moved('2026-02-01').moved('2026-03-01');
    const { parties, placements } = rows(story);
    expect(parties.map(({ row, validFrom, validTo }) => [row.role, row.party, validFrom, validTo])).toEqual([
      ['principal', PLACING_PARTY, BEGINNING, END],
      ['principal', REGION, BEGINNING, END],
      ['keeper', PLACING_PARTY, BEGINNING, END],
    ]);
    expect(placements.map(({ validFrom }) => validFrom)).toEqual([BEGINNING, '2026-01-15', '2026-02-01']);
  });

  it('hold dates and no status: the two months pass without a new row', () => {
    const { deadlines } = rows(aCase().emergency({ registeredKommun: null }).started('2026-01-15'));
    const [term, ...more] = deadlines.filter(({ row }) => row.kind === 'emergencyCostAllocation');
    expect(more).toEqual([]);
    expect(term).toMatchObject({ validFrom: '2026-01-15', validTo: END, row: { dueOn: '2026-03-15' } });
    expect(JSON.stringify(term)).not.toContain('status');
    expect([day('2026-03-15'), day('2026-03-16')].map((asOf) => deadlineStatus(term!.row, asOf))).toEqual([
      'open',
      'overdue',
    ]);
  });

  it('of a case whose registration was taken back say annulled, and nothing is due', () => {
    const { placements, deadlines } = rows(
      aCase().emergency({}, { id: 'r' }).started('2026-01-15').annulled('r', { at: '2026-02-01' }),
    );
    expect(new Set(placements.map(({ row }) => row.status))).toEqual(new Set(['annulled']));
    expect(deadlines).toEqual([]);
  });

  it('of a case in which nothing is registered are none', () => {
    expect(rows(aCase())).toEqual({
      ...{ placements: [], parties: [], deviations: [] },
      ...{ deadlines: [], findings: [], handovers: [], waiting: [], counted: [], known: [] },
    });
  });
});

describe('the rows of a protected person', () => {
  it('are marked on every day up to the end of the protection, those before it was told among them (A-038)', () => {
    const told = aCase()
      .registered()
      .started('2026-01-15')
      .protectionChanged('sekretessmarkering', '2026-03-01', {}, { at: '2026-02-20' });
    const marks = (story: ReturnType<typeof aCase>, asOf: string) =>
      validOn(rows(story).placements, day(asOf)).map(({ masked }) => masked ?? false);
    for (const asked of ['2026-01-10', '2026-02-28', '2026-03-01', '2027-01-01'])
      expect([asked, marks(told, asked)]).toEqual([asked, [true]]);
    const lifted = told.protectionChanged('none', '2026-05-01');
    expect(marks(lifted, '2026-04-30')).toEqual([true]);
    expect(marks(lifted, '2026-05-01')).toEqual([false]);
    expect(marks(aCase().registered(), '2026-02-01')).toEqual([false]);
  });
});
