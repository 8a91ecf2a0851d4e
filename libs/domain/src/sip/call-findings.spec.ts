import { day } from '../../../../test/support/case-builder.js';
import { aSip, CHILD, type SipBuilder } from '../../../../test/support/sip-builder.js';
import { foundIn as found, openRules } from '../../../../test/support/assessed-sip.js';

/** Of the boy of thirteen, and of one who is no child with what such a one consents by. */
const ofAChild = aSip().needed();
const adult = aSip().needed({ birthDate: '1990-03-07' as never });
const ownWord = {
  givers: [{ role: 'self' as const, ref: CHILD, on: day('2026-01-12') }],
  custodyHolders: 0,
};

describe('a call to a SIP', () => {
  it.each([
    { whom: 'whom the individual has named (A-029)', rule: 'A-029', not: 'A-044', seen: adult, by: ownWord },
    { whom: 'whom the guardian has named, of a child (A-044)', rule: 'A-044', not: 'A-029', seen: ofAChild, by: {} },
  ] as const)('goes to $whom', ({ rule, not, seen, by }) => {
    const named = seen.consent('2026-01-12', by);
    expect(found(named.invited('region-20'), rule, '2026-02-01')).toEqual([]);
    const before = seen.invited('region-20', {}, { at: '2026-01-11' });
    expect(found(before, rule, '2026-01-11')).toMatchObject([{ severity: 'breach', raisedOn: '2026-01-11' }]);
    const since = before.consent('2026-01-12', by);
    expect(found(since, rule, '2026-01-12')).toMatchObject([{ status: 'resolved', resolvedOn: '2026-01-12' }]);
    const beyond = named.invited('region-21');
    expect(found(beyond, rule, '2026-02-01')).toMatchObject([
      { message_sv: expect.stringContaining('region-21') as string, status: 'open' },
    ]);
    expect(found(beyond, not, '2026-02-01')).toEqual([]);
  });

  it('is the grown person’s own from the eighteenth birthday (A-029, A-044)', () => {
    const nearly = aSip().needed({ birthDate: '2008-05-01' as never });
    const on = (at: string) => nearly.invited('region-20', {}, { at });
    expect(found(on('2026-04-30'), 'A-044', '2026-05-01')).toHaveLength(1);
    expect(found(on('2026-05-01'), 'A-044', '2026-05-01')).toEqual([]);
    expect(found(on('2026-05-01'), 'A-029', '2026-05-01')).toHaveLength(1);
  });

  it('of one whose birth date is not told is by who has consented (A-029, A-044)', () => {
    const considered = aSip().considered();
    const beyond = (data: Parameters<SipBuilder['consent']>[1]) =>
      considered.consent('2026-01-12', data).invited('region-21');
    expect(openRules(beyond({}), '2026-01-12')).toContain('A-044');
    expect(openRules(beyond(ownWord), '2026-01-12')).toContain('A-029');
  });
});
