import { aCase, aRegistration, day, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, found, on, open } from '../../../../test/support/assessed.js';
import { type LegalBasis } from '#domain';

const LVU3: LegalBasis = { act: 'LVU', sections: ['3'], interim: false };
const started = (): CaseBuilder => aCase().registered().decided('2026-01-12').started('2026-01-15');
const underLVU3 = (): CaseBuilder =>
  aCase()
    .registered({ legalBasis: LVU3 })
    .decided('2026-01-12', { legalBasis: LVU3, decidedBy: 'forvaltningsratt', consents: [] })
    .started('2026-01-15');

describe('who considers care', () => {
  type Body = Parameters<CaseBuilder['reviewed']>[1];
  const bySoL = started();
  const consideredBy = (story: CaseBuilder, how: Body) => on(story.reviewed('2026-07-01', how), '2026-07-10');

  it.each(['socialnamnd', 'utskott', undefined] as const)(
    'is the nämnd or an utskott: %s is not flagged (S-009; SoL 30:6)',
    (decidedBy) => {
      const assessed = consideredBy(bySoL, decidedBy ? { decidedBy } : {});
      expect(found(assessed, 'S-009')).toEqual([]);
    },
  );

  it.each(['ordforande', 'delegate', 'forvaltningsratt', 'sis'] as const)(
    'is nobody else: by %s the review counts and is flagged (S-009; SoL 30:6)',
    (decidedBy) => {
      const assessed = consideredBy(bySoL, { decidedBy });
      expect(due(assessed, 'reviewSoL')[0]).toMatchObject({ status: 'met', onTime: true });
      expect(open(assessed, 'S-009')).toMatchObject([
        {
          raisedOn: '2026-07-01',
          severity: 'breach',
          parties: ['kommun-2080.socialnamnden'],
          why: { statute: { act: 'SoL 2025:400', section: '30:6' } },
        },
      ]);
    },
  );

  it('is held likewise in care by LVU (S-009; SoL 30:7)', () => {
    const assessed = consideredBy(underLVU3(), { kind: 'reexamination', decidedBy: 'ordforande' });
    expect(open(assessed, 'S-009')).toMatchObject([{ why: { statute: { section: '30:7' } } }]);
    expect(found(consideredBy(underLVU3(), { kind: 'reexamination', decidedBy: 'utskott' }), 'S-009')).toEqual([]);
  });

  it('is anyone’s where it is a follow-up only, and where no act asks for a consideration (S-009, G-10)', () => {
    expect(found(consideredBy(bySoL, { kind: 'followUp', decidedBy: 'delegate' }), 'S-009')).toEqual([]);
    const grown = { person: { ...aRegistration.person, birthDate: day('1990-03-07') } };
    const adult = aCase().registered(grown).started('2026-01-15');
    expect(found(consideredBy(adult, { decidedBy: 'delegate' }), 'S-009')).toEqual([]);
    const byLVM = aCase()
      .registered({ ...grown, legalBasis: { act: 'LVM', interim: false } })
      .started('2026-01-15');
    expect(found(consideredBy(byLVM, { decidedBy: 'delegate' }), 'S-009')).toEqual([]);
  });

  it('is asked for until the day before the eighteenth birthday by socialtjänstlagen (S-009)', () => {
    const flagged = (birthDate: string) => {
      const person = { ...aRegistration.person, birthDate: day(birthDate) };
      const story = aCase().registered({ person }).started('2026-01-15');
      return found(consideredBy(story, { decidedBy: 'delegate' }), 'S-009').length;
    };
    expect(['2008-06-30', '2008-07-01', '2008-07-02'].map(flagged)).toEqual([0, 0, 1]);
  });

  it('is mended by the next review of one who may, or is over with the placement (S-009)', () => {
    const wrong = bySoL.reviewed('2026-07-01', { decidedBy: 'delegate' });
    const mended = wrong.reviewed('2026-07-05', { decidedBy: 'utskott' });
    expect(found(on(mended, '2026-07-10'), 'S-009')).toMatchObject([{ resolvedOn: '2026-07-05' }]);
    const again = on(wrong.reviewed('2026-07-05', { decidedBy: 'delegate' }), '2026-07-10');
    expect(open(again, 'S-009')).toHaveLength(2);
    expect(found(on(wrong.ended('2026-07-20'), '2026-08-01'), 'S-009')).toMatchObject([{ resolvedOn: '2026-07-20' }]);
  });
});
