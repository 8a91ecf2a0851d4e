import {
  aCase,
  aRegistration,
  dalarna,
  day,
  noAgreement,
  type CaseBuilder,
} from '../../../../test/support/case-builder.js';
import { due, on } from '../../../../test/support/assessed.js';
import { type LegalBasis } from '#domain';

const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: birthDate as never } });
const LVU = (interim: boolean, ...sections: ('2' | '3' | '6')[]): LegalBasis => ({ act: 'LVU', sections, interim });
const child = (): CaseBuilder => aCase().registered().started('2026-01-15');

describe('the two months of an emergency placement', () => {
  const emergency = (startedOn = '2026-01-15', registeredKommun: string | null = null): CaseBuilder =>
    aCase()
      .emergency({ registeredKommun: registeredKommun as never, plannedFrom: day(startedOn) }, { at: startedOn })
      .started(startedOn);

  it('run from the start for both halves apart, and end on a strict day (A-099)', () => {
    const assessed = on(emergency(), '2026-02-01');
    expect(due(assessed, 'emergencyCostAllocation')).toMatchObject([
      {
        startsOn: '2026-01-15',
        dueOn: '2026-03-15',
        status: 'open',
        responsible: ['kommun-2080.socialnamnden', 'region-20'],
        why: { rule: 'A-099' },
      },
    ]);
    expect(due(assessed, 'emergencyRegistration')).toMatchObject([{ dueOn: '2026-03-15', status: 'open' }]);
    expect(due(assessed, 'emergencyCostAllocation')[0]).not.toHaveProperty('latestLawfulOn');
  });

  it.each([
    ['2025-12-31', '2026-02-28', '2026-03-02'],
    ['2027-12-31', '2028-02-29', '2028-02-29'],
    ['2025-10-24', '2025-12-24', '2025-12-29'],
    ['2026-04-19', '2026-06-19', '2026-06-22'],
    ['2025-11-06', '2026-01-06', '2026-01-07'],
  ])('from %s end on %s, and only where the agreement says so go on to %s (A-099)', (from, dueOn, latestLawfulOn) => {
    const story = emergency(from);
    expect(due(on(story, from), 'emergencyCostAllocation')).toMatchObject([{ dueOn }]);
    const rolling = on(story, latestLawfulOn, dalarna({ weekendRule: true }));
    expect(due(rolling, 'emergencyCostAllocation')).toMatchObject([{ dueOn, latestLawfulOn, status: 'open' }]);
  });

  it('are met by the allocation that both have signed, in time or late (A-098, A-099)', () => {
    const signed = (signedOn: string) =>
      due(on(emergency().proposed('2026-01-15').approvedByBoth(signedOn), '2026-04-01'), 'emergencyCostAllocation');
    expect(signed('2026-03-15')).toMatchObject([{ status: 'met', metOn: '2026-03-15', onTime: true }]);
    expect(signed('2026-03-16')).toMatchObject([{ status: 'met', metOn: '2026-03-16', onTime: false }]);
    const byOne = emergency().proposed('2026-01-15').approved('2026-02-01');
    expect(due(on(byOne, '2026-03-16'), 'emergencyCostAllocation')).toMatchObject([{ status: 'overdue' }]);
  });

  it('are met for the registration when it is established, or from the start where it is known (A-099)', () => {
    const clear = emergency().registrationEstablished('2080', '2026-02-20');
    expect(due(on(clear, '2026-03-01'), 'emergencyRegistration')).toMatchObject([
      { status: 'met', metOn: '2026-02-20' },
    ]);
    expect(due(on(clear, '2026-02-19'), 'emergencyRegistration')).toMatchObject([{ status: 'open' }]);
    expect(due(on(emergency('2026-01-15', '2080'), '2026-02-01'), 'emergencyRegistration')).toMatchObject([
      { status: 'met', metOn: '2026-01-15', onTime: true },
    ]);
  });

  it('stand for the cost when the placement ends before, and fall away for the registration (A-099)', () => {
    const assessed = on(emergency().ended('2026-02-10'), '2026-03-16');
    expect(due(assessed, 'emergencyCostAllocation')).toMatchObject([{ status: 'overdue' }]);
    expect(due(assessed, 'emergencyRegistration')).toMatchObject([{ status: 'cancelled', cancelledOn: '2026-02-10' }]);
  });

  it('are the principals’ of the day, not those that a change told ahead makes of the due day (A-099)', () => {
    const story = emergency('2026-01-15', '2080').registrationChanged('0380', '2026-03-01', { at: '2026-02-01' });
    const responsible = (asOf: string) => due(on(story, asOf), 'emergencyCostAllocation')[0]?.responsible;
    expect(responsible('2026-02-28')).toEqual(['kommun-2080.socialnamnden', 'region-20']);
    expect(responsible('2026-03-01')).toEqual(['kommun-2080.socialnamnden', 'region-03']);
  });

  it('stay those of the due day’s principals when another region comes after it (A-099)', () => {
    const story = emergency('2026-01-15', '2080').registrationChanged('0380', '2026-03-16');
    expect(due(on(story, '2026-03-16'), 'emergencyCostAllocation')).toMatchObject([
      { status: 'overdue', responsible: ['kommun-2080.socialnamnden', 'region-20'] },
    ]);
  });

  it('are not started anew by a move between homes (A-099)', () => {
    const assessed = on(emergency().moved('2026-02-20'), '2026-03-01');
    expect(due(assessed, 'emergencyCostAllocation')).toMatchObject([{ dueOn: '2026-03-15' }]);
  });

  it('are as many as the agreement’s setting, and none for a planned placement or with no agreement (A-099)', () => {
    expect(due(on(emergency(), '2026-02-01', dalarna({ emergencyMonths: 3 })), 'emergencyRegistration')).toMatchObject([
      { dueOn: '2026-04-15' },
    ]);
    expect(due(on(emergency(), '2026-02-01', noAgreement), 'emergencyRegistration')).toEqual([]);
    expect(due(on(child(), '2026-02-01'), 'emergencyRegistration')).toEqual([]);
  });

  it('go when the start is taken back (A-099)', () => {
    const story = aCase().emergency().started('2026-01-15', { id: 's1' }).annulled('s1');
    expect(on(story, '2026-02-01').deadlines).toEqual([]);
  });
});

