/** Any agreement: registered for some span of days, then approved, followed up, revised, superseded or taken back in any order of those days. */
import fc from 'fast-check';
import { type Day, type PartyId } from '#domain';
import { anAgreement, type AgreementBuilder } from './agreement-builder.js';
import { REGION, uuid } from './case-defaults.data.js';

const KOMMUN = 'kommun-2080' as PartyId;

/** Days around the span of an agreement. */
export const someAgreementDay: fc.Arbitrary<Day> = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as Day);

type Step = (told: AgreementBuilder) => AgreementBuilder;

/** What its parties tell of its life, each on a day of its own. */
const someOfItsLife: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom('revisionStarted', 'followedUp', 'meetingHeld'), someAgreementDay)
  .map(
    ([what, on]): Step =>
      (told) =>
        ({
          revisionStarted: () => told.said('agreement.revisionStarted', { on }, { at: on }),
          followedUp: () => told.said('agreement.followedUp', { on, answers: ['Genomfört'] }, { at: on }),
          meetingHeld: () => told.said('agreement.meetingHeld', { group: 'steeringGroup', on }, { at: on }),
        })[what](),
  );

const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: someOfItsLife },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(REGION, KOMMUN), someAgreementDay).map(
      ([by, on]): Step =>
        (told) =>
          told.approved(by, on),
    ),
  },
  {
    weight: 2,
    arbitrary: someAgreementDay.map(
      (at): Step =>
        (told) =>
          told.superseded(uuid('agreement/next'), { at }),
    ),
  },
  {
    weight: 1,
    arbitrary: someAgreementDay.map(
      (at): Step =>
        (told) =>
          told.annulled('m1', { at }),
    ),
  },
);

/** Of a kind, on the terms of a pack: only a local one is followed up, only Dalarna's is extended, only Vetlanda's counts meetings. */
const someTerms = fc.record({
  kind: fc.constantFrom('regional' as const, 'local' as const),
  rulePack: fc.constantFrom('dalarna-hvb-2025' as const, 'vetlanda-2015' as const),
});

export const someAgreement: fc.Arbitrary<AgreementBuilder> = fc
  .tuple(
    someTerms,
    fc.tuple(someAgreementDay, someAgreementDay, someAgreementDay),
    fc.array(someStep, { maxLength: 5 }),
  )
  .map(([terms, [at, validFrom, validTo], steps]) =>
    steps.reduce((told, step) => step(told), anAgreement().registered({ ...terms, validFrom, validTo }, { at })),
  );
