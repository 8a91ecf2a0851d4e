/** Arbitrary case histories for property specs: any mix of facts told on any days, each fact in the order told. */
import fc from 'fast-check';
import { addDays, type CaseFact, type Day, type LegalBasis, type Said } from '#domain';
import { aCase, aLine, aRegistration, day, PLACING_PARTY, REGION, uuid, type CaseBuilder } from './case-builder.js';

const FIRST = day('2026-01-01');
export const SPAN_DAYS = 900;

/** A day of the story. */
export const someDay: fc.Arbitrary<Day> = fc.integer({ min: 0, max: SPAN_DAYS }).map((n) => addDays(FIRST, n));

const someBasis: fc.Arbitrary<LegalBasis> = fc.constantFrom<LegalBasis>(
  { act: 'SoL', interim: false },
  { act: 'LVU', sections: ['6'], interim: true },
  { act: 'LVU', sections: ['2'], interim: false },
  { act: 'LVU', sections: ['2', '3'], interim: false },
  { act: 'LVM', interim: false },
);

const someKommun = fc.constantFrom('2080', '2081', '0380', '2180');

/** Tells one more thing; `n` sets its ids apart from others of its kind. */
export type Step = (story: CaseBuilder, n: number) => CaseBuilder;

const someSignature = fc.record({ on: someDay, version: fc.integer({ min: 1, max: 3 }) });

const countOf = ({ facts }: CaseBuilder, type: CaseFact['type']): number =>
  facts.filter((fact) => fact.type === type).length;
const has = (story: CaseBuilder, type: CaseFact['type']): boolean => countOf(story, type) > 0;

/** Signs a version that has been proposed, once for each party. */
function signed(story: CaseBuilder, on: Day, version: number, by: string): CaseBuilder {
  const isSigned = story.facts.some(
    (fact) => fact.type === 'costAllocation.approved' && fact.data.version === version && fact.meta.party === by,
  );
  return isSigned || countOf(story, 'costAllocation.proposed') < version
    ? story
    : story.approved(on, { version }, { by });
}

const steps: readonly fc.Arbitrary<Step>[] = [
  someDay.map((on) => (story) => (has(story, 'placement.started') ? story : story.started(on))),
  someDay.map((on) => (story, n) => story.decided(on, { decisionId: uuid(`decision/${n}`) })),
  fc.tuple(someDay, someBasis).map(
    ([on, basis]) =>
      (story) =>
        story.legalBasisChanged(on, basis),
  ),
  someDay.map((on) => (story) => story.consentWithdrawn(on)),
  someDay.map((on) => (story) => story.consentGiven(on)),
  someDay.map((on) => (story) => story.moved(on)),
  fc.tuple(someDay, someKommun).map(
    ([on, code]) =>
      (story) =>
        story.registrationChanged(code, on),
  ),
  fc.tuple(someDay, someKommun).map(
    ([on, code]) =>
      (story) =>
        story.registrationEstablished(code, on),
  ),
  fc.tuple(someDay, fc.constantFrom('consideration' as const, 'reexamination' as const)).map(
    ([on, kind]) =>
      (story) =>
        story.reviewed(on, { kind }),
  ),
  someDay.map((on) => (story) => story.healthExamination('notified', on)),
  fc.tuple(someDay, someDay).map(
    ([said, on]) =>
      (story) =>
        story.clarified({}, { at: said }).confirmed({ on }),
  ),
  someDay.map((on) => (story) => (has(story, 'placement.ended') ? story : story.ended(on))),
  someDay.map((on) => (story) => story.schooling(on)),
  someDay.map((on) => (story) => story.carePlan('revised', on)),
  someDay.map((on) => (story) => story.dentalContact(on, {}, { by: 'region-21' })),
  fc.tuple(someDay, fc.integer({ min: 0, max: 1000 })).map(
    ([on, permille]) =>
      (story) =>
        story.proposed(
          on,
          {
            version: 1 + countOf(story, 'costAllocation.proposed'),
            lines: [aLine('housing', { [PLACING_PARTY]: permille, [REGION]: 1000 - permille })],
          },
          { at: on },
        ),
  ),
  someSignature.map(
    ({ on, version }) =>
      (story) =>
        signed(story, on, version, PLACING_PARTY),
  ),
  someSignature.map(
    ({ on, version }) =>
      (story) =>
        signed(story, on, version, REGION),
  ),
  fc.tuple(someDay, fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 40 })).map(
    ([on, ore, days]) =>
      (story, n) =>
        story.cost(`K${n}`, ore, `${on}/${addDays(on, days)}`),
  ),
];

/** Days of birth that make children, young people and adults of the story's span, and one erased. */
const someBirth = fc.constantFrom('2012-03-04', '2011-03-31', '2008-05-01', '2005-07-07', '1990-03-07', 'erased');

/** A story: registered, then up to fifteen things more, told in any order of their days. */
export const someStory: fc.Arbitrary<CaseBuilder> = fc
  .record({
    mode: fc.constantFrom('planned' as const, 'emergency' as const),
    registeredKommun: fc.option(someKommun),
    birthDate: someBirth,
    legalBasis: someBasis,
    more: fc.array(fc.oneof(...steps), { maxLength: 15 }),
  })
  .map(({ more, birthDate, ...data }) => {
    const person = { ...aRegistration.person, birthDate: birthDate as Day };
    const opened = aCase().registered({ ...data, person } as Parameters<CaseBuilder['registered']>[0]);
    return more.reduce((story, step, n) => step(story, n), opened);
  });

/** The same facts in another order of arrival, by a permutation of their places. */
export const reordered = (story: CaseBuilder, seed: readonly number[]): readonly Said<CaseFact>[] =>
  story.facts
    .map((fact, at) => ({ fact, rank: seed[at] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ fact }, revision) => ({ ...fact, meta: { ...fact.meta, revision } }));