describe('the review of care', () => {
  it('of a child by socialtjänstlagen is due every sixth month from the one before (A-060)', () => {
    const story = child().reviewed('2026-07-01');
    expect(due(on(story, '2026-08-01'), 'reviewSoL')).toMatchObject([
      { startsOn: '2026-01-15', dueOn: '2026-07-15', status: 'met', metOn: '2026-07-01', onTime: true },
      { startsOn: '2026-07-01', dueOn: '2027-01-01', latestLawfulOn: '2027-01-04', status: 'open' },
    ]);
  });

  it('of a child by socialtjänstlagen is met by a reexamination, too, and by no follow-up (A-060)', () => {
    const reviewed = (kind: 'reexamination' | 'followUp') =>
      due(on(child().reviewed('2026-07-01', { kind }), '2026-08-01'), 'reviewSoL')[0]?.status;
    expect([reviewed('reexamination'), reviewed('followUp')]).toEqual(['met', 'overdue']);
  });

  it('may lawfully wait for the next weekday (A-060, lag 1930:173)', () => {
    const story = aCase().registered({}, { at: '2026-08-31' }).started('2026-08-31');
    expect(due(on(story, '2027-03-01'), 'reviewSoL')).toMatchObject([
      { dueOn: '2027-02-28', latestLawfulOn: '2027-03-01', status: 'open' },
    ]);
    expect(due(on(story, '2027-03-02'), 'reviewSoL')).toMatchObject([{ status: 'overdue' }]);
  });

  it('is not required of an adult by socialtjänstlagen (A-060, G-10)', () => {
    expect(due(on(aCase().registered(bornOn('1990-03-07')).started('2026-01-15'), '2026-02-01'), 'reviewSoL')).toEqual(
      [],
    );
  });

  it('ceases at eighteen (A-060)', () => {
    const story = aCase().registered(bornOn('2008-05-01')).started('2026-01-15');
    expect(due(on(story, '2026-04-30'), 'reviewSoL')).toMatchObject([{ status: 'open', fromBirthDate: 'end' }]);
    expect(due(on(story, '2026-05-01'), 'reviewSoL')).toMatchObject([
      { status: 'cancelled', cancelledOn: '2026-05-01' },
    ]);
  });

  it('that both a birthday and the end of the placement stop on one day is stopped by the birthday (A-060)', () => {
    const endedOn = (end: string) =>
      due(on(aCase().registered(bornOn('2008-05-01')).started('2026-01-15').ended(end), '2026-06-01'), 'reviewSoL');
    expect(endedOn('2026-05-01')).toMatchObject([{ cancelledOn: '2026-05-01', fromBirthDate: 'end' }]);
    const [before] = endedOn('2026-04-30');
    expect(before).toMatchObject({ cancelledOn: '2026-04-30' });
    expect(before).not.toHaveProperty('fromBirthDate');
  });

  it('counts from the first day of care, that day included; one made before it meets nothing (A-060)', () => {
    expect(due(on(child().reviewed('2026-01-15'), '2026-02-01'), 'reviewSoL')).toMatchObject([
      { dueOn: '2026-07-15', status: 'met', metOn: '2026-01-15' },
      { startsOn: '2026-01-15', dueOn: '2026-07-15', status: 'open' },
    ]);
    expect(due(on(child().reviewed('2026-01-14'), '2026-02-01'), 'reviewSoL')).toMatchObject([
      { dueOn: '2026-07-15', status: 'open' },
    ]);
  });

  it('falls away when the placement ends (A-060)', () => {
    expect(due(on(child().ended('2026-05-01'), '2026-08-01'), 'reviewSoL')).toMatchObject([{ status: 'cancelled' }]);
  });

  it('is kept where it was done though the birth date is erased, and no new one is claimed (A-060)', () => {
    const story = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' } })
      .started('2026-01-15')
      .reviewed('2026-07-01');
    expect(due(on(story, '2027-08-01'), 'reviewSoL')).toMatchObject([{ status: 'met' }]);
  });

  it('by 2 § LVU is a consideration and by 3 § a reexamination, each on its own (A-061)', () => {
    const story = aCase()
      .registered({ legalBasis: LVU(false, '2', '3') })
      .started('2026-01-15')
      .reviewed('2026-07-01');
    expect(due(on(story, '2026-08-01'), 'reviewLVU2')).toMatchObject([{ status: 'met' }, { dueOn: '2027-01-01' }]);
    expect(due(on(story, '2026-08-01'), 'reviewLVU3')).toMatchObject([{ dueOn: '2026-07-15', status: 'overdue' }]);
    expect(due(on(story, '2026-08-01'), 'reviewSoL')).toEqual([]);
  });

  it('by 3 § LVU counts from the care order, not from the immediate custody before it (A-061)', () => {
    const story = aCase()
      .registered({ legalBasis: LVU(true, '6') })
      .started('2026-01-15')
      .legalBasisChanged('2026-02-20', LVU(false, '3'));
    expect(due(on(story, '2026-02-19'), 'reviewLVU3')).toEqual([]);
    expect(due(on(story, '2026-03-01'), 'reviewLVU3')).toMatchObject([{ startsOn: '2026-02-20', dueOn: '2026-08-20' }]);
  });

  it('goes over with the legal basis: the old one is cancelled, the new one begins (A-060, A-061)', () => {
    const story = child().legalBasisChanged('2026-03-01', LVU(false, '2'));
    expect(due(on(story, '2026-04-01'), 'reviewSoL')).toMatchObject([
      { status: 'cancelled', cancelledOn: '2026-03-01' },
    ]);
    expect(due(on(story, '2026-04-01'), 'reviewLVU2')).toMatchObject([{ startsOn: '2026-03-01', dueOn: '2026-09-01' }]);
  });
});

