import { accepted, waiting, type LegalBasis } from '#domain';
import { aCase, day, kommun, party, PLACING_PARTY, REGION, uuid } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

const OTHER_REGION = party('region-17');

describe('a placement', () => {
  it('is opened by a kommun (A-001)', () => {
    expect(answerTo(aCase().registered())).toEqual(accepted);
    expect(refusalOf(aCase().registered({}, { by: REGION }))).toMatchObject({ code: 'NotYourFactToState' });
  });

  it('is opened once', () => {
    expect(refusalOf(aCase().registered().registered())).toEqual({ code: 'AlreadyRegistered' });
  });

  it('has a planned period that ends no earlier than it begins; one without goals is taken and flagged (A-007)', () => {
    expect(answerTo(aCase().registered({ plannedTo: day('2026-01-15'), goals: [] }))).toEqual(accepted);
    expect(refusalOf(aCase().registered({ plannedTo: day('2026-01-14') }))).toEqual({
      code: 'PeriodEndsBeforeItBegins',
      pointer: '/data/plannedTo',
      from: '2026-01-15',
      to: '2026-01-14',
    });
  });

  it('is of one who has been born', () => {
    const born = (birthDate: string) =>
      aCase().registered({
        person: { personId: uuid('person/A'), birthDate: day(birthDate), legalSex: 'male', protection: 'none' },
      });
    expect(answerTo(born('2026-01-10'))).toEqual(accepted);
    expect(refusalOf(born('2026-01-11'))).toMatchObject({
      code: 'DateInTheFuture',
      pointer: '/data/person/birthDate',
    });
  });

  it('asks where one stays permanently only where folkbokföring is protected (HSL 8:1)', () => {
    const protectedAs = (protection: 'none' | 'skyddadFolkbokforing') =>
      aCase().registered({
        person: {
          personId: uuid('person/A'),
          birthDate: day('2012-03-04'),
          legalSex: 'male',
          protection,
          staysPermanentlyIn: kommun('2081'),
        },
      });
    expect(answerTo(protectedAs('skyddadFolkbokforing'))).toEqual(accepted);
    expect(refusalOf(protectedAs('none'))).toMatchObject({
      code: 'FieldNotAllowedHere',
      pointer: '/data/person/staysPermanentlyIn',
    });
  });

  it('at a private home without a permit is accepted, and flagged (A-009)', () => {
    const withoutPermit = {
      hvbId: uuid('hvb/H9'),
      name: 'Utan tillstånd',
      kind: 'private' as const,
      kommun: kommun('2081'),
      providesHealthcare: true,
      inCaregiverRegister: false,
    };
    expect(answerTo(aCase().registered({ hvb: withoutPermit }))).toEqual(accepted);
  });
});

describe('a legal basis', () => {
  const basis = (legalBasis: LegalBasis) => aCase().registered({ legalBasis });

  it('tells its sections where it is LVU, and only there (A-054)', () => {
    expect(answerTo(basis({ act: 'LVU', sections: ['2', '3'], interim: false }))).toEqual(accepted);
    expect(answerTo(basis({ act: 'LVM', interim: true }))).toEqual(accepted);
    expect(refusalOf(basis({ act: 'SoL', sections: ['2'], interim: false }))).toEqual({
      code: 'FieldNotAllowedHere',
      pointer: '/data/legalBasis/sections',
      expected: 'LVU',
    });
    expect(refusalOf(basis({ act: 'LVU', interim: false }))).toMatchObject({ code: 'FieldRequiredHere' });
    expect(refusalOf(basis({ act: 'LVU', sections: [], interim: false }))).toMatchObject({ code: 'FieldRequiredHere' });
  });

  it('names no section that its act lacks (A-054)', () => {
    expect(refusalOf(basis({ act: 'LVU', sections: ['2', '9' as never], interim: false }))).toEqual({
      code: 'FieldNotAllowedHere',
      pointer: '/data/legalBasis/sections',
      expected: '2, 3, 6',
    });
  });

  it('is held to the same in a decision and in a change (A-054)', () => {
    const wrong: LegalBasis = { act: 'LVM', sections: ['3'], interim: false };
    expect(refusalOf(aCase().registered().decided('2026-01-10', { legalBasis: wrong }))).toMatchObject({
      pointer: '/data/legalBasis/sections',
    });
    expect(refusalOf(aCase().registered().legalBasisChanged('2026-01-12', wrong))).toMatchObject({
      pointer: '/data/legalBasis/sections',
    });
  });

  it('may change on a day ahead, but not after the end', () => {
    const sol: LegalBasis = { act: 'SoL', interim: false };
    expect(answerTo(aCase().registered().legalBasisChanged('2026-05-01', sol, { at: '2026-01-12' }))).toEqual(accepted);
    const ended = aCase().registered().started('2026-01-15').ended('2026-02-01');
    expect(answerTo(ended.legalBasisChanged('2026-02-01', sol))).toEqual(accepted);
    expect(refusalOf(ended.legalBasisChanged('2026-02-02', sol))).toEqual({ code: 'CaseEnded', endedOn: '2026-02-01' });
  });
});

