import { aCase, aRegistration, day, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';
import { type LegalBasis } from '#domain';

const LVU3: LegalBasis = { act: 'LVU', sections: ['3'], interim: false };
const started = (): CaseBuilder => aCase().registered().decided('2026-01-12').started('2026-01-15');
const underLVU3 = (): CaseBuilder =>
  aCase()
    .registered({ legalBasis: LVU3 })
    .decided('2026-01-12', { legalBasis: LVU3, decidedBy: 'forvaltningsratt', consents: [] })
    .started('2026-01-15');

describe('the two months of an emergency placement', () => {
  const emergency = (): CaseBuilder => aCase().emergency({ registeredKommun: null }).started('2026-01-15');

  it('are kept when both halves are cleared in them (A-099)', () => {
    const story = emergency()
      .registrationEstablished('2080', '2026-02-01')
      .proposed('2026-01-15')
      .approvedByBoth('2026-03-15');
    expect(found(on(story, '2026-04-01'), 'A-099')).toEqual([]);
  });

  it('missed, each half is found apart, from the day after: a warning, and no loss of right (A-099)', () => {
    const story = emergency().proposed('2026-01-15').approvedByBoth('2026-03-20');
    expect(found(on(story, '2026-03-15'), 'A-099')).toEqual([]);
    const missed = on(story, '2026-03-16');
    expect(open(missed, 'A-099')).toMatchObject([
      { raisedOn: '2026-03-16', severity: 'warning', parties: ['kommun-2080.socialnamnden', 'region-20'] },
      { raisedOn: '2026-03-16', severity: 'warning' },
    ]);
    const fixed = on(story, '2026-03-20');
    expect(open(fixed, 'A-099')).toMatchObject([{ message_sv: expect.stringContaining('Folkbokföringskommunen') }]);
    expect(found(fixed, 'A-099').map(({ resolvedOn }) => resolvedOn ?? null)).toContain('2026-03-20');
  });
});

describe('follow-up', () => {
  it('of a child’s care by socialtjänstlagen is every sixth month (A-060)', () => {
    expect(found(on(started().reviewed('2026-07-14'), '2026-08-01'), 'A-060')).toEqual([]);
    expect(open(on(started(), '2026-07-16'), 'A-060')).toMatchObject([
      { raisedOn: '2026-07-16', why: { statute: { act: 'SoL 2025:400', section: '22:13' } } },
    ]);
  });

  it('of care by 3 § LVU is a reexamination: a consideration does not do (A-061)', () => {
    expect(found(on(underLVU3().reviewed('2026-07-01', { kind: 'reexamination' }), '2026-08-01'), 'A-061')).toEqual([]);
    const considered = on(underLVU3().reviewed('2026-07-01'), '2026-08-01');
    expect(open(considered, 'A-061')).toMatchObject([
      { raisedOn: '2026-07-01', severity: 'warning' },
      { raisedOn: '2026-07-16', severity: 'breach' },
    ]);
    const mended = on(
      underLVU3().reviewed('2026-07-01').reviewed('2026-07-20', { kind: 'reexamination' }),
      '2026-08-01',
    );
    expect(open(mended, 'A-061')).toEqual([]);
    expect(found(mended, 'A-061').map(({ resolvedOn }) => resolvedOn)).toEqual(['2026-07-20', '2026-07-20']);
  });

  it('decides that the placement goes on or ends: past its planned end with neither, it is flagged (A-078)', () => {
    expect(found(on(started(), '2026-07-14'), 'A-078')).toEqual([]);
    expect(open(on(started(), '2026-07-15'), 'A-078')).toMatchObject([{ raisedOn: '2026-07-15', severity: 'warning' }]);
    expect(found(on(started().reviewed('2026-07-10'), '2026-07-15'), 'A-078')).toEqual([]);
    expect(found(on(started().ended('2026-07-14'), '2026-08-01'), 'A-078')).toEqual([]);
    expect(found(on(started().ended('2026-07-20'), '2026-08-01'), 'A-078')).toMatchObject([
      { resolvedOn: '2026-07-20' },
    ]);
  });
});

describe('a review that lets the placement go on past its planned end', () => {
  it('is one from the last sixty days of the plan; an earlier one tells nothing of its end (A-078)', () => {
    expect(found(on(started().reviewed('2026-05-16'), '2026-07-15'), 'A-078')).toEqual([]);
    expect(open(on(started().reviewed('2026-05-15'), '2026-07-15'), 'A-078')).toHaveLength(1);
  });

  it('is made from the first day of the placement on; one before it is of another time (A-078)', () => {
    const short = (reviewedOn: string) =>
      on(
        aCase()
          .registered({ plannedTo: day('2026-02-14') })
          .started('2026-01-15')
          .reviewed(reviewedOn),
        '2026-02-15',
      );
    expect(found(short('2026-01-15'), 'A-078')).toEqual([]);
    expect(open(short('2026-01-14'), 'A-078')).toMatchObject([{ raisedOn: '2026-02-15' }]);
  });
});

describe('the notice on a health examination', () => {
  it('is given to the region when care starts (A-071)', () => {
    expect(found(on(started().healthExamination('notified', '2026-01-15'), '2026-02-01'), 'A-071')).toEqual([]);
    expect(open(on(started(), '2026-01-16'), 'A-071')).toMatchObject([
      { raisedOn: '2026-01-16', why: { statute: { section: '22:7' } } },
    ]);
    expect(found(on(started().healthExamination('notified', '2026-01-20'), '2026-02-01'), 'A-071')).toMatchObject([
      { resolvedOn: '2026-01-20' },
    ]);
  });
});

describe('dental treatment of a child away from home', () => {
  const treated = (data: Parameters<CaseBuilder['dentalContact']>[1], by = 'region-21') =>
    on(started().dentalContact('2026-02-10', data, { by }), '2026-03-01');

  it('is planned with the home region, and given at once when acute (A-083)', () => {
    expect(found(treated({ homeRegionContactedOn: day('2026-02-01') }), 'A-083')).toEqual([]);
    expect(found(treated({ kind: 'acute' }), 'A-083')).toEqual([]);
    expect(found(treated({}, 'region-20'), 'A-083')).toEqual([]);
  });

  it('is planned with it also where it was contacted the same day, and not the day after (A-083)', () => {
    expect(found(treated({ homeRegionContactedOn: day('2026-02-10') }), 'A-083')).toEqual([]);
    expect(found(treated({ homeRegionContactedOn: day('2026-02-11') }), 'A-083')).toMatchObject([
      { raisedOn: '2026-02-10', resolvedOn: '2026-02-11' },
    ]);
  });

  it('planned without is flagged (A-083)', () => {
    expect(open(treated({}), 'A-083')).toMatchObject([{ raisedOn: '2026-02-10', parties: ['region-20', 'region-21'] }]);
    expect(found(treated({ homeRegionContactedOn: day('2026-02-20') }), 'A-083')).toMatchObject([
      { resolvedOn: '2026-02-20' },
    ]);
  });

  it('of an adult is not asked about (A-083)', () => {
    const adult = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: day('1990-03-07') } })
      .started('2026-01-15')
      .dentalContact('2026-02-10', {}, { by: 'region-21' });
    expect(found(on(adult, '2026-03-01'), 'A-083')).toEqual([]);
  });
});