describe('care by LVM', () => {
  const lvm: LegalBasis = { act: 'LVM', interim: true };

  it('goes on for six months at most from the immediate custody, whatever the weekday (A-062)', () => {
    const story = aCase()
      .registered({ ...bornOn('1990-03-07'), legalBasis: lvm })
      .started('2026-02-28')
      .legalBasisChanged('2026-03-09', { act: 'LVM', interim: false });
    const [maximum] = due(on(story, '2026-08-28'), 'lvmMaximum');
    expect(maximum).toMatchObject({ startsOn: '2026-02-28', dueOn: '2026-08-28', status: 'open' });
    expect(maximum).not.toHaveProperty('latestLawfulOn');
    expect(due(on(story, '2026-08-29'), 'lvmMaximum')).toMatchObject([{ status: 'overdue' }]);
    expect(due(on(story.ended('2026-08-28'), '2026-09-01'), 'lvmMaximum')).toMatchObject([
      { status: 'met', onTime: true },
    ]);
  });
});

describe('the notice on a health examination', () => {
  it('is due when care starts, and met when the region has been told (A-071, S-018)', () => {
    const story = aCase().registered().started('2026-01-17');
    expect(due(on(story, '2026-01-17'), 'healthExamination')).toMatchObject([
      { dueOn: '2026-01-17', status: 'open', responsible: ['kommun-2080.socialnamnden'] },
    ]);
    expect(due(on(story, '2026-01-18'), 'healthExamination')).toMatchObject([{ status: 'overdue' }]);
    const told = story.healthExamination('notified', '2026-01-12');
    expect(due(on(told, '2026-01-20'), 'healthExamination')).toMatchObject([{ status: 'met', onTime: true }]);
  });

  it('is given for one under twenty-one, and not for care by LVM (A-071)', () => {
    const born = (birthDate: string) =>
      due(on(aCase().registered(bornOn(birthDate)).started('2026-01-15'), '2026-02-01'), 'healthExamination');
    expect(born('2005-01-16')).toHaveLength(1);
    expect(born('2005-01-15')).toEqual([]);
    const byLVM = aCase()
      .registered({ legalBasis: { act: 'LVM', interim: false } })
      .started('2026-01-15');
    expect(due(on(byLVM, '2026-02-01'), 'healthExamination')).toEqual([]);
  });
});

