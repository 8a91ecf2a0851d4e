import { aCase, aRegistration, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { due, found, on, open } from '../../../../test/support/assessed.js';
import { DEADLINE_LAW, type CareSection, type DeadlineKind, type LegalBasis } from '#domain';

const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: birthDate as never } });
const LVU = (...sections: CareSection[]): LegalBasis => ({ act: 'LVU', sections, interim: false });
const child = (): CaseBuilder => aCase().registered().started('2026-01-15');
const inCare = (legalBasis: LegalBasis, birthDate: string): CaseBuilder =>
  aCase()
    .registered({ ...bornOn(birthDate), legalBasis })
    .decided('2026-01-12', { legalBasis, decidedBy: 'forvaltningsratt', consents: [] })
    .started('2026-01-15');

describe('the consideration of care by 2 § LVU', () => {
  it('ends on the eighteenth birthday with the care (S-004)', () => {
    const story = inCare(LVU('2'), '2008-05-01');
    const [before] = due(on(story, '2026-04-30'), 'reviewLVU2');
    expect(before).toMatchObject({ dueOn: '2026-07-15', status: 'open' });
    for (const asOf of ['2026-05-01', '2026-09-01']) {
      const assessed = on(story, asOf);
      expect(due(assessed, 'reviewLVU2')).toMatchObject([
        { status: 'cancelled', cancelledOn: '2026-05-01', fromBirthDate: 'end' },
      ]);
      expect(found(assessed, 'A-061')).toEqual([]);
    }
  });

  it('falls away where the birthday is the last lawful day, and is missed where it is the day after (S-004, A-061)', () => {
    const born = (birthDate: string) => due(on(inCare(LVU('2'), birthDate), '2026-09-01'), 'reviewLVU2');
    expect(born('2008-07-14')).toMatchObject([{ status: 'cancelled', cancelledOn: '2026-07-14' }]);
    expect(born('2008-07-15')).toMatchObject([{ status: 'cancelled', cancelledOn: '2026-07-15' }]);
    expect(born('2008-07-16')).toMatchObject([{ status: 'overdue' }]);
  });

  it('counts no review from that day on, and asks for none (S-004)', () => {
    const reviewed = (on_: string) =>
      due(on(inCare(LVU('2'), '2008-05-01').reviewed(on_), '2026-12-01'), 'reviewLVU2').map(({ status }) => status);
    expect(reviewed('2026-04-30')).toEqual(['met', 'cancelled']);
    expect(reviewed('2026-05-01')).toEqual(['cancelled']);
    expect(reviewed('2026-05-02')).toEqual(['cancelled']);
  });

  it('leaves the reexamination where 3 § goes on, until the twenty-first birthday (S-004, A-061)', () => {
    const story = inCare(LVU('2', '3'), '2008-05-01').reviewed('2026-07-01', { kind: 'reexamination' });
    const grown = on(story, '2026-08-01');
    expect(due(grown, 'reviewLVU2')).toMatchObject([{ status: 'cancelled', cancelledOn: '2026-05-01' }]);
    expect(due(grown, 'reviewLVU3')).toMatchObject([{ status: 'met' }, { dueOn: '2027-01-01', status: 'open' }]);
    const at21 = inCare(LVU('3'), '2005-05-01');
    expect(due(on(at21, '2026-05-02'), 'reviewLVU3')).toMatchObject([
      { status: 'cancelled', cancelledOn: '2026-05-01', fromBirthDate: 'end' },
    ]);
  });

  it('is flagged for one grown up who is in care by 3 § alone, though the basis names both (S-004, A-061)', () => {
    const considered = (on_: string) =>
      found(on(inCare(LVU('2', '3'), '2008-05-01').reviewed(on_, { kind: 'consideration' }), on_), 'A-061').length;
    expect(['2026-04-30', '2026-05-01', '2026-05-02'].map(considered)).toEqual([0, 1, 1]);
  });

  it('claims no next one where the birth date is erased', () => {
    const story = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' }, legalBasis: LVU('2') })
      .started('2026-01-15')
      .reviewed('2026-07-01');
    expect(due(on(story, '2027-08-01'), 'reviewLVU2')).toMatchObject([{ status: 'met' }]);
  });
});