describe('regular dental care of a young person', () => {
  const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
  const treated = (birthDate: string, on_: string, kind: 'planned' | 'acute' = 'planned') =>
    found(
      on(
        aCase().registered(bornOn(birthDate)).started('2026-01-15').dentalContact(on_, { kind }, { by: 'region-20' }),
        '2027-06-01',
      ),
      'A-082',
    );

  it.each([
    ['2007-05-17', '2026-05-16', false],
    ['2007-05-17', '2026-05-17', false],
    ['2007-05-17', '2026-12-30', false],
    ['2007-05-17', '2026-12-31', false],
    ['2007-05-17', '2027-01-01', true],
    ['2007-05-17', '2027-01-02', true],
    ['2007-01-01', '2026-12-31', false],
    ['2007-01-01', '2027-01-01', true],
    ['2007-12-31', '2026-12-31', false],
    ['2007-12-31', '2027-01-01', true],
  ])(
    'of one born on %s is offered through the year of the nineteenth birthday: on %s flagged %s (A-082)',
    (born, on_, isFlagged) => {
      expect(treated(born, on_)).toMatchObject(
        isFlagged ? [{ severity: 'info', raisedOn: on_, parties: ['kommun-2080.socialnamnden', 'region-20'] }] : [],
      );
      expect(treated(born, on_)).toHaveLength(isFlagged ? 1 : 0);
    },
  );

  it('is not asked about when acute, of a child, of an adult or of one whose birth date is erased (A-082)', () => {
    expect(treated('2007-05-17', '2027-01-01', 'acute')).toEqual([]);
    expect(treated('2012-03-04', '2027-01-01')).toEqual([]);
    expect(treated('2006-01-01', '2026-12-31')).toHaveLength(1);
    expect(treated('2006-01-01', '2027-01-01')).toEqual([]);
    const erased = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' } })
      .started('2026-01-15')
      .dentalContact('2027-01-01', {}, { by: 'region-20' });
    expect(found(on(erased, '2027-06-01'), 'A-082')).toEqual([]);
  });
});

describe('what is self care', () => {
  it('is decided by the treating physician; another role is flagged (A-084)', () => {
    expect(found(on(started().selfCareDecided('2026-02-10'), '2026-03-01'), 'A-084')).toEqual([]);
    const nurse = started().selfCareDecided('2026-02-10', { decidedByRole: 'sjuksköterska' });
    expect(open(on(nurse, '2026-03-01'), 'A-084')).toMatchObject([{ severity: 'warning', parties: ['region-20'] }]);
  });
});
