/** Any agreement: registered for some span of days, then approved, superseded or taken back in any order of those days. */
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

const someStep: fc.Arbitrary<Step> = fc.oneof(
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

export const someAgreement: fc.Arbitrary<AgreementBuilder> = fc
  .tuple(someAgreementDay, someAgreementDay, someAgreementDay, fc.array(someStep, { maxLength: 4 }))
  .map(([at, validFrom, validTo, steps]) =>
    steps.reduce((told, step) => step(told), anAgreement().registered({ validFrom, validTo }, { at })),
  );
