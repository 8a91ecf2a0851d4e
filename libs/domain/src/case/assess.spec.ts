import fc from 'fast-check';
import { assess, deadlineStatus, findingStatus, partyKind, storyOf, type CaseAssessment, type Day } from '#domain';
import {
  aCase,
  aLine,
  aRegistration,
  dalarna,
  day,
  name,
  noAgreement,
  shares,
  uuid,
} from '../../../../test/support/case-builder.js';
import { reordered, someDay, someStory } from '../../../../test/support/arbitrary-case.js';
import { found, on, whole } from '../../../../test/support/assessed.js';
import { always } from '../../../../test/support/always.js';
import { knownBy } from '../../../../test/support/known-by.js';

const FAR = day('2029-12-31');

/** What a view shows: everything but when the clock looks next. */
const shown = ({ turningDays: _clock, turningDaysByBirth: _too, ...views }: CaseAssessment) => views;

/** What deadlines and findings answer on a day, whichever day they were assessed on. */
const standing = ({ deadlines, findings }: CaseAssessment, asOf: Day) => ({
  deadlines: deadlines
    .filter(({ startsOn }) => startsOn <= asOf)
    .map((term) => [term.deadlineId, term.dueOn, term.latestLawfulOn, deadlineStatus(term, asOf), term.responsible]),
  findings: findings
    .filter(({ raisedOn }) => raisedOn <= asOf)
    .map((one) => [one.findingId, one.raisedOn, one.severity, findingStatus(one, asOf), one.parties, one.message_sv]),
});

describe('an assessment', () => {
  it('is the same in whatever order the same facts came', () => {
    always(
      fc.property(someStory, someDay, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (story, asOf, seed) => {
        const other = { ...story.theCase, facts: reordered(story, seed) };
        expect(whole(assess(other, dalarna(), asOf, name))).toEqual(on(story, asOf));
      }),
    );
  });

  it('of the past does not change when the future arrives', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const known = knownBy(story, asOf);
        const then = assess({ ...story.theCase, facts: known }, dalarna(), asOf, name);
        expect(shown(on(story, asOf))).toEqual(shown(whole(then)));
      }),
    );
  });

  it('read on an earlier day answers as that day’s own, as long as no fact counts between', () => {
    always(
      fc.property(someStory, someDay, fc.nat({ max: 400 }), (story, asOf, ahead) => {
        const { later } = storyOf(story.theCase, dalarna(), asOf, name);
        const end = later[0] ?? FAR;
        const inSpan = [asOf, ...on(story, asOf).turningDays.filter((turn) => turn < end)];
        const last = inSpan[ahead % inSpan.length] ?? asOf;
        expect(standing(on(story, last), asOf)).toEqual(standing(on(story, asOf), asOf));
      }),
    );
  });

  it('answers the same on every day until its next turning day', () => {
    always(
      fc.property(someStory, someDay, fc.nat({ max: 400 }), (story, asOf, ahead) => {
        const here = on(story, asOf);
        const next = here.turningDays[0] ?? FAR;
        const between = dayBefore(next, asOf, ahead);
        expect(standing(on(story, between), between)).toEqual(standing(here, asOf));
      }),
    );
  });

  it('turns on the birthdays that the law counts by: the fifteenth, the eighteenth, the twentieth and the twenty-first, and no other (A-003, A-056, A-058)', () => {
    const birthdays = (asOf: string) =>
      on(aCase().registered().decided('2026-01-12').started('2026-01-15'), asOf).turningDays.filter((turn) =>
        turn.endsWith('-03-04'),
      );
    expect(birthdays('2026-02-01')).toEqual(['2027-03-04', '2030-03-04', '2032-03-04', '2033-03-04']);
    expect(birthdays('2027-03-03')[0]).toBe('2027-03-04');
    expect(birthdays('2027-03-04')).toEqual(['2030-03-04', '2032-03-04', '2033-03-04']);
  });

  it('no longer turns on a birthday once the placement has ended, nor where the birth date is erased', () => {
    const erased = { person: { ...aRegistration.person, birthDate: 'erased' as const } };
    const ended = aCase().registered().started('2026-01-15').ended('2026-02-10');
    for (const story of [ended, aCase().registered(erased).started('2026-01-15')]) {
      expect(on(story, '2026-03-01').turningDays.filter((turn) => turn.endsWith('-03-04'))).toEqual([]);
    }
  });

  it('takes a birth date that is an estimate for the birth date, wherever an age decides (2d)', () => {
    const { person } = aRegistration;
    const told = (marked: object) =>
      aCase()
        .registered({ person: { ...person, ...marked } })
        .started('2026-01-15');
    const known = on(told({}), '2027-03-04');
    expect(known.turningDays.filter((turn) => turn.endsWith('-03-04'))).not.toEqual([]);
    expect(on(told({ birthDateEstimated: true }), '2027-03-04')).toEqual(known);
  });

  it('of a corrected history is the one that was right from the start', () => {
    always(
      fc.property(someDay, someDay, someDay, someDay, (wrong, right, decidedOn, asOf) => {
        const told = (startedOn: Day) =>
          aCase().emergency().decided(decidedOn, {}, { id: 'd' }).started(startedOn, { id: 's', at: '2026-01-10' });
        const corrected = told(wrong).started(right, { id: 's2', corrects: 's', at: '2026-01-11' });
        const idsApart = (text: string) => text.replaceAll(idOf('s2'), idOf('s'));
        const idOf = (id: string) => uuid(`event/kommun-2080.socialnamnden/placement/${id}`);
        expect(idsApart(JSON.stringify(shown(on(corrected, asOf))))).toEqual(
          JSON.stringify(shown(on(told(right), asOf))),
        );
      }),
    );
  });

  it('never has a finding before its day, nor two of one id', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const { findings, deadlines, turningDays } = on(story, asOf);
        expect(findings.every(({ raisedOn }) => raisedOn <= asOf)).toBe(true);
        expect(
          findings.filter(({ raisedOn, resolvedOn }) => resolvedOn !== undefined && resolvedOn < raisedOn),
        ).toEqual([]);
        expect(new Set(findings.map(({ findingId }) => findingId)).size).toBe(findings.length);
        expect(new Set(deadlines.map(({ deadlineId }) => deadlineId)).size).toBe(deadlines.length);
        expect([...turningDays].sort()).toEqual(turningDays);
        expect(turningDays.every((turn) => turn > asOf)).toBe(true);
      }),
    );
  });

  it('has at every instant one region legally responsible for health care, and one acting (A-075, A-076, A-079)', () => {
    always(
      fc.property(someStory, someDay, (story, asOf) => {
        const { responsibility, placement } = on(story, asOf);
        const areas = responsibility?.areas.filter(({ kind }) => kind === 'psychiatry') ?? [];
        const rows = areas.filter(({ responsible }) => partyKind(responsible) === 'region');
        expect(rows).toHaveLength(placement?.status === 'annulled' ? 0 : 1);
        if (rows.length > 0) expect(rows[0]?.acting).not.toBe(rows[0]?.responsible);
      }),
    );
  });

  it('gives an answer for an erased birth date, and none of its dates tells one', () => {
    const story = aCase()
      .registered({ person: { ...aCasePerson(), birthDate: 'erased' } })
      .decided('2026-01-12')
      .started('2026-01-15');
    const assessed = on(story, '2027-01-01');
    expect(assessed.placement?.status).toBe('started');
    expect([...assessed.deadlines, ...assessed.findings].filter(({ fromBirthDate }) => fromBirthDate)).toEqual([]);
  });
});

