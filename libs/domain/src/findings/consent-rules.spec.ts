import { aCase, aRegistration, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';
import { type LegalBasis, type PlacementConsent } from '#domain';

const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: birthDate as never } });
const consent = (by: PlacementConsent['by'], label: string, at = '2026-01-12'): PlacementConsent => ({
  by,
  ref: uuid(`person/${label}`),
  on: at as never,
});
const LVU = (...sections: ('2' | '3')[]): LegalBasis => ({ act: 'LVU', sections, interim: false });
const underLVU = (birthDate: string, decidedOn: string, ...sections: ('2' | '3')[]): CaseBuilder =>
  aCase()
    .registered({ ...bornOn(birthDate), legalBasis: LVU(...sections) }, { at: decidedOn })
    .decided(decidedOn, { legalBasis: LVU(...sections), decidedBy: 'forvaltningsratt', consents: [] })
    .started(decidedOn);

describe('a child placed by socialtjänstlagen', () => {
  it('has the consent of its one custody holder (A-056)', () => {
    const assessed = on(aCase().registered().decided('2026-01-12').started('2026-01-15'), '2026-02-01');
    expect(found(assessed, 'A-056')).toEqual([]);
    expect(assessed.responsibility?.legalBasis.holds).toBe(true);
  });

  it('with two custody holders needs both: one missing is flagged until it is there (A-056)', () => {
    const story = aCase()
      .registered()
      .decided('2026-01-12', { custodyHolders: 2 })
      .consentGiven('2026-01-20', { ref: uuid('person/G2') });
    const before = on(story, '2026-01-19');
    expect(open(before, 'A-056')).toMatchObject([{ raisedOn: '2026-01-12', severity: 'breach' }]);
    expect(before.responsibility?.legalBasis.holds).toBe(false);
    const after = on(story, '2026-01-20');
    expect(found(after, 'A-056')).toMatchObject([{ resolvedOn: '2026-01-20' }]);
    expect(after.responsibility?.legalBasis.holds).toBe(true);
  });

  it('does not rest on its own consent alone, which carries measures that are no care in HVB: that is said (A-046)', () => {
    const told = (consents: readonly PlacementConsent[]) =>
      aCase().registered(bornOn('2013-06-01')).decided('2026-01-12', { consents });
    const alone = told([consent('child', 'A')]);
    expect(open(on(alone, '2026-01-12'), 'A-046')).toMatchObject([{ raisedOn: '2026-01-12', severity: 'info' }]);
    expect(open(on(alone, '2026-01-12'), 'A-056')).toHaveLength(1);
    const joined = alone.consentGiven('2026-01-20', { by: 'guardian', ref: uuid('person/G1') });
    expect(found(on(joined, '2026-01-20'), 'A-046')).toMatchObject([{ resolvedOn: '2026-01-20' }]);
    expect(found(on(told([consent('guardian', 'G1'), consent('child', 'A')]), '2026-02-01'), 'A-046')).toEqual([]);
  });

  it('says so from the day the child consents, and of one that nobody has consented to says nothing of it (A-046)', () => {
    const nobody = aCase().registered(bornOn('2013-06-01')).decided('2026-01-12', { consents: [] });
    expect(found(on(nobody, '2026-02-01'), 'A-046')).toEqual([]);
    const later = nobody.consentGiven('2026-01-25', { by: 'child', ref: uuid('person/A') });
    expect(found(on(later, '2026-01-24'), 'A-046')).toEqual([]);
    expect(open(on(later, '2026-01-25'), 'A-046')).toMatchObject([{ raisedOn: '2026-01-25' }]);
    const withdrawn = later.consentWithdrawn('2026-01-25', { by: 'child', ref: uuid('person/A') });
    expect(found(on(withdrawn, '2026-02-01'), 'A-046')).toEqual([]);
  });

  it('is not consented to twice by the same custody holder (A-056)', () => {
    const story = aCase().registered().decided('2026-01-12', { custodyHolders: 2 }).consentGiven('2026-01-20');
    expect(open(on(story, '2026-02-01'), 'A-056')).toHaveLength(1);
  });

  it('has both consents where two custody holders are not named apart, and one missing where only one is told (A-056)', () => {
    const unnamed: PlacementConsent = { by: 'guardian', on: '2026-01-12' as never };
    const decided = (...consents: PlacementConsent[]) =>
      on(aCase().registered().decided('2026-01-12', { custodyHolders: 2, consents }), '2026-02-01');
    expect(found(decided(unnamed, unnamed), 'A-056')).toEqual([]);
    expect(open(decided(unnamed), 'A-056')).toHaveLength(1);
  });

  it('counts custody holders without a reference apart within one message only (A-056)', () => {
    const unnamed = (on_: string) => ({ by: 'guardian', on: on_ as never }) as const;
    const decided = (...consents: PlacementConsent[]) =>
      aCase().registered().decided('2026-01-12', { custodyHolders: 2, consents });
    const missing = (story: CaseBuilder) => open(on(story, '2026-02-01'), 'A-056').length;
    const first = unnamed('2026-01-12');
    expect(missing(decided(first).said('placement.consentGiven', unnamed('2026-01-20')))).toBe(1);
    expect(missing(decided(first).consentGiven('2026-01-20', { ref: uuid('person/G1') }))).toBe(1);
    expect(missing(decided(consent('guardian', 'G1')).said('placement.consentGiven', unnamed('2026-01-20')))).toBe(1);
    expect(missing(decided(first, consent('guardian', 'G1')))).toBe(0);
    expect(missing(decided(consent('guardian', 'G1'), consent('guardian', 'G1')))).toBe(1);
    expect(
      missing(
        decided(first)
          .consentGiven('2026-01-20')
          .consentGiven('2026-01-21', { ref: uuid('person/G2') }),
      ),
    ).toBe(0);
  });

  it('loses one of two consents without a reference when one custody holder withdraws by name (A-059)', () => {
    const unnamed: PlacementConsent = { by: 'guardian', on: '2026-01-12' as never };
    const both = aCase()
      .registered()
      .decided('2026-01-12', { custodyHolders: 2, consents: [unnamed, unnamed] });
    const withdrawn = both.consentWithdrawn('2026-02-10', { ref: uuid('person/G1') });
    expect(open(on(withdrawn, '2026-02-09'), 'A-059')).toEqual([]);
    expect(open(on(withdrawn, '2026-02-10'), 'A-059')).toHaveLength(1);
    const bySecond = withdrawn.consentGiven('2026-02-20', { ref: uuid('person/G1') });
    expect(found(on(bySecond, '2026-02-20'), 'A-059')).toMatchObject([{ resolvedOn: '2026-02-20' }]);
    const byNobodyNew = withdrawn.said('placement.consentGiven', { ...unnamed, on: '2026-02-20' as never });
    expect(open(on(byNobodyNew, '2026-02-20'), 'A-059')).toHaveLength(1);
  });

  it('without a custody holder needs its representative (A-056)', () => {
    const alone = (consents: readonly PlacementConsent[]) =>
      on(aCase().registered().decided('2026-01-12', { custodyHolders: 0, consents }), '2026-02-01');
    expect(found(alone([consent('representative', 'R')]), 'A-056')).toEqual([]);
    expect(open(alone([]), 'A-056')).toHaveLength(1);
  });

  it('consents itself from the fifteenth birthday, that day included (A-056, G-03)', () => {
    const story = aCase().registered(bornOn('2011-02-01')).decided('2026-01-12');
    expect(found(on(story, '2026-01-31'), 'A-056')).toEqual([]);
    const flagged = on(story, '2026-02-01');
    expect(open(flagged, 'A-056')).toMatchObject([{ raisedOn: '2026-02-01', fromBirthDate: true }]);
    expect(flagged.responsibility?.legalBasis).toMatchObject({ holds: false, why: { rule: 'A-056' } });
    const agreed = on(story.consentGiven('2026-01-30', { by: 'child', ref: uuid('person/A') }), '2026-02-01');
    expect(found(agreed, 'A-056')).toEqual([]);
  });

  it('consents alone from the eighteenth (A-004, A-056)', () => {
    const story = aCase()
      .registered(bornOn('2008-02-01'))
      .decided('2026-01-12', { consents: [consent('child', 'A')], custodyHolders: 1 });
    const before = on(story, '2026-01-31');
    expect(open(before, 'A-056')).toHaveLength(1);
    const grown = on(story, '2026-02-01');
    expect(found(grown, 'A-056')).toMatchObject([{ resolvedOn: '2026-02-01', fromBirthDate: true }]);
    expect(grown.responsibility?.legalBasis.holds).toBe(true);
  });

  it('loses the basis of its placement when a consent is withdrawn, until it is given again (A-059)', () => {
    const story = aCase()
      .registered()
      .decided('2026-01-12')
      .started('2026-01-15')
      .consentWithdrawn('2026-02-10')
      .consentGiven('2026-02-20');
    expect(on(story, '2026-02-09').responsibility?.legalBasis).toMatchObject({ holds: true, why: { rule: 'A-059' } });
    const without = on(story, '2026-02-10');
    expect(without.responsibility?.legalBasis.holds).toBe(false);
    expect(open(without, 'A-059')).toMatchObject([{ raisedOn: '2026-02-10', severity: 'breach' }]);
    expect(found(without, 'A-056')).toEqual([]);
    const again = on(story, '2026-02-20');
    expect(again.responsibility?.legalBasis.holds).toBe(true);
    expect(found(again, 'A-059')).toMatchObject([{ resolvedOn: '2026-02-20' }]);
  });

  it('whose consent was never whole is flagged for a withdrawal too (A-056, A-059)', () => {
    const story = aCase().registered().decided('2026-01-12', { custodyHolders: 2 }).consentWithdrawn('2026-02-10');
    const assessed = on(story, '2026-02-10');
    expect(open(assessed, 'A-056')).toHaveLength(1);
    expect(open(assessed, 'A-059')).toMatchObject([{ raisedOn: '2026-02-10' }]);
  });

  it('is no longer asked for consent when the placement has ended, or goes over to LVU (A-057, A-059)', () => {
    const withdrawn = aCase().registered().decided('2026-01-12').started('2026-01-15').consentWithdrawn('2026-02-10');
    expect(found(on(withdrawn.ended('2026-02-12'), '2026-03-01'), 'A-059')).toMatchObject([
      { resolvedOn: '2026-02-12' },
    ]);
    const ordered = { legalBasis: LVU('2'), decidedBy: 'forvaltningsratt', consents: [] } as const;
    const taken = on(withdrawn.decided('2026-02-11', { ...ordered, decisionId: uuid('decision/B2') }), '2026-03-01');
    expect(found(taken, 'A-059')).toMatchObject([{ resolvedOn: '2026-02-11' }]);
    expect(taken.responsibility?.legalBasis).toMatchObject({ act: 'LVU', sections: ['2'], holds: true });
  });

  it('with an erased birth date gets an answer, and nothing is flagged (A-056)', () => {
    const story = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' } })
      .decided('2026-01-12', { custodyHolders: 2 });
    const assessed = on(story, '2026-02-01');
    expect(assessed.responsibility?.legalBasis.holds).toBe(true);
    expect(found(assessed, 'A-056')).toEqual([]);
  });
});

