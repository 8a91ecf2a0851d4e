/** What every store of list rows must hold and answer of agreements, beside cases. */
import fc from 'fast-check';
import { addDays, assessAgreement, deadlineStatus, findingStatus, type Day } from '#domain';
import { type ListQuestion } from '../../apps/projector/src/rows/row-store.port.js';
import { anAgreement } from '../support/agreement-builder.js';
import { someAgreement, someAgreementDay } from '../support/arbitrary-agreement.js';
import { aCase, name, PLACING_PARTY, REGION, uuid } from '../support/case-builder.js';
import { agreementTold, asAgreement, asCase, type WrittenRows } from '../support/written-rows.js';
import { question } from './row-store.lists.contract.js';
import { always } from '../support/always.js';

const told = asAgreement('A', anAgreement().registered());
const subject = `agreement/${told.agreementId}`;
const emergency = aCase().emergency({ registeredKommun: null }).started('2026-01-15');
/** Its last day. */
const expiry = '2033-06-30' as Day;

export function agreements(open: () => Promise<WrittenRows>): void {
  it('are told of by subject, and of no case', async () => {
    const rows = await open();
    await rows.writeAgreement(told);
    await rows.write(emergency.theCase);
    const ofAgreements = await rows.store.queries.deadlines(question('2026-02-01', { kind: 'agreementExpiry' }));
    expect(ofAgreements.map(({ caseId, row }) => [caseId, row['subject'], row['stream'], row['due_on']])).toEqual([
      [null, subject, `agreement-${told.agreementId}`, expiry],
    ]);
    const findings = await rows.store.queries.findings(question('2026-02-01', { rule: 'B-001' }));
    expect(findings.map(({ caseId, row }) => [caseId, row['subject'], row['raised_on']])).toEqual([
      [null, subject, '2025-06-01'],
    ]);
    const placements = await rows.store.queries.placements(question('2026-02-01'));
    expect(placements.map(({ caseId }) => caseId)).toEqual([emergency.placementId]);
  });

  it('are replaced whole, and with no case, not even one of the same uuid', async () => {
    const rows = await open();
    const namesake = { ...emergency.theCase, placementId: told.agreementId };
    await rows.write(namesake);
    const ofCase = await rows.dump();
    await rows.writeAgreement(told);
    expect((await rows.dump()).length).toBeGreaterThan(ofCase.length);
    await rows.write(namesake);
    await rows.writeAgreement(asAgreement('A', anAgreement().registered({}, { id: 'r' }).annulled('r')));
    expect(await rows.dump()).toEqual(ofCase);
    await rows.writeAgreement(told);
    const both = await rows.dump();
    await rows.write({ ...namesake, facts: [] });
    expect(await rows.dump()).toEqual(both.filter((line) => line.includes(subject)));
  });

  it('are shown to their parties, and to nämnder and units of those, and to nobody else', async () => {
    const rows = await open();
    await rows.writeAgreement(told);
    await rows.write(asCase('P1', emergency.theCase));
    const seenBy = async (reader: string) => {
      const asked = question('2026-02-01', { reader });
      const [deadlines, findings] = [
        await rows.store.queries.deadlines(asked),
        await rows.store.queries.findings(asked),
      ];
      return [...deadlines, ...findings].filter(({ row }) => row['subject'] === subject).length;
    };
    const all = await seenBy(REGION);
    expect(all).toBeGreaterThan(2);
    for (const reader of ['kommun-2080', PLACING_PARTY, 'kommun-2080.aldrenamnden', 'region-20.bup'])
      expect([reader, await seenBy(reader)]).toEqual([reader, all]);
    for (const reader of ['kommun-2081', 'kommun-20', 'region-2', 'region-03', '', 'kommun-2080x.socialnamnden'])
      expect([reader, await seenBy(reader)]).toEqual([reader, 0]);
    // A kommun is not shown the cases of its nämnd because it is shown their agreement.
    const ofKommun = await rows.store.queries.deadlines(question('2026-02-01', { reader: 'kommun-2080' }));
    expect(ofKommun.map(({ row }) => row['subject'])).toEqual([subject]);
  });

  it('end with their last day, or with the one that superseded them', async () => {
    const rows = await open();
    const superseded = asAgreement(
      'B',
      anAgreement().registered().superseded(uuid('agreement/C'), { at: '2028-05-01' }),
    );
    await rows.writeAgreement(told);
    await rows.writeAgreement(superseded);
    const are = async (asOf: string, more: Partial<ListQuestion>) =>
      (await rows.store.queries.deadlines(question(asOf, more))).map(({ row }) => row['subject']);
    const other = `agreement/${superseded.agreementId}`;
    expect(await are('2028-04-30', { status: 'open' })).toEqual(expect.arrayContaining([subject, other]));
    expect(await are('2028-05-01', { status: 'cancelled' })).toEqual([other]);
    expect(await are(expiry, { status: 'open' })).toEqual([subject]);
    expect(await are(addDays(expiry, 1), { status: 'lapsed' })).toEqual([subject]);
    expect(await are('2026-01-01', { dueBefore: expiry })).toEqual([]);
    expect(await are('2026-01-01', { dueBefore: addDays(expiry, 1), party: 'kommun-2080' })).toHaveLength(2);
  });

  it('have on any day the status that the law gives what is due and found of them', async () => {
    await always(
      fc.asyncProperty(
        fc.array(someAgreement, { minLength: 1, maxLength: 3 }),
        someAgreementDay,
        async (some, asOf) => {
          const rows = await open();
          const all = some.map((one, n) => asAgreement(`N${n}`, one));
          for (const one of all) await rows.writeAgreement(one);
          const law = all.map((one) => assessAgreement(agreementTold(one), asOf, name));
          for (const status of ['open', 'lapsed', 'cancelled', 'overdue', 'met']) {
            const lawful = law.flatMap(({ deadlines }) =>
              deadlines.filter((one) => deadlineStatus(one, asOf) === status),
            );
            const given = await rows.store.queries.deadlines(question(asOf, { status }));
            // What has not begun is in no list.
            const begun = lawful.filter(({ startsOn }) => startsOn <= asOf);
            expect(given.map(({ row }) => row['deadline_id']).sort()).toEqual(
              begun.map((one) => one.deadlineId).sort(),
            );
          }
          for (const status of ['open', 'resolved']) {
            const lawful = law.flatMap(({ findings }) => findings.filter((one) => findingStatus(one, asOf) === status));
            const given = await rows.store.queries.findings(question(asOf, { status }));
            expect(given.map(({ row }) => row['finding_id']).sort()).toEqual(lawful.map((one) => one.findingId).sort());
          }
        },
      ),
      { numRuns: 30 },
    );
  });
}
