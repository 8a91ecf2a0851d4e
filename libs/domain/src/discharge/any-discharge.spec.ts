/** What holds of any discharge whatever: its order of arrival, its past, its payment day, and whose word counts. */
import fc from 'fast-check';
import { addDays, daysBetween, ownDate, stockholmDay, stockholmTime, type Day } from '#domain';
import { always } from '../../../../test/support/always.js';
import { permuted } from '../../../../test/support/arbitrary-case.js';
import { DISCHARGE_SPEAKERS, someDischarge } from '../../../../test/support/arbitrary-discharge.js';
import { noAgreement } from '../../../../test/support/case-builder.js';
import {
  aDischarge,
  dischargeAnswer,
  dischargeOnDay,
  dueIn,
  type DischargeBuilder,
} from '../../../../test/support/discharge-builder.js';
import { DISCHARGE_SCENES } from '../../../../test/support/discharge-scenes.js';

const someDayNear: fc.Arbitrary<Day> = fc
  .date({ min: new Date('2026-01-15'), max: new Date('2026-03-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as Day);

const shown = (story: DischargeBuilder, asOf: string): string => {
  const { turningDays: _clock, ...views } = dischargeOnDay(story, asOf);
  return JSON.stringify(views);
};

describe('any discharge', () => {
  it('is the same in whatever order its facts arrived', () => {
    const ranks = fc.array(fc.nat(), { minLength: 16, maxLength: 16 });
    always(
      fc.property(someDischarge, someDayNear, ranks, (story, asOf, seed) => {
        expect(shown(story.inOrder(permuted(story.facts, seed)), asOf)).toBe(shown(story, asOf));
      }),
    );
  });

  it('is on a day what it is by the facts that count by then: what falls later changes nothing', () => {
    always(
      fc.property(someDischarge, someDayNear, (story, asOf) => {
        const plain = story.facts.every(({ type, meta }) => type !== 'discharge.annulled' && !meta.corrects);
        if (!plain) return;
        const known = story.facts.filter((fact) => (ownDate(fact) ?? asOf) <= asOf);
        expect(shown(story.inOrder(known), asOf)).toBe(shown(story, asOf));
      }),
    );
  });

  it('changes on the days on which it says that it may, and on no other but as paid days are counted', () => {
    always(
      fc.property(someDischarge, someDayNear, (story, asOf) => {
        const { turningDays, ...now } = dischargeOnDay(story, asOf);
        const tomorrow = addDays(asOf, 1);
        if (turningDays.includes(tomorrow)) return;
        const then = dischargeOnDay(story, tomorrow);
        expect(then.deadlines).toEqual(now.deadlines);
        expect(then.findings).toEqual(now.findings);
        expect(then.discharge?.status).toBe(now.discharge?.status);
      }),
    );
  });

  it('has a payment day three days after the notice, four where it came after noon, or the day all was done (5:4)', () => {
    always(
      fc.property(someDischarge, someDayNear, (story, asOf) => {
        for (const { startsOn, dueOn, latestLawfulOn, why } of dueIn(
          story,
          'dischargePaymentResponsibility',
          asOf,
          noAgreement,
        )) {
          const ready = story.facts.findLast(
            ({ meta }) => why.causedBy.includes(meta.eventId) && meta.messageId !== 'm1',
          );
          expect(ready).toBeDefined();
          expect(latestLawfulOn).toBeUndefined();
          expect(daysBetween(startsOn, dueOn)).toBeGreaterThanOrEqual(3);
          const notices = story.facts.flatMap((fact) =>
            fact.type === 'discharge.readyForDischarge' && stockholmDay(fact.data.noticeSentAt) === startsOn
              ? [stockholmTime(fact.data.noticeSentAt) > '12:00:00.000' ? 4 : 3]
              : [],
          );
          expect(daysBetween(startsOn, dueOn)).toBeGreaterThanOrEqual(Math.min(...notices));
        }
      }),
    );
  });

  it('has payment days, calls and findings often enough that the above says something', () => {
    const all = fc.sample(someDischarge, { numRuns: 200, seed: 7 }).map((story) => dischargeOnDay(story, '2026-03-01'));
    const kinds = all.flatMap(({ deadlines }) => deadlines.map(({ kind }) => kind));
    const rules = new Set(all.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
    expect(kinds.filter((kind) => kind === 'dischargePaymentResponsibility').length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => kind === 'sipCall').length).toBeGreaterThan(20);
    expect([...rules].sort()).toEqual(['D-014', 'D-015', 'H-008', 'H-009']);
  });

  it('holds every type of fact now and then', () => {
    const types = new Set(
      fc.sample(someDischarge, { numRuns: 200, seed: 7 }).flatMap(({ facts }) => facts.map(({ type }) => type)),
    );
    expect([...types].sort()).toEqual(Object.keys(DISCHARGE_SCENES).sort());
  });
});

describe('nobody', () => {
  it('says what is another’s: the hospital’s steps by no kommun, a kommun’s opening by no other (D-014, D-015)', () => {
    const some = fc.constantFrom(...DISCHARGE_SPEAKERS);
    always(
      fc.property(some, some, (hospital, by) => {
        const admitted = aDischarge().admitted('2026-02-02 09:00', {}, { by: hospital });
        if (dischargeAnswer(admitted).outcome !== 'accepted') return;
        const answer = (story: DischargeBuilder) => dischargeAnswer(story).outcome;
        expect(answer(admitted.ready('2026-02-03 10:00', {}, { by }))).toBe(by === hospital ? 'accepted' : 'rejected');
        const mayCall = by === hospital || by === 'region-20';
        expect(answer(admitted.called('2026-02-03 10:00', { by }))).toBe(mayCall ? 'accepted' : 'rejected');
        const mayOpen = mayCall || by.startsWith('kommun-2080');
        expect(answer(admitted.opened('2026-02-03', {}, { by }))).toBe(mayOpen ? 'accepted' : 'rejected');
      }),
    );
  });
});