describe('an adult placed by socialtjänstlagen', () => {
  const decided = (consents: readonly PlacementConsent[]) =>
    on(aCase().registered(bornOn('1990-03-07')).decided('2026-01-12', { consents }), '2026-02-01');

  it('consents alone; a guardian’s consent is none (A-004, A-056)', () => {
    expect(found(decided([consent('self', 'A')]), 'A-056')).toEqual([]);
    expect(open(decided([consent('guardian', 'G1')]), 'A-056')).toHaveLength(1);
  });
});

describe('care by LVU and LVM', () => {
  it('needs no consent (A-057)', () => {
    const assessed = on(underLVU('2012-03-04', '2026-01-12', '2'), '2026-02-01');
    expect(assessed.responsibility?.legalBasis).toMatchObject({ holds: true, why: { rule: 'A-057' } });
    expect([...found(assessed, 'A-056'), ...found(assessed, 'A-058')]).toEqual([]);
  });

  it('by 2 § ends at eighteen: it goes on the day before and is flagged on the birthday (A-058, G-04)', () => {
    const story = underLVU('2008-05-01', '2026-01-12', '2');
    expect(on(story, '2026-04-30').responsibility?.legalBasis.holds).toBe(true);
    const grown = on(story, '2026-05-01');
    expect(grown.responsibility?.legalBasis).toMatchObject({ holds: false, why: { rule: 'A-058' } });
    expect(open(grown, 'A-058')).toMatchObject([{ raisedOn: '2026-05-01', fromBirthDate: true, severity: 'breach' }]);
    expect(found(on(story.ended('2026-04-30'), '2026-06-01'), 'A-058')).toEqual([]);
  });

  it('that ends on the birthday, or goes over to another basis on it, ended in time; the day after is flagged (A-058, G-04)', () => {
    const story = underLVU('2008-05-01', '2026-01-12', '2');
    const care3 = (from: string) => story.legalBasisChanged(from, LVU('3'));
    for (const inTime of [story.ended('2026-05-01'), care3('2026-05-01')]) {
      expect(found(on(inTime, '2026-06-01'), 'A-058')).toEqual([]);
    }
    for (const late of [story.ended('2026-05-02'), care3('2026-05-02')]) {
      expect(found(on(late, '2026-06-01'), 'A-058')).toMatchObject([
        { raisedOn: '2026-05-01', resolvedOn: '2026-05-02' },
      ]);
    }
  });

  it('by 2 and 3 §§ goes on by 3 § until twenty-one (A-058, G-04)', () => {
    expect(found(on(underLVU('2008-05-01', '2026-01-12', '2', '3'), '2029-04-30'), 'A-058')).toEqual([]);
    expect(open(on(underLVU('2008-05-01', '2026-01-12', '2', '3'), '2029-05-01'), 'A-058')).toHaveLength(1);
  });

  it('by 3 § is given to one who has not turned twenty (A-058, G-04)', () => {
    expect(found(on(underLVU('2006-01-13', '2026-01-12', '3'), '2026-02-01'), 'A-058')).toEqual([]);
    expect(open(on(underLVU('2006-01-12', '2026-01-12', '3'), '2026-02-01'), 'A-058')).toHaveLength(1);
  });

  it('by 6 § is decided for one who has not turned twenty, the day before the birthday at the latest (A-058; LVU 6 §)', () => {
    const custody: LegalBasis = { act: 'LVU', sections: ['6'], interim: true };
    const taken = (birthDate: string) =>
      on(
        aCase()
          .registered({ ...bornOn(birthDate), legalBasis: custody }, { at: '2026-01-12' })
          .decided('2026-01-12', { legalBasis: custody, decidedBy: 'ordforande', consents: [] }),
        '2026-01-12',
      );
    expect(found(taken('2006-01-13'), 'A-058')).toEqual([]);
    expect(open(taken('2006-01-12'), 'A-058')).toHaveLength(1);
    expect(open(taken('2005-06-01'), 'A-058')).toHaveLength(1);
  });

  it('by LVM goes on for six months at most, and no weekend makes them longer (A-062)', () => {
    const basis: LegalBasis = { act: 'LVM', interim: false };
    const story = aCase()
      .registered({ ...bornOn('1990-03-07'), legalBasis: basis })
      .decided('2026-01-12', { legalBasis: basis, decidedBy: 'forvaltningsratt', consents: [] })
      .started('2026-02-28');
    // 28 August 2026 is a Friday, 29 a Saturday.
    expect(found(on(story, '2026-08-28'), 'A-062')).toEqual([]);
    expect(on(story, '2026-08-28').responsibility?.legalBasis.holds).toBe(true);
    const over = on(story, '2026-08-29');
    expect(open(over, 'A-062')).toMatchObject([{ raisedOn: '2026-08-29', severity: 'breach' }]);
    expect(over.responsibility?.legalBasis).toMatchObject({ holds: false, why: { rule: 'A-062' } });
    expect(found(on(story.ended('2026-08-28'), '2026-09-30'), 'A-062')).toEqual([]);
  });
});
