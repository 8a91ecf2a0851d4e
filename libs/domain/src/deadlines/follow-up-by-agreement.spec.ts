import { aCase, aRegistration, dalarna, noAgreement, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, found, on } from '../../../../test/support/assessed.js';
import { type LegalBasis } from '#domain';

const KIND = 'followUpByAgreement';
const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: birthDate as never } });
const adult = (): CaseBuilder => aCase().registered(bornOn('1990-03-07')).started('2026-01-15');
const statuses = (story: CaseBuilder, asOf: string) => due(on(story, asOf), KIND).map(({ status }) => status);

describe('the follow-up of an adult in care by socialtjänstlagen', () => {
  it('is due every sixth month by the agreement, and by no act (G-10)', () => {
    const assessed = on(adult(), '2026-02-01');
    expect(due(assessed, KIND)).toMatchObject([
      {
        startsOn: '2026-01-15',
        dueOn: '2026-07-15',
        status: 'open',
        responsible: ['kommun-2080.socialnamnden'],
        why: { rule: 'G-10', rulePackVersion: 'dalarna-hvb-2025@1' },
      },
    ]);
    expect(due(assessed, KIND)[0]?.why).not.toHaveProperty('statute');
    expect(due(assessed, KIND)[0]).not.toHaveProperty('fromBirthDate');
    expect(due(assessed, 'reviewSoL')).toEqual([]);
  });

  it.each(['followUp', 'consideration', 'reexamination'] as const)(
    'is met by a review of any kind: %s (G-10)',
    (kind) => {
      const story = adult().reviewed('2026-07-01', { kind });
      expect(due(on(story, '2026-08-01'), KIND)).toMatchObject([
        { dueOn: '2026-07-15', status: 'met', metOn: '2026-07-01', onTime: true },
        { startsOn: '2026-07-01', dueOn: '2027-01-01', status: 'open' },
      ]);
    },
  );

  it('is in time on its day, and late the day after: no weekend moves it, whatever the agreement rolls (G-10)', () => {
    // 15 August 2026 is a Saturday.
    const story = aCase().registered(bornOn('1990-03-07')).started('2026-02-15');
    const onDay = (asOf: string) => due(on(story, asOf, dalarna({ weekendRule: true })), KIND)[0];
    expect(['2026-08-14', '2026-08-15', '2026-08-16'].map((asOf) => onDay(asOf)?.status)).toEqual([
      'open',
      'open',
      'overdue',
    ]);
    expect(onDay('2026-08-15')).not.toHaveProperty('latestLawfulOn');
    expect(found(on(story, '2026-08-16'), 'G-10')).toMatchObject([{ raisedOn: '2026-08-16', severity: 'warning' }]);
  });

  it('is as often as the agreement’s setting says, and none where it sets none or there is no agreement (G-10)', () => {
    expect(due(on(adult(), '2026-02-01', dalarna({ adultFollowUpMonths: 3 })), KIND)).toMatchObject([
      { dueOn: '2026-04-15' },
    ]);
    expect(due(on(adult(), '2026-02-01', dalarna({}, { rulePack: 'vetlanda-2023' })), KIND)).toHaveLength(1);
    expect(due(on(adult(), '2026-02-01', noAgreement), KIND)).toEqual([]);
  });

  it('ends with the placement and with the basis (G-10)', () => {
    expect(statuses(adult().ended('2026-05-01'), '2026-12-01')).toEqual(['cancelled']);
    expect(statuses(adult().ended('2026-07-16'), '2026-12-01')).toEqual(['overdue']);
    expect(statuses(adult().legalBasisChanged('2026-05-01', { act: 'LVM', interim: true }), '2026-12-01')).toEqual([
      'cancelled',
    ]);
  });

  it.each<[string, string, LegalBasis]>([
    ['LVU', '2006-05-01', { act: 'LVU', sections: ['3'], interim: false }],
    ['LVM', '1990-03-07', { act: 'LVM', interim: false }],
  ])('is not asked for by %s (G-10)', (_act, birthDate, legalBasis) => {
    const story = aCase()
      .registered({ ...bornOn(birthDate), legalBasis })
      .started('2026-01-15');
    expect(statuses(story, '2026-02-01')).toEqual([]);
  });

  it('is claimed of nobody whose birth date is erased', () => {
    const story = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' } })
      .started('2026-01-15');
    expect(statuses(story, '2026-02-01')).toEqual([]);
  });
});

describe('the follow-up of one who grows up in care by socialtjänstlagen', () => {
  const growing = (): CaseBuilder => aCase().registered(bornOn('2008-05-01')).started('2026-01-15');

  it('begins on the eighteenth birthday, when the statutory review ends; its dates are of the birth date (A-060, G-10)', () => {
    expect(statuses(growing(), '2026-04-30')).toEqual([]);
    for (const asOf of ['2026-05-01', '2026-05-02']) {
      const assessed = on(growing(), asOf);
      expect(due(assessed, 'reviewSoL')).toMatchObject([{ status: 'cancelled' }]);
      expect(due(assessed, KIND)).toMatchObject([
        { startsOn: '2026-05-01', dueOn: '2026-11-01', status: 'open', fromBirthDate: 'all' },
      ]);
    }
  });

  it('is set then by the clock: the birthday is a turning day (G-10)', () => {
    expect(on(growing(), '2026-04-30').turningDays).toContain('2026-05-01');
  });

  it('counts reviews from that day, and the next one from the review, which tells no birthday (G-10)', () => {
    const reviewed = (on_: string) => due(on(growing().reviewed(on_), '2026-06-01'), KIND);
    expect(reviewed('2026-04-30')).toMatchObject([{ startsOn: '2026-05-01', status: 'open' }]);
    const [first, next] = reviewed('2026-05-01');
    expect(first).toMatchObject({ status: 'met', fromBirthDate: 'all' });
    expect(next).toMatchObject({ startsOn: '2026-05-01', dueOn: '2026-11-01' });
    const [, later] = reviewed('2026-05-02');
    expect(later).toMatchObject({ startsOn: '2026-05-02', dueOn: '2026-11-02' });
    expect(later).not.toHaveProperty('fromBirthDate');
  });
});
