import fc from 'fast-check';
import { agreementStateOf, assessAgreement, deadlineStatus, findingStatus, type Day, type PartyId } from '#domain';
import { anAgreement, type AgreementBuilder } from '../../../../test/support/agreement-builder.js';
import { someAgreement, someAgreementDay } from '../../../../test/support/arbitrary-agreement.js';
import { name, REGION, uuid } from '../../../../test/support/case-builder.js';
import { type Dated } from '../lists/list.js';
import { agreementRows } from './agreement-rows.js';
import { NO_ROWS } from '../lists/lists.js';
import { BEGINNING, END } from './spans.js';
import { always } from '../../../../test/support/always.js';

const id = uuid('agreement/A');
const KOMMUN = 'kommun-2080' as PartyId;

const stateOf = ({ facts }: AgreementBuilder) => agreementStateOf(id, `agreement-${id}`, facts, facts.length - 1);
const rows = (told: AgreementBuilder) => agreementRows(stateOf(told), name);
const onDay = <Row>(dated: readonly Dated<Row>[], asOf: Day) =>
  dated.filter(({ validFrom, validTo }) => validFrom <= asOf && asOf <= validTo).map(({ row }) => row);

describe('the rows of an agreement', () => {
  it('say of any day what the assessment as of that day says, statuses included', () => {
    always(
      fc.property(someAgreement, someAgreementDay, (told, asOf) => {
        const { deadlines, findings } = rows(told);
        const law = assessAgreement(stateOf(told), asOf, name);
        const standing = (terms: typeof law.deadlines) =>
          new Map(terms.map((one) => [one.deadlineId, [one, deadlineStatus(one, asOf)]]));
        expect(onDay(deadlines, asOf)).toHaveLength(law.deadlines.length);
        expect(standing(onDay(deadlines, asOf))).toEqual(standing(law.deadlines));
        const raised = onDay(findings, asOf).filter(({ raisedOn }) => raisedOn <= asOf);
        const told_ = ({ resolvedOn: _, ...one }: (typeof raised)[number], status: string) => ({ ...one, status });
        const found = (all: typeof raised) =>
          new Map(all.map((one) => [one.findingId, told_(one, findingStatus(one, asOf))]));
        expect(raised).toHaveLength(law.findings.length);
        expect(found(raised)).toEqual(found([...law.findings]));
      }),
      { numRuns: 300 },
    );
  });

  it('are of the agreement, hold all days, and name its parties', () => {
    const { placements, parties, deadlines, findings } = rows(anAgreement().registered());
    expect(placements).toEqual([]);
    const always = { validFrom: BEGINNING, validTo: END, subject: `agreement/${id}` };
    expect(parties).toEqual([REGION, KOMMUN].map((party) => ({ ...always, row: { party, role: 'agreementParty' } })));
    expect(deadlines).toMatchObject([{ ...always, row: { kind: 'agreementExpiry', dueOn: '2033-06-30' } }]);
    expect(findings.map(({ row, ...where }) => [row.rule, where])).toEqual([
      // Between the days from which something else holds, what will be found stands there by the day that it is raised.
      ['A-130', { ...always, validFrom: '2033-07-01' }],
      ['B-001', always],
      ['A-128', always],
    ]);
  });

  it('are none of one whose registration was taken back', () => {
    const gone = rows(anAgreement().registered({}, { id: 'r' }).annulled('r'));
    expect(gone).toEqual(NO_ROWS);
    expect(Object.values(NO_ROWS).flat()).toEqual([]);
  });

  it('say of each day who has not approved it yet, until it is no more (A-128)', () => {
    const told = anAgreement().registered().approved(REGION, '2026-02-01');
    expect(rows(told).waiting.map(({ row, validFrom, validTo }) => [row.waitsFor, validFrom, validTo])).toEqual([
      [[KOMMUN, REGION], BEGINNING, '2026-01-31'],
      [[KOMMUN], '2026-02-01', '2033-06-30'],
    ]);
    expect(rows(told.approved(KOMMUN, '2026-03-01')).waiting.at(-1)).toMatchObject({ validTo: '2026-02-28' });
  });
});
