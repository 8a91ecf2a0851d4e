import fc from 'fast-check';
import {
  ACTS,
  addDays,
  inTimeThrough,
  isLawOn,
  statuteOn,
  type Case,
  type CaseAssessment,
  type Day,
  type LegalBasis,
  storyOf,
  type StatuteRef,
  type Why,
  assess,
} from '#domain';
import { courseOf } from '../story/course.js';
import { longestRuns } from '../compulsory-care/care-time.js';
import { aCase, dalarna, day, name, noAgreement, type CaseBuilder } from '../../../../test/support/case-builder.js';
import { area, due, found, on, whole } from '../../../../test/support/assessed.js';
import { someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { always } from '../../../../test/support/always.js';

const OLD = 'SoL 2001:453';
const NEW = 'SoL 2025:400';
const RESIDENCE = 'Folkbokföringslagen 1991:481';
/** Of an agreement that has no routine for secrecy. */
const SECRECY = 'OSL 2009:400';

/** A child placed by socialtjänstlagen on a day of the old act, considered three times. */
const child = (): CaseBuilder =>
  aCase()
    .registered({ plannedFrom: day('2024-01-15'), plannedTo: day('2026-12-31') }, { at: '2024-01-10' })
    .decided('2024-01-10')
    .started('2024-01-15')
    .reviewed('2024-07-10')
    .reviewed('2025-01-08');

const asked = (story: CaseBuilder, asOf: string): CaseAssessment => on(story, asOf, noAgreement);

describe('a child placed by socialtjänstlagen on 2024-01-15', () => {
  it('is considered by the act that is law on the due day: first 6:8 of the old, later 22:13 of the new (A-060, D5)', () => {
    expect(due(asked(child(), '2026-02-01'), 'reviewSoL')).toMatchObject([
      { startsOn: '2024-01-15', dueOn: '2024-07-15', why: { rule: 'A-060', statute: { act: OLD, section: '6:8' } } },
      { dueOn: '2025-01-10', why: { statute: { act: OLD, section: '6:8' } } },
      { dueOn: '2025-07-08', why: { statute: { act: NEW, section: '22:13' } } },
    ]);
  });

  it('has the care plan revised two years on, under 9:13 of the new act (S-010, D5)', () => {
    expect(due(asked(child(), '2024-02-01'), 'carePlanRevision')).toMatchObject([
      { startsOn: '2024-01-15', dueOn: '2026-01-15', why: { statute: { act: NEW, section: '9:13' } } },
    ]);
  });

  it('is told to the region under 11:3 a of the old act (A-071)', () => {
    expect(due(asked(child(), '2024-02-01'), 'healthExamination')).toMatchObject([
      { dueOn: '2024-01-15', why: { statute: { act: OLD, section: '11:3 a' } } },
    ]);
  });

  it('is told of a missed consideration under the act of the day on which it was due', () => {
    expect(found(asked(child(), '2026-02-01'), 'A-060')).toMatchObject([
      { raisedOn: '2025-07-09', why: { statute: { act: NEW, section: '22:13' } } },
    ]);
    const first = aCase()
      .registered({ plannedFrom: day('2024-12-30') }, { at: '2024-12-20' })
      .started('2024-12-30');
    expect(found(asked(first, '2026-02-01'), 'A-060')).toMatchObject([
      { raisedOn: '2025-07-01', why: { statute: { act: OLD, section: '6:8' } } },
    ]);
  });

  it('is whose by the act of the day asked; an earlier section is told only where it is known (A-076, A-090)', () => {
    const before = area(asked(child(), '2025-06-30'), 'housing')[0];
    expect(before).toMatchObject({ why: { rule: 'A-090' } });
    expect(before?.why).not.toHaveProperty('statute');
    expect(area(asked(child(), '2025-07-01'), 'housing')).toMatchObject([
      { why: { statute: { act: NEW, section: '29:2' } } },
    ]);
    expect(area(asked(child(), '2025-06-30'), 'healthcare')).toMatchObject([
      { why: { statute: { act: 'HSL 2017:30', section: '8:1' } } },
    ]);
  });

  it('has its legal basis read by the act of the day asked, of the last day where it has ended (A-056, A-059)', () => {
    const basisOf = (story: CaseBuilder, asOf: string): Why | undefined =>
      asked(story, asOf).responsibility?.legalBasis.why;
    expect(basisOf(child(), '2025-06-30')).toMatchObject({ rule: 'A-059' });
    expect(basisOf(child(), '2025-06-30')).not.toHaveProperty('statute');
    expect(basisOf(child(), '2025-07-01')).toMatchObject({ statute: { act: NEW, section: '21:1' } });
    expect(basisOf(child().ended('2025-06-30'), '2026-01-01')).not.toHaveProperty('statute');
  });

  it('has a lasting state judged by the act of the day it is raised, a fact by that of its own day (A-056)', () => {
    const withdrawn = (at: string): readonly { readonly why: Why }[] =>
      found(asked(child().consentWithdrawn(at), '2026-02-01'), 'A-059');
    expect(withdrawn('2025-07-01')).toMatchObject([{ why: { statute: { act: NEW, section: '21:1' } } }]);
    expect(withdrawn('2025-06-30')).toHaveLength(1);
    expect(withdrawn('2025-06-30')[0]?.why).not.toHaveProperty('statute');
  });

  it('is judged again on the day that one act takes another’s place', () => {
    const reviewed = child().reviewed('2025-01-20');
    expect(asked(reviewed, '2025-06-29').turningDays).toContain('2025-07-01');
    expect(asked(reviewed, '2025-07-01').turningDays).not.toContain('2025-07-01');
  });
});

describe('the six months of care by LVM', () => {
  const LVM: LegalBasis = { act: 'LVM', interim: false };
  const runsOf = (story: CaseBuilder) => {
    const course = courseOf(storyOf(story.theCase, noAgreement, day('2026-02-01'), name));
    return course ? longestRuns(course) : [];
  };
  const registered = aCase().registered({ legalBasis: LVM }, { at: '2026-01-02' });

  it('are those of the decision’s day, and run from the start (A-062, D5)', () => {
    const decided = registered.decided('2026-01-10', { legalBasis: LVM });
    expect(runsOf(decided.started('2026-01-15'))).toMatchObject([
      { decidedOn: '2026-01-10', from: '2026-01-15', lastDay: '2026-07-15' },
    ]);
    expect(runsOf(registered.started('2026-01-15'))).toMatchObject([{ decidedOn: '2026-01-15' }]);
  });

  it('are those of the day on which the basis became LVM', () => {
    const changed = aCase()
      .registered()
      .decided('2026-01-10')
      .started('2026-01-15')
      .legalBasisChanged('2026-01-20', LVM);
    expect(runsOf(changed)).toMatchObject([{ decidedOn: '2026-01-20', lastDay: '2026-07-20' }]);
  });
});

/** The case with every day moved, so that its story lies on both sides of the day one act took another's place. */
const moved = (theCase: Case, days: number): Case =>
  JSON.parse(JSON.stringify(theCase), (_key, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? addDays(day(value), days) : value,
  ) as Case;

interface Cited {
  readonly what: string;
  readonly why: Why;
  readonly on: Day;
}

/** Every why of an assessment, with the day whose law it is to cite (D5). */
function citedIn(assessment: CaseAssessment, endedOn: Day | undefined): readonly Cited[] {
  const { deadlines, findings, responsibility, asOf } = assessment;
  const missed = (raisedOn: Day, { statute }: Why): Day | undefined =>
    deadlines.find(
      (term) =>
        addDays(inTimeThrough(term), 1) === raisedOn && statute !== undefined && isSame(term.why.statute, statute),
    )?.dueOn;
  return [
    ...deadlines
      // The decision's day, which lies before: LVM has been one act all the time.
      .map(({ kind, why, dueOn }) => ({ what: kind, why, on: dueOn })),
    ...findings.map(({ rule, why, raisedOn }) => ({ what: rule, why, on: missed(raisedOn, why) ?? raisedOn })),
    ...(responsibility?.areas ?? []).map(({ kind, why }) => ({ what: kind, why, on: asOf })),
    ...(responsibility
      ? [
          {
            what: 'legal basis',
            why: responsibility.legalBasis.why,
            on: endedOn !== undefined && endedOn < asOf ? endedOn : asOf,
          },
        ]
      : []),
  ];
}

const isSame = (one: StatuteRef | undefined, other: StatuteRef): boolean =>
  one?.act === other.act && one.section === other.section;

describe('every why', () => {
  it('cites no act that was not law on the day that D5 names, and the one of that day where it is known', () => {
    const seen = new Set<string>();
    always(
      fc.property(someStory, someDay, fc.integer({ min: 200, max: 1000 }), (story, asOf, days) => {
        const theCase = moved(story.theCase, -days);
        const on = addDays(asOf, -days);
        const assessment = whole(assess(theCase, dalarna(), on, name));
        for (const { what, why, on: lawOf } of citedIn(assessment, assessment.placement?.endedOn)) {
          if (!why.statute) continue;
          seen.add(why.statute.act);
          expect([what, why.statute, lawOf, isLawOn(why.statute, lawOf)]).toEqual([what, why.statute, lawOf, true]);
          expect(statuteOn(why.statute, lawOf)).toEqual(why.statute);
        }
      }),
      { numRuns: 300 },
    );
    // A registration that moves to the home's own kommun (S-016) is seldom drawn.
    expect([...new Set([...seen, RESIDENCE])].sort()).toEqual(
      [RESIDENCE, 'HSL 2017:30', 'LVM 1988:870', 'LVU 1990:52', SECRECY, OLD, NEW].sort(),
    );
    expect(ACTS.map(({ act }) => act)).toEqual(expect.arrayContaining([...seen]));
  });
});