describe('what was missed before its cause went away', () => {
  it('stays missed: it is cancelled only where the end came no later than the last lawful day (A-060)', () => {
    // Due on Saturday, 18 July 2026: Monday the 20th is the last lawful day.
    const ended = (endedOn: string) => {
      const assessed = on(aCase().registered().started('2026-01-18').ended(endedOn), '2026-12-01');
      return [due(assessed, 'reviewSoL')[0]?.status, open(assessed, 'A-060').length, found(assessed, 'A-060').length];
    };
    expect(ended('2026-07-19')).toEqual(['cancelled', 0, 0]);
    expect(ended('2026-07-20')).toEqual(['cancelled', 0, 0]);
    expect(ended('2026-07-21')).toEqual(['overdue', 0, 1]);
    expect(ended('2026-10-01')).toEqual(['overdue', 0, 1]);
  });

  it('is told as missed, and its finding is over on the day of the end (A-060)', () => {
    const assessed = on(child().ended('2026-10-01'), '2026-12-01');
    const [missed] = due(assessed, 'reviewSoL');
    expect(missed).toMatchObject({ status: 'overdue', dueOn: '2026-07-15' });
    expect(missed).not.toHaveProperty('cancelledOn');
    expect(found(assessed, 'A-060')).toMatchObject([{ raisedOn: '2026-07-16', resolvedOn: '2026-10-01' }]);
  });

  it('stays missed where the basis changes (A-060, A-061)', () => {
    const changed = (from: string) =>
      due(on(child().legalBasisChanged(from, LVU('2')), '2026-12-01'), 'reviewSoL').map(({ status }) => status);
    expect([changed('2026-07-14'), changed('2026-07-15'), changed('2026-07-16')]).toEqual([
      ['cancelled'],
      ['cancelled'],
      ['overdue'],
    ]);
  });

  it('stays missed when the person turns eighteen (A-060)', () => {
    const story = aCase().registered(bornOn('2008-09-01')).started('2026-01-15');
    const [before] = due(on(story, '2026-08-31'), 'reviewSoL');
    expect(before).toMatchObject({ dueOn: '2026-07-15', status: 'overdue' });
    expect(before).not.toHaveProperty('fromBirthDate');
    const grown = on(story, '2026-09-01');
    expect(due(grown, 'reviewSoL')).toMatchObject([{ status: 'overdue', fromBirthDate: 'end' }]);
    expect(found(grown, 'A-060')).toMatchObject([{ resolvedOn: '2026-09-01', fromBirthDate: true }]);
  });

  it.each<[DeadlineKind, CaseBuilder, readonly string[]]>([
    [
      'emergencyRegistration',
      aCase().emergency({ registeredKommun: null }).started('2026-01-15'),
      ['2026-03-14', '2026-03-15', '2026-03-16'],
    ],
    ['healthExamination', child(), ['2026-01-15', '2026-01-15', '2026-01-16']],
    ['carePlanRevision', child(), ['2028-01-16', '2028-01-17', '2028-01-18']],
    ['reviewLVU3', inCare(LVU('3'), '2010-05-01'), ['2026-07-14', '2026-07-15', '2026-07-16']],
  ])('%s likewise', (kind, story, ends) => {
    expect(ends.map((end) => due(on(story.ended(end), '2028-06-01'), kind)[0]?.status)).toEqual([
      'cancelled',
      'cancelled',
      'overdue',
    ]);
  });
});

describe('a duty for which no time is counted', () => {
  it('does not roll over a weekend: lag 1930:173 moves the end of a time (S-018, A-071)', () => {
    const onlyCounted = Object.entries(DEADLINE_LAW).filter(([, law]) => law.rolls === 'always' && !('time' in law));
    expect(onlyCounted).toEqual([]);
  });

  it('is due on its day: the notice of a health examination on the Saturday on which care starts (S-018)', () => {
    // 17 January 2026 is a Saturday.
    const story = aCase().registered().started('2026-01-17');
    const statusOn = (asOf: string) => due(on(story, asOf), 'healthExamination').map(({ status }) => status);
    expect([statusOn('2026-01-17'), statusOn('2026-01-18'), statusOn('2026-01-19')]).toEqual([
      ['open'],
      ['overdue'],
      ['overdue'],
    ]);
    expect(due(on(story, '2026-01-17'), 'healthExamination')[0]).not.toHaveProperty('latestLawfulOn');
    const told = (on_: string) =>
      due(on(story.healthExamination('notified', on_), on_), 'healthExamination')[0]?.onTime;
    expect([told('2026-01-16'), told('2026-01-17'), told('2026-01-18')]).toEqual([undefined, true, false]);
  });
});
