import { day, noAgreement, uuid } from '../../../../test/support/case-builder.js';
import { aSip, CHILD, GUARDIAN, type SipBuilder } from '../../../../test/support/sip-builder.js';
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

describe('a call to somebody close to the individual', () => {
  const AUNT = uuid('ref/aunt');
  const callOf = (role: 'relative' | 'school', ref = AUNT) => ({ invitee: { role, ref } });
  const excluding = { excludedRecipients: [AUNT] };
  const called = (story: SipBuilder, at = '2026-01-20') => story.invited('', callOf('relative'), { at });
  const consented = ofAChild.consent('2026-01-12');
  const seen = (story: SipBuilder, rule: 'A-015' | 'G-20', surroundings?: typeof noAgreement) =>
    found(story, rule, '2026-02-10', surroundings);

  it('rests under the agreement on a consent of the day, which does not exclude that person (A-015, G-20)', () => {
    expect(seen(called(consented), 'A-015')).toEqual([]);
    expect(seen(called(consented, '2026-01-12'), 'A-015')).toEqual([]);
    expect(seen(called(ofAChild.consent('2026-01-12', { excludedRecipients: [uuid('ref/uncle')] })), 'A-015')).toEqual(
      [],
    );
  });

  it('without such a consent is found from the call until there is one (A-015)', () => {
    const before = called(ofAChild, '2026-01-11');
    expect(found(before, 'A-015', '2026-01-11')).toMatchObject([
      { severity: 'breach', raisedOn: '2026-01-11', status: 'open', parties: ['kommun-2080.socialnamnden'] },
    ]);
    expect(found(before, 'A-015', '2026-01-11')[0]?.message_sv).toContain('utan att den enskilde samtycker');
    expect(found(before.consent('2026-01-12'), 'A-015', '2026-01-12')).toMatchObject([
      { status: 'resolved', resolvedOn: '2026-01-12' },
    ]);
    expect(seen(called(ofAChild.consent('2026-01-12', { custodyHolders: 2 })), 'A-015')).toHaveLength(1);
    const excluded = called(ofAChild.consent('2026-01-12', excluding));
    expect(seen(excluded, 'A-015')).toMatchObject([{ raisedOn: '2026-01-20', status: 'open' }]);
    const another = uuid('consent/C2');
    expect(seen(excluded.consent('2026-01-25', { consentId: another }), 'A-015')).toMatchObject([{ status: 'open' }]);
    expect(seen(called(consented.withdrawn('2026-01-20', GUARDIAN)), 'A-015')).toHaveLength(1);
  });

  it('is by the law alone against whoever objects, and asks for no consent (G-20)', () => {
    expect(seen(called(ofAChild), 'G-20', noAgreement)).toEqual([]);
    expect(seen(called(ofAChild), 'A-015', noAgreement)).toEqual([]);
    const objected = called(ofAChild.consent('2026-01-12', excluding));
    expect(seen(objected, 'G-20', noAgreement)).toMatchObject([
      { severity: 'breach', raisedOn: '2026-01-20', status: 'open', why: { statute: { section: '10:9' } } },
    ]);
    expect(seen(objected, 'G-20', noAgreement)[0]?.message_sv).toContain('fast den enskilde motsätter sig det');
    expect(seen(objected, 'A-015', noAgreement)).toEqual([]);
    expect(seen(objected, 'G-20')).toEqual([]);
    const later = called(ofAChild, '2026-01-11').consent('2026-01-12', excluding);
    expect(seen(later, 'G-20', noAgreement)).toEqual([]);
  });

  it('is no matter of one who is called for an office', () => {
    expect(seen(ofAChild.invited('', callOf('school')), 'A-015')).toEqual([]);
    const school = ofAChild.consent('2026-01-12', excluding).invited('', callOf('school'), { at: '2026-01-20' });
    expect(seen(school, 'G-20', noAgreement)).toEqual([]);
  });
});