describe('a decision on placement', () => {
  it('is told by the nämnd that places, not by the region nor another nämnd (A-053, D-026)', () => {
    expect(answerTo(aCase().registered().decided('2026-01-12'))).toEqual(accepted);
    for (const by of [REGION, 'kommun-2081.socialnamnden', 'kommun-2080.aldrenamnden', 'kommun-2080']) {
      expect(refusalOf(aCase().registered().decided('2026-01-12', {}, { by }))).toEqual({
        code: 'NotYourFactToState',
        by,
        allowed: [PLACING_PARTY],
        rule: 'A-053',
      });
    }
  });

  it('has been taken, with consents that have been given', () => {
    const told = { at: '2026-01-12' };
    expect(refusalOf(aCase().registered().decided('2026-01-13', {}, told))).toEqual({
      code: 'DateInTheFuture',
      pointer: '/data/decidedOn',
      on: '2026-01-13',
      today: '2026-01-12',
    });
    const consents = [
      { by: 'guardian', on: day('2026-01-12') },
      { by: 'guardian', on: day('2026-01-13') },
    ] as const;
    expect(refusalOf(aCase().registered().decided('2026-01-12', { consents }))).toMatchObject({
      pointer: '/data/consents/1/on',
    });
  });

  it('without the consents it needs, or without a best-interests assessment, is accepted and flagged (A-014, A-056)', () => {
    const bare = { consents: [], bestInterestsAssessed: false };
    expect(answerTo(aCase().registered().decided('2026-01-12', bare))).toEqual(accepted);
  });

  it('is told once under its id', () => {
    expect(refusalOf(aCase().registered().decided('2026-01-12').decided('2026-01-13'))).toEqual({
      code: 'AlreadySaid',
      pointer: '/data/decisionId',
      names: uuid('decision/B1'),
    });
  });
});

describe('what is said before the placement is registered', () => {
  it('waits where the region says it: parties are not ordered among each other', () => {
    expect(answerTo(aCase().clarified({}, { by: REGION }))).toEqual(waiting({ what: 'placement' }));
    expect(answerTo(aCase().proposed('2026-01-15', {}, { by: REGION }))).toEqual(waiting({ what: 'placement' }));
    expect(answerTo(aCase().approved('2026-01-15', {}, { by: 'kommun-2081.socialnamnden' }))).toEqual(
      waiting({ what: 'placement' }),
    );
  });

  it('is refused where the kommun says it: its own registration comes first', () => {
    expect(refusalOf(aCase().started('2026-01-15'))).toMatchObject({ code: 'UnknownReference', pointer: '/subject' });
  });
});

describe('folkbokföring', () => {
  const registered = aCase().emergency({ registeredKommun: null });

  it('is cleared by the placing nämnd, once it is clear (A-099)', () => {
    expect(answerTo(registered.registrationEstablished('2080', '2026-02-01'))).toEqual(accepted);
    expect(refusalOf(registered.registrationEstablished('2080', '2026-02-01', { at: '2026-01-31' }))).toMatchObject({
      code: 'DateInTheFuture',
    });
    expect(refusalOf(registered.registrationEstablished('2080', '2026-02-01', { by: REGION }))).toMatchObject({
      code: 'NotYourFactToState',
    });
  });

  it('moves on a day that may lie ahead, told by the kommun, the region left or the region come to (A-076)', () => {
    for (const by of [PLACING_PARTY, REGION, OTHER_REGION]) {
      const told = registered.registrationChanged('1780', '2026-03-01', { by, at: '2026-02-01' });
      expect(answerTo(told)).toEqual(accepted);
    }
    expect(refusalOf(registered.registrationChanged('1780', '2026-03-01', { by: 'region-01' }))).toMatchObject({
      code: 'NotYourFactToState',
      rule: 'A-076',
    });
  });
});

