import { type AssessmentPart } from '#domain';
import { aCase, aRegistration, day, uuid, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { found, on, open } from '../../../../test/support/assessed.js';
import { ASSESSED_OF_ADULT, ASSESSED_OF_CHILD } from '../placement/facts/assessed.data.js';

const bornOn = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });
const decided = (birthDate: string, covers?: readonly AssessmentPart[]): CaseBuilder =>
  aCase()
    .registered(bornOn(birthDate))
    .decided('2026-01-12', covers ? { assessment: { covers } } : {});
const without = (parts: readonly AssessmentPart[], ...missing: AssessmentPart[]) =>
  parts.filter((part) => !missing.includes(part));
const CHILD = '2012-03-04';
const ADULT = '1990-03-07';

describe('the assessment of a child before a decision', () => {
  it('covers what the agreement names, and of one that is not told nothing is claimed (A-065)', () => {
    for (const story of [decided(CHILD, ASSESSED_OF_CHILD), decided(CHILD)]) {
      expect(found(on(story, '2026-02-01'), 'A-065')).toEqual([]);
      expect(found(on(story, '2026-02-01'), 'A-066')).toEqual([]);
    }
  });

  it('is flagged for each part that its list misses, from the day of the decision (A-065)', () => {
    const story = decided(CHILD, without(ASSESSED_OF_CHILD, 'oralHealth', 'attitudes'));
    expect(found(on(story, '2026-01-11'), 'A-065')).toEqual([]);
    const seen = open(on(story, '2026-01-12'), 'A-065');
    expect(seen).toMatchObject([
      { severity: 'warning', raisedOn: '2026-01-12', parties: ['kommun-2080.socialnamnden'] },
      { severity: 'warning', raisedOn: '2026-01-12' },
    ]);
    expect(seen.map(({ message_sv }) => message_sv.split('. ').at(-1)).sort()).toEqual([
      'Det som är uppgivet omfattar inte barnets och vårdnadshavares inställning.',
      'Det som är uppgivet omfattar inte oral hälsa.',
    ]);
    expect(seen.some(({ message_en }) => message_en.endsWith('does not cover oral health.'))).toBe(true);
  });

  it('misses all of it where the list is empty, and what is asked of adults beside it changes nothing (A-065)', () => {
    expect(found(on(decided(CHILD, []), '2026-02-01'), 'A-065')).toHaveLength(ASSESSED_OF_CHILD.length);
    const more = [...ASSESSED_OF_CHILD, 'lifeSituation', 'structuredEnvironment'] as const;
    expect(found(on(decided(CHILD, more), '2026-02-01'), 'A-065')).toEqual([]);
  });

  it('is over with the next decision, or with the placement (A-065)', () => {
    const story = decided(CHILD, without(ASSESSED_OF_CHILD, 'oralHealth'));
    const next = story.decided('2026-03-02', { decisionId: uuid('decision/B2') });
    expect(open(on(next, '2026-03-01'), 'A-065')).toHaveLength(1);
    expect(found(on(next, '2026-03-02'), 'A-065')).toMatchObject([{ resolvedOn: '2026-03-02' }]);
    const ended = story.started('2026-01-15').ended('2026-02-02');
    expect(found(on(ended, '2026-02-02'), 'A-065')).toMatchObject([{ resolvedOn: '2026-02-02' }]);
  });
});

describe('the assessment of an adult before a decision', () => {
  it('covers what the agreement names of adults, and is flagged where it does not (A-066)', () => {
    expect(found(on(decided(ADULT, ASSESSED_OF_ADULT), '2026-02-01'), 'A-066')).toEqual([]);
    const story = decided(ADULT, without(ASSESSED_OF_ADULT, 'lifeSituation'));
    expect(open(on(story, '2026-01-12'), 'A-066')).toMatchObject([
      { severity: 'warning', raisedOn: '2026-01-12', message_sv: expect.stringContaining('livssituation.') as string },
    ]);
    expect(found(on(story, '2026-01-12'), 'A-065')).toEqual([]);
  });

  it.each([
    ['the day before the eighteenth birthday', '2008-01-13', 'A-065', 'A-066'],
    ['on the eighteenth birthday', '2008-01-12', 'A-066', 'A-065'],
    ['the day after it', '2008-01-11', 'A-066', 'A-065'],
  ] as const)('is asked by age on the day of the decision: %s by %3$s', (_when, birthDate, asked, other) => {
    const assessed = on(decided(birthDate, []), '2026-06-01');
    expect(found(assessed, asked).length).toBeGreaterThan(0);
    expect(found(assessed, other)).toEqual([]);
  });

  it('of one whose birth date is erased, nobody can tell what was to be covered (A-065, A-066)', () => {
    const story = aCase()
      .registered({ person: { ...aRegistration.person, birthDate: 'erased' } })
      .decided('2026-01-12', { assessment: { covers: [] } });
    expect([...found(on(story, '2026-02-01'), 'A-065'), ...found(on(story, '2026-02-01'), 'A-066')]).toEqual([]);
  });
});
