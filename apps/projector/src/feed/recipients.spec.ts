import fc from 'fast-check';
import { assess, type AgreementFact, type PartyId, type Said } from '#domain';
import { aCase, aLine, name, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { accepted, handoverId, initiated, refused } from '../../../../test/support/handover-steps.js';
import { on } from '../../../../test/support/assessed.js';
import {
  recipientsInCase,
  recipientsInSip,
  recipientsOfAgreement,
  recipientsOfDisclosure,
  rolesIn,
  standsAmong,
  type Roles,
} from './recipients.js';
import { always } from '../../../../test/support/always.js';

const party = (id: string): PartyId => id as PartyId;
const [kommun, region, home] = [party(PLACING_PARTY), party(REGION), party('region-21')];
const roles = (principals: readonly PartyId[], thirdPayers: readonly PartyId[] = []): Roles => ({
  principals,
  thirdPayers,
});

describe('in whose feed an event of a case stands', () => {
  it("is its principals', whatever it is about", () => {
    for (const kind of ['placement', 'costAllocation'] as const) {
      expect(recipientsInCase(kind, roles([kommun, region]), roles([kommun, region])).named).toEqual([kommun, region]);
    }
  });

  it("is a third payer's where it is about the costs, and only there", () => {
    const standing = roles([kommun, region], [home]);
    expect(recipientsInCase('costAllocation', standing, standing).named).toEqual([kommun, region, home].sort());
    expect(recipientsInCase('placement', standing, standing).named).not.toContain(home);
  });

  it('is also the one whose role it takes away, and the one whom it gives one', () => {
    const moved = recipientsInCase('placement', roles([kommun, region]), roles([kommun, home]));
    expect(moved.named).toEqual([kommun, region, home].sort());
    expect(recipientsInCase('placement', null, roles([kommun])).named).toEqual([kommun]);
    expect(recipientsInCase('costAllocation', roles([kommun], [home]), roles([kommun])).named).toContain(home);
  });

  it('is nobody else: another nämnd of the same kommun, or the kommun as a whole (D-026)', () => {
    const standing = recipientsInCase('placement', null, roles([kommun]));
    expect(standsAmong(standing, kommun)).toBe(true);
    expect(standsAmong(standing, party('kommun-2080.aldrenamnden'))).toBe(false);
    expect(standsAmong(standing, party('kommun-2080'))).toBe(false);
  });

  it('follows from the facts of the case: payers named in a proposal hear of the costs', () => {
    const story = aCase()
      .registered()
      .proposed('2026-01-20', { lines: [aLine('housing', { [PLACING_PARTY]: 500, [REGION]: 300, 'region-21': 200 })] });
    const { placement } = assess(
      story.theCase,
      { agreements: [], sips: [] },
      story.facts.at(-1)!.meta.recordedOn,
      name,
    );
    const before = roles(placement!.principals);
    expect(recipientsInCase('costAllocation', before, placement).named).toContain(home);
  });

  it('is of a handover also its two regions’, while it goes on, and of nothing else (A-075)', () => {
    const asked = initiated(aCase().registered(), '2026-02-01');
    const heard = (story: typeof asked, day: string, kind: 'handover' | 'placement' = 'handover') =>
      recipientsInCase(kind, null, rolesIn(on(story, day))).named;
    expect(heard(asked, '2026-01-31')).not.toContain(home);
    expect(heard(asked, '2026-02-01')).toContain(home);
    expect(heard(asked, '2026-02-01', 'placement')).not.toContain(home);
    const no = refused(asked, 'region-21', '2026-02-05', { of: handoverId() });
    expect(heard(no, '2026-02-05')).not.toContain(home);
    expect(recipientsInCase('handover', rolesIn(on(no, '2026-02-04')), rolesIn(on(no, '2026-02-05'))).named).toContain(
      home,
    );
    const yes = accepted(asked, 'region-21', '2026-02-05', { of: handoverId() });
    expect(heard(yes, '2026-02-05')).toEqual(expect.arrayContaining([region, home]));
    expect(rolesIn(on(aCase(), '2026-02-01'))).toBeNull();
  });

  it('never is one who stood nowhere, and always all principals on both sides', () => {
    const someone = fc.constantFrom(kommun, region, home, party('region-20.bup'), party('kommun-2081.socialnamnden'));
    const anyRoles = fc.option(fc.record({ principals: fc.array(someone), thirdPayers: fc.array(someone) }));
    always(
      fc.property(fc.constantFrom('placement', 'costAllocation'), anyRoles, anyRoles, (kind, before, after) => {
        const { named } = recipientsInCase(kind, before, after);
        const all = [before, after].flatMap((one) => (one ? [...one.principals, ...one.thirdPayers] : []));
        const must = [before, after].flatMap((one) => one?.principals ?? []);
        return named.every((one) => all.includes(one)) && must.every((one) => named.includes(one));
      }),
    );
  });
});

describe('in whose feed an event of an agreement stands', () => {
  const registered = (...parties: readonly string[]) =>
    ({ type: 'agreement.registered', data: { parties } }) as unknown as Said<AgreementFact>;
  const approved = { type: 'agreement.approvedByParty', data: {} } as unknown as Said<AgreementFact>;

  it('is everyone whom it has ever named, also where that was corrected', () => {
    const facts = [registered('kommun-2080', 'region-20'), approved, registered('kommun-2081', 'region-20')];
    expect(recipientsOfAgreement(facts).named).toEqual(['kommun-2080', 'kommun-2081', 'region-20']);
    expect(recipientsOfAgreement(facts.slice(0, 2)).named).toEqual(['kommun-2080', 'region-20']);
  });

  it('is also the nämnder of a kommun that it binds', () => {
    const bound = recipientsOfAgreement([registered('kommun-2080', 'region-20.bup')]);
    expect(standsAmong(bound, kommun)).toBe(true);
    expect(standsAmong(bound, party('region-20.bup'))).toBe(true);
    expect(standsAmong(bound, region)).toBe(false);
    expect(standsAmong(bound, party('kommun-2081'))).toBe(false);
  });
});

describe('in whose feed an event of a SIP stands', () => {
  const nobody = { opener: null, parties: [], recipients: [], excluded: [] };
  const standing = {
    opener: kommun,
    parties: [kommun],
    recipients: [region],
    excluded: [party('region-20.vuxenpsykiatri')],
  };

  it('is theirs who take part, and whom a consent names with its units, just before or just after (A-029, A-039)', () => {
    for (const recipients of [
      recipientsInSip(nobody, standing),
      recipientsInSip(standing, { ...standing, recipients: [] }),
    ]) {
      for (const one of [kommun, region, party('region-20.bup')])
        expect([one, standsAmong(recipients, one)]).toEqual([one, true]);
      for (const one of [home, party('kommun-2080'), party('kommun-2080.aldrenamnden')])
        expect([one, standsAmong(recipients, one)]).toEqual([one, false]);
    }
  });

  it('is never one’s whom the individual has excluded, not even that it was said (A-038)', () => {
    expect(standsAmong(recipientsInSip(nobody, standing), party('region-20.vuxenpsykiatri'))).toBe(false);
    const all = { ...standing, excluded: [region] };
    expect(standsAmong(recipientsInSip(standing, all), party('region-20.bup'))).toBe(false);
  });
});

describe('in whose feed it stands what is said of a ground (B4)', () => {
  const all = { named: [kommun, region], withUnits: false, except: [party('region-20.bup')] } as const;
  const ofAGround = { disclosureId: 'd', recipient: home, discloser: PLACING_PARTY, classes: ['case'] } as never;

  it('is in that of the recipient and its units, and of whose words it opens, and in nobody else’s', () => {
    const hear = recipientsOfDisclosure(ofAGround, all);
    const stands = ['region-21', 'region-21.bup', PLACING_PARTY, REGION, 'kommun-2080.vardnamnden'].map((id) =>
      standsAmong(hear, party(id)),
    );
    expect(stands).toEqual([true, true, true, false, false]);
  });

  it('is of a consent in that of all who take part and of the recipient, but of nobody whom the individual has excluded', () => {
    const ofAConsent = { disclosureId: 'd', recipient: home, classes: ['case'] } as never;
    const hear = recipientsOfDisclosure(ofAConsent, all);
    const stands = ['region-21', PLACING_PARTY, REGION, 'region-20.bup', 'region-03'].map((id) =>
      standsAmong(hear, party(id)),
    );
    expect(stands).toEqual([true, true, true, false, false]);
  });
});