describe('care during a placement', () => {
  const started = aCase().registered().started('2026-01-15');

  it('has its health examination notified by the nämnd and done by the region (A-071)', () => {
    expect(answerTo(started.healthExamination('notified', '2026-01-16'))).toEqual(accepted);
    expect(answerTo(started.healthExamination('done', '2026-01-20'))).toEqual(accepted);
    expect(refusalOf(started.healthExamination('done', '2026-01-20', { by: PLACING_PARTY }))).toMatchObject({
      allowed: [REGION],
    });
    expect(refusalOf(started.healthExamination('notified', '2026-01-16', { by: REGION }))).toMatchObject({
      allowed: [PLACING_PARTY],
    });
  });

  it('has its health examination offered by the region, whose offer it is, or by the nämnd for it (S-018)', () => {
    for (const by of [REGION, PLACING_PARTY]) {
      expect(answerTo(started.healthExamination('offered', '2026-01-18', { by }))).toEqual(accepted);
    }
    expect(refusalOf(started.healthExamination('offered', '2026-01-18', { by: OTHER_REGION }))).toMatchObject({
      code: 'NotYourFactToState',
      rule: 'S-018',
      allowed: [REGION, PLACING_PARTY],
    });
    expect(refusalOf(started.healthExamination('waived', '2026-01-18', { by: REGION }))).toMatchObject({
      allowed: [PLACING_PARTY],
    });
  });

  it('is told by the region that gives it: at home, where the home lies, or by its measure (A-083)', () => {
    expect(answerTo(started.dentalContact('2026-02-01'))).toEqual(accepted);
    const byOther = (story: typeof started) => story.dentalContact('2026-02-01', {}, { by: OTHER_REGION });
    expect(refusalOf(byOther(started))).toMatchObject({ code: 'NotYourFactToState', rule: 'A-083' });
    const hvb = {
      hvbId: uuid('hvb/H3'),
      name: 'Ekeby',
      kind: 'municipal',
      kommun: kommun('1780'),
      providesHealthcare: false,
    } as const;
    expect(answerTo(byOther(started.moved('2026-01-20', { hvb })))).toEqual(accepted);
    const measure = {
      measureId: uuid('measure/M3'),
      kind: 'dental',
      title: 'Tand',
      responsible: [OTHER_REGION],
    } as const;
    expect(answerTo(byOther(started.clarified({ measures: [measure] })))).toEqual(accepted);
  });

  it('has self-care decided by the region, whatever the role (A-084)', () => {
    expect(answerTo(started.selfCareDecided('2026-02-01', { decidedByRole: 'sjuksköterska' }))).toEqual(accepted);
    expect(refusalOf(started.selfCareDecided('2026-02-01', {}, { by: PLACING_PARTY }))).toMatchObject({
      rule: 'A-084',
    });
  });

  it('is followed up by the nämnd, on days that have come (A-060, A-061, A-078)', () => {
    const told = [
      started.reviewed('2026-07-01'),
      started.childHeard('2026-02-01'),
      started.schooling('2026-02-01'),
      started.carePlan('established', '2026-02-01'),
      started.consentGiven('2026-02-01'),
      started.consentWithdrawn('2026-02-01'),
    ];
    for (const story of told) {
      expect(answerTo(story)).toEqual(accepted);
      expect(refusalOf(story, '2026-01-31')).toMatchObject({ code: 'DateInTheFuture', pointer: '/data/on' });
    }
    expect(refusalOf(started.reviewed('2026-07-01', {}, { by: REGION }))).toMatchObject({ allowed: [PLACING_PARTY] });
  });
});