describe('the first revision of a child’s care plan', () => {
  it('is due when the child has been placed for two years (SoL 9:13, A-078)', () => {
    expect(due(on(child(), '2026-02-01'), 'carePlanRevision')).toMatchObject([
      { dueOn: '2028-01-15', latestLawfulOn: '2028-01-17', status: 'open' },
    ]);
    const revised = child().carePlan('established', '2026-01-20').carePlan('revised', '2027-12-01');
    expect(due(on(revised, '2028-01-01'), 'carePlanRevision')).toMatchObject([{ status: 'met', metOn: '2027-12-01' }]);
  });

  it('counts from the first day of care, that day included (SoL 9:13)', () => {
    const revised = (on_: string) => due(on(child().carePlan('revised', on_), '2026-02-01'), 'carePlanRevision');
    expect(revised('2026-01-15')).toMatchObject([{ status: 'met', metOn: '2026-01-15' }]);
    expect(revised('2026-01-14')).toMatchObject([{ status: 'open' }]);
  });

  it('falls away at eighteen on the last day in time, and stands where the birthday comes the day after (SoL 9:13)', () => {
    // The two years end on a Saturday: it may lawfully wait until Monday, 17 January 2028.
    const born = (birthDate: string) =>
      due(on(aCase().registered(bornOn(birthDate)).started('2026-01-15'), '2028-01-18'), 'carePlanRevision');
    expect(born('2010-01-17')).toMatchObject([
      { status: 'cancelled', cancelledOn: '2028-01-17', fromBirthDate: 'end' },
    ]);
    const [after] = born('2010-01-18');
    expect(after).toMatchObject({ status: 'overdue', latestLawfulOn: '2028-01-17' });
    expect(after).not.toHaveProperty('fromBirthDate');
  });

  it('falls away at eighteen and with the placement', () => {
    const grown = aCase().registered(bornOn('2009-05-01')).started('2026-01-15');
    expect(due(on(grown, '2027-05-01'), 'carePlanRevision')).toMatchObject([
      { status: 'cancelled', fromBirthDate: 'end' },
    ]);
    expect(due(on(child().ended('2026-05-01'), '2028-06-01'), 'carePlanRevision')).toMatchObject([
      { status: 'cancelled' },
    ]);
  });
});
