import { nameUuid } from '#cases';
import { dalarna, party } from '../../../../test/support/case-builder.js';
import { aSip, GUARDIAN } from '../../../../test/support/sip-builder.js';
import { sipRows } from './sip-rows.js';
import { BEGINNING, END } from './spans.js';

const name = nameUuid();
const story = aSip()
  .needed({}, { at: '2026-01-10' })
  .consent('2026-01-12', { excludedRecipients: [party('region-20.vuxenpsykiatri')] })
  .invited('region-21', {}, { at: '2026-01-20' });
const rows = sipRows(story.read, dalarna(), name);

describe('the rows of a SIP', () => {
  it('say who takes part from which day, and who is excluded; not who is only named in a consent', () => {
    const told = rows.parties.map(({ row, validFrom, validTo }) => [row.role, row.party, validFrom, validTo]);
    expect(told.sort()).toEqual([
      ['keeper', 'kommun-2080.socialnamnden', '2026-01-10', END],
      ['sipExcluded', 'region-20.vuxenpsykiatri', '2026-01-12', END],
      ['sipOpener', 'kommun-2080.socialnamnden', '2026-01-10', END],
      ['sipParty', 'kommun-2080.socialnamnden', '2026-01-10', END],
      ['sipParty', 'region-21', '2026-01-20', END],
    ]);
    expect(BEGINNING < '2026-01-10').toBe(true);
  });

  it('hold its deadlines and findings, and no placement', () => {
    expect(rows.placements).toEqual([]);
    expect(rows.deadlines.map(({ row, subject }) => [row.kind, subject])).toEqual([
      ['consentExpiry', `sip/${story.sipId}`],
    ]);
    expect(rows.findings.map(({ row }) => row.rule)).toContain('A-044');
  });

  it('change with what is said: a consent withdrawn is cancelled', () => {
    const withdrawn = sipRows(story.withdrawn('2026-03-01', GUARDIAN).read, dalarna(), name);
    expect(withdrawn.deadlines.map(({ row }) => row.cancelledOn)).toContain('2026-03-01');
    expect(sipRows(aSip().read, dalarna(), name).parties).toEqual([]);
  });
});
