/** What every store of list rows must hold and answer of discharges, beside cases. */
import { streamNamed, type PartyId } from '#domain';
import { aCase } from '../support/case-builder.js';
import { aDischarge, type DischargeBuilder } from '../support/discharge-builder.js';
import { type WrittenRows } from '../support/written-rows.js';
import { question } from './row-store.lists.contract.js';

const told = aDischarge()
  .admitted('2026-02-02 09:00', { expectedNeeds: ['socialServices'] })
  .ready('2026-02-03 10:00');
const emergency = aCase().emergency({ registeredKommun: null }).started('2026-01-15');
const nothingOf = ({ read }: DischargeBuilder) => ({ ...read, facts: [] });

export function discharges(open: () => Promise<WrittenRows>): void {
  it('are told of by subject, and replaced whole, and with no case', async () => {
    const rows = await open();
    await rows.write(emergency.theCase);
    const ofCase = await rows.dump();
    await rows.writeStream(told.read);
    const [found] = await rows.store.queries.deadlines(
      question('2026-02-03', { kind: 'dischargePaymentResponsibility' }),
    );
    expect([found?.caseId, found?.row['subject'], found?.row['due_on']]).toEqual([
      ...[null, `discharge/${told.dischargeId}`, '2026-02-06'],
    ]);
    await rows.writeStream(nothingOf(told));
    expect(await rows.dump()).toEqual(ofCase);
  });

  it('are found as any nämnd’s of the kommun that pays, shown to it and to the regions, and to no other (S-015)', async () => {
    const rows = await open();
    await rows.writeStream(told.read);
    const due = async (asked: object) =>
      (await rows.store.queries.deadlines(question('2026-02-03', { kind: 'dischargePaymentResponsibility', ...asked })))
        .length;
    for (const party of ['kommun-2080', 'kommun-2080.socialnamnden', 'kommun-2080.aldrenamnden'])
      expect([party, await due({ party }), await due({ reader: party })]).toEqual([party, 1, 1]);
    expect([await due({ party: 'region-20' }), await due({ reader: 'region-20.bup' })]).toEqual([0, 1]);
    for (const party of ['kommun-2081', 'kommun-208', 'region-21'])
      expect([party, await due({ party }), await due({ reader: party })]).toEqual([party, 0, 0]);
  });

  it('are found by the parties whose agreement may judge them', async () => {
    const rows = await open();
    await rows.writeStream(told.read);
    const found = (party: string) => rows.store.streamsJudgedFor([party as PartyId]);
    for (const party of ['kommun-2080', 'region-20'])
      expect(await found(party)).toEqual([streamNamed('discharge', told.dischargeId)]);
    expect(await found('kommun-2081')).toEqual([]);
  });
}
