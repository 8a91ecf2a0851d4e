import { type SchoolStep } from '#domain';
import { aCase, aRegistration, day, kommun, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { found, on } from '../../../../test/support/assessed.js';

type Phase = 'before' | 'during' | 'ending' | 'followUp';
const placed = (birthDate = '2012-03-04'): CaseBuilder =>
  aCase()
    .registered({ person: { ...aRegistration.person, birthDate: day(birthDate) } })
    .started('2026-01-15');
const told = (story: CaseBuilder, date: string, phase: Phase, ...covers: SchoolStep[]): CaseBuilder =>
  story.schooling(date, { phase, covers });
const flagged = (story: CaseBuilder, asOf = '2026-12-01') => found(on(story, asOf), 'A-073');

describe('the schooling of a placed child', () => {
  it('that says which steps of SAMS a phase covers is told of each that it lacks (A-073)', () => {
    expect(flagged(told(placed(), '2026-02-01', 'during', 'receivedBySchool', 'progressFollowed'))).toEqual([]);
    expect(flagged(told(placed(), '2026-02-01', 'during', 'receivedBySchool'))).toMatchObject([
      { severity: 'warning', raisedOn: '2026-02-01', parties: ['kommun-2080.socialnamnden'] },
    ]);
    expect(
      flagged(told(placed(), '2026-02-01', 'during')).map(({ message_sv }) => message_sv.split('. ').at(-1)),
    ).toEqual(
      expect.arrayContaining([
        'Fasen saknar ett steg: den mottagande skolan har tagit emot.',
        'Fasen saknar ett steg: skolgången är följd upp.',
      ]),
    );
  });

  it.each([
    ['before', 2],
    ['during', 2],
    ['ending', 3],
    ['followUp', 1],
  ] as const)('has in the phase %s so many steps: %d (A-073)', (phase, steps) => {
    expect(flagged(told(placed(), '2026-02-01', phase))).toHaveLength(steps);
  });

  it('is told no more of a step that a later word of the same phase covers (A-073)', () => {
    const first = told(placed(), '2026-02-01', 'during', 'receivedBySchool');
    expect(flagged(told(first, '2026-05-01', 'during', 'progressFollowed'))).toMatchObject([
      { raisedOn: '2026-02-01', resolvedOn: '2026-05-01' },
    ]);
    expect(
      flagged(told(first, '2026-05-01', 'ending', 'progressFollowed', 'nextSchoolPlanned', 'schoolInformed')),
    ).toHaveLength(2);
  });

  it('that says nothing of steps, or is an adult’s, is asked for none (A-073)', () => {
    expect(flagged(placed().schooling('2026-02-01'))).toEqual([]);
    expect(flagged(told(placed('2005-02-01'), '2026-02-01', 'during'))).toEqual([]);
    expect(flagged(told(placed('2005-02-02'), '2026-02-01', 'during'))).toHaveLength(2);
  });

  it('changes to a school in another kommun after the phase before placement (A-073)', () => {
    const at = (code: string, phase: Phase) => ({ phase, schoolKommun: kommun(code) });
    const first = placed().schooling('2026-02-01', at('2081', 'during'));
    expect(flagged(first.schooling('2026-08-20', at('2081', 'during')))).toEqual([]);
    expect(flagged(first.schooling('2026-08-20', at('2082', 'during')))).toMatchObject([
      { severity: 'warning', raisedOn: '2026-08-20' },
    ]);
    const prepared = (date: string, code = '2082') =>
      flagged(first.schooling('2026-08-20', at('2082', 'during')).schooling(date, at(code, 'before')));
    expect(prepared('2026-08-20')).toEqual([]);
    expect(prepared('2026-02-01')).toEqual([]);
    expect(prepared('2026-01-31')).toHaveLength(1);
    expect(prepared('2026-06-01', '2083')).toHaveLength(1);
    expect(prepared('2026-08-21')).toMatchObject([{ raisedOn: '2026-08-20', resolvedOn: '2026-08-21' }]);
  });

  it('is told no more of an unprepared change when the placement has ended, or the school changes again (A-073)', () => {
    const at = (code: string) => ({ phase: 'during', schoolKommun: kommun(code) }) as const;
    const changed = placed().schooling('2026-02-01', at('2081')).schooling('2026-08-20', at('2082'));
    expect(flagged(changed.ended('2026-09-01'))).toMatchObject([{ resolvedOn: '2026-09-01' }]);
    expect(flagged(changed.schooling('2026-10-01', at('2083')))).toMatchObject([
      { resolvedOn: '2026-10-01' },
      { raisedOn: '2026-10-01' },
    ]);
  });
});
