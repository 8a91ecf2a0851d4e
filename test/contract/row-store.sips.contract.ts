/** What every store of list rows must hold and answer of SIPs, beside cases. */
import { streamNamed, type PartyId, type StreamName } from '#domain';
import { aCase, party, PLACING_PARTY, REGION } from '../support/case-builder.js';
import { aSip, type SipBuilder } from '../support/sip-builder.js';
import { asCase, type WrittenRows } from '../support/written-rows.js';
import { question } from './row-store.lists.contract.js';

const told = aSip()
  .needed({}, { at: '2026-01-10' })
  .consent('2026-01-12', { excludedRecipients: [party('region-20.vuxenpsykiatri')] })
  .invited(REGION, {}, { at: '2026-01-13' });
const subject = `sip/${told.sipId}`;
const emergency = aCase().emergency({ registeredKommun: null }).started('2026-01-15');
const openedBy = (label: string, by: string): SipBuilder => aSip(label).needed({}, { by, at: '2026-01-10' });
const nothingOf = ({ read }: SipBuilder) => ({ ...read, facts: [] });

export function sips(open: () => Promise<WrittenRows>): void {
  it('are told of by subject, and of no case', async () => {
    const rows = await open();
    await rows.writeSip(told.read);
    await rows.write(emergency.theCase);
    const deadlines = await rows.store.queries.deadlines(question('2026-02-01', { kind: 'consentExpiry' }));
    expect(deadlines.map(({ caseId, row }) => [caseId, row['subject'], row['stream']])).toEqual([
      [null, subject, told.read.stream],
    ]);
    const placements = await rows.store.queries.placements(question('2026-02-01'));
    expect(placements.map(({ caseId }) => caseId)).toEqual([emergency.placementId]);
  });

  it('are replaced whole, and with no case', async () => {
    const rows = await open();
    await rows.write(emergency.theCase);
    const ofCase = await rows.dump();
    await rows.writeSip(told.read);
    expect((await rows.dump()).length).toBeGreaterThan(ofCase.length);
    await rows.writeSip(nothingOf(told));
    expect(await rows.dump()).toEqual(ofCase);
  });

  it('are shown to whoever takes part, and not to whom the individual has excluded', async () => {
    const rows = await open();
    await rows.writeSip(told.read);
    const seenBy = async (reader: string) =>
      (await rows.store.queries.findings(question('2026-02-01', { reader }))).length;
    const all = await seenBy(PLACING_PARTY);
    expect(all).toBeGreaterThan(0);
    for (const reader of [REGION, 'region-20.bup']) expect([reader, await seenBy(reader)]).toEqual([reader, all]);
    for (const reader of ['region-20.vuxenpsykiatri', 'region-21', 'kommun-2080', 'kommun-2080.aldrenamnden'])
      expect([reader, await seenBy(reader)]).toEqual([reader, 0]);
  });

  it('are found by the party that opened them, or of which a nämnd or unit did, and by no other', async () => {
    const rows = await open();
    const [falun, unit] = [openedBy('S1', PLACING_PARTY), openedBy('S2', 'region-20.bup')];
    // Whoever is called has not opened it, and whoever places has opened no SIP.
    await rows.writeSip(falun.invited('region-21', {}, { at: '2026-01-13' }).read);
    await rows.writeSip(unit.read);
    await rows.write(asCase('P2', aCase().registered({}, { by: 'kommun-2081.socialnamnden' }).theCase));
    const found = (...parties: string[]): Promise<readonly StreamName[]> =>
      rows.store.streamsJudgedFor(parties as PartyId[]);
    const [ofFalun, ofUnit] = [falun, unit].map(({ sipId }) => streamNamed('sip', sipId));
    expect(await found('kommun-2080')).toEqual([ofFalun]);
    expect(await found(PLACING_PARTY, 'kommun-2080')).toEqual([ofFalun]);
    expect(await found('region-20')).toEqual([ofUnit]);
    expect(await found('region-20', 'kommun-2081', 'kommun-2080')).toEqual([ofFalun, ofUnit].sort());
    const others = ['region-21', 'kommun-2081', 'region-2', 'kommun-208', 'kommun-2080.aldrenamnden', 'kommun%'];
    expect(await found(...others, 'kommun_2080', 'region-20.vuxenpsykiatri')).toEqual([]);
    expect(await found()).toEqual([]);
    await rows.writeSip(nothingOf(falun));
    expect(await found('kommun-2080', 'region-20')).toEqual([ofUnit]);
  });
}