const aCasePerson = () => ({ personId: uuid('person/A'), legalSex: 'female', protection: 'none' }) as const;

/** Some day from `asOf` to the day before `next`. */
function dayBefore(next: Day, asOf: Day, ahead: number): Day {
  const days = Math.round((Date.parse(next) - Date.parse(asOf)) / 86_400_000);
  return day(new Date(Date.parse(asOf) + (ahead % days) * 86_400_000).toISOString().slice(0, 10));
}

describe('the head of a case', () => {
  it('is none before anything is registered', () => {
    expect(on(aCase(), '2026-02-01')).toMatchObject({
      placement: null,
      responsibility: null,
      deadlines: [],
      findings: [],
    });
  });

  it('goes from registered to decided, started and ended, each from its own day', () => {
    const story = aCase().registered().decided('2026-01-12').started('2026-01-15').ended('2026-05-01');
    const status = (asOf: string) => on(story, asOf).placement?.status;
    expect(['2026-01-11', '2026-01-12', '2026-01-15', '2026-05-01'].map(status)).toEqual([
      'registered',
      'decided',
      'started',
      'ended',
    ]);
  });

  it('tells home, goals’ period, principals, third payers and the agreement that judges', () => {
    const lines = [
      aLine('housing', {}, { shares: shares({ 'kommun-2080.socialnamnden': 500, 'kommun-2081.socialnamnden': 500 }) }),
    ];
    const story = aCase().registered().started('2026-01-15').moved('2026-02-01').proposed('2026-01-15', { lines });
    expect(on(story, '2026-02-01').placement).toMatchObject({
      placingParty: 'kommun-2080.socialnamnden',
      hvbId: uuid('hvb/H2'),
      hvbKommun: '2081',
      startedOn: '2026-01-15',
      principals: ['kommun-2080.socialnamnden', 'region-20'],
      thirdPayers: ['kommun-2081.socialnamnden'],
      agreement: { pack: 'dalarna-hvb-2025' },
    });
    expect(on(story, '2026-02-01', noAgreement).placement?.agreement).toBeNull();
  });

  it('is annulled when its registration is taken back: nothing is due, nothing is found', () => {
    const story = aCase().emergency({ goals: [] }, { id: 'r1' }).started('2026-01-15').annulled('r1');
    const assessed = on(story, '2026-06-01');
    expect(assessed).toMatchObject({
      placement: { status: 'annulled' },
      deadlines: [],
      findings: [],
      responsibility: null,
    });
    expect(assessed.placement?.principals).toEqual(['kommun-2080.socialnamnden', 'region-20']);
  });

  it('names in each finding the agreement, the pack’s version and the events it was read from', () => {
    const [seen] = found(on(aCase().registered({ goals: [] }, { id: 'r1' }), '2026-02-01'), 'A-007');
    expect(seen?.why).toMatchObject({
      rule: 'A-007',
      rulePackVersion: 'dalarna-hvb-2025@1',
      causedBy: [uuid('event/kommun-2080.socialnamnden/placement/r1')],
    });
  });
});
