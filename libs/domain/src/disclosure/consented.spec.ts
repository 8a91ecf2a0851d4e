import { type AsSent, type DisclosureDecided } from '#domain';
import { day, party, REGION } from '../../../../test/support/case-builder.js';
import { groundsTo, ofSip } from '../../../../test/support/disclosed.js';
import { groundId, groundOf } from '../../../../test/support/grounds.js';
import { aSip, CONSENT, GUARDIAN, OTHER_GUARDIAN } from '../../../../test/support/sip-builder.js';

type Decided = Partial<AsSent<DisclosureDecided>>;

const KOMMUN = 'kommun-2080.socialnamnden';

describe('a consent to a SIP as a ground (A-034, A-039)', () => {
  const needed = aSip().needed();
  const both = needed.consent('2026-01-12', { custodyHolders: 2 }, { id: 'c' });
  const given = needed.consent('2026-01-12', { validTo: day('2026-12-31') });
  const consented = (told: typeof needed, on: string) =>
    groundsTo(ofSip(told), REGION, 'personConsents', on).map(({ status }) => status);

  it('holds from its first day to its last, for whom it names', () => {
    expect(groundsTo(ofSip(given), REGION, 'personConsents', '2026-01-12')).toMatchObject([
      { from: '2026-01-12', to: '2026-12-31', status: 'inForce', statute: { section: '12:2' }, why: { rule: 'A-039' } },
    ]);
    expect(consented(given, '2026-12-31')).toEqual(['inForce']);
    expect(consented(given, '2027-01-01')).toEqual(['expired']);
    expect(groundsTo(ofSip(given), 'region-21', 'personConsents', '2026-01-12')).toEqual([]);
  });

  it('needs both guardians (A-043)', () => {
    expect(consented(both, '2026-01-20')).toEqual(['conditionNotShown']);
    const joined = both.joined('2026-01-15', OTHER_GUARDIAN);
    expect(['2026-01-14', '2026-01-15'].map((on) => consented(joined, on))).toEqual([
      ['conditionNotShown'],
      ['inForce'],
    ]);
    expect(consented(joined.withdrawn('2026-01-20', GUARDIAN), '2026-01-20')).toEqual(['conditionNotShown']);
  });

  it('holds no longer from the day it is withdrawn, and never did where it was recorded in error (A-041)', () => {
    const withdrawn = given.withdrawn('2026-03-01', GUARDIAN);
    expect(['2026-02-28', '2026-03-01'].map((on) => consented(withdrawn, on))).toEqual([['inForce'], ['withdrawn']]);
    expect(consented(given.voided(), '2026-02-01')).toEqual(['withdrawn']);
  });

  it('ends with the day before the eighteenth birthday (A-042)', () => {
    const young = aSip()
      .needed({ birthDate: day('2008-06-01') })
      .consent('2026-01-12');
    expect(['2026-05-31', '2026-06-01'].map((on) => consented(young, on))).toEqual([['inForce'], ['expired']]);
  });

  it('bounds a ground that names it: no longer and to nobody else', () => {
    const naming = (data: Decided, told = given) =>
      told.said('sip.disclosureDecided', groundOf('2026-01-20', { ground: 'consent', reference: CONSENT, ...data }));
    const of = (told: typeof needed, on: string, to: string = REGION) => groundsTo(ofSip(told), to, 'consent', on);
    expect(of(naming({}), '2026-01-20')).toMatchObject([
      { groundId: groundId(), from: '2026-01-20', to: '2026-12-31', status: 'inForce', discloser: KOMMUN },
    ]);
    expect(of(naming({ from: day('2026-01-01') }), '2026-01-20')[0]?.from).toBe('2026-01-12');
    expect(of(naming({ to: day('2026-02-01') }), '2026-02-02')[0]).toMatchObject({
      ...{ to: '2026-02-01', status: 'expired' },
    });
    expect(of(naming({ to: day('2027-05-01') }), '2026-02-02')[0]?.to).toBe('2026-12-31');
    expect(of(naming({}).withdrawn('2026-03-01', GUARDIAN), '2026-03-01')[0]?.status).toBe('withdrawn');
    expect(of(naming({ recipient: party('region-21') }), '2026-01-20', 'region-21')).toEqual([]);
  });
});
