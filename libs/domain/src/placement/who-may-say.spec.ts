import { accepted, type CaseFact } from '#domain';
import { aCase, day, uuid, REGION, type CaseBuilder, type How } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';

const STRANGER = 'region-99';
const before = (): CaseBuilder =>
  aCase()
    .registered({}, { id: 'r' })
    .decided('2026-01-12', { custodyHolders: 2 })
    .clarified({}, { at: '2026-01-12' })
    .started('2026-01-15')
    .proposed('2026-01-15', {}, { at: '2026-01-16' })
    .cost('K1', 1_000, '2026-01-15/2026-01-16');

/** Every fact that can be said of a placement under way, on a day that fits. */
const SAID: Readonly<Partial<Record<CaseFact['type'], (told: CaseBuilder, how: How) => CaseBuilder>>> = {
  'placement.decided': (told, how) => told.decided('2026-01-17', { decisionId: uuid('decision/B2') }, how),
  'placement.responsibilityClarified': (told, how) =>
    told.clarified({ clarificationId: uuid('clarification/K2') }, how),
  'placement.responsibilityConfirmed': (told, how) => told.confirmed({}, how),
  'placement.consentGiven': (told, how) => told.consentGiven('2026-01-17', {}, how),
  'placement.consentWithdrawn': (told, how) => told.consentWithdrawn('2026-01-17', {}, how),
  'placement.childHeard': (told, how) => told.childHeard('2026-01-17', how),
  'placement.moved': (told, how) => told.moved('2026-01-17', {}, how),
  'placement.legalBasisChanged': (told, how) =>
    told.legalBasisChanged('2026-01-17', { act: 'LVU', sections: ['2'], interim: false }, how),
  'placement.registrationEstablished': (told, how) => told.registrationEstablished('2081', '2026-01-17', how),
  'placement.registrationChanged': (told, how) => told.registrationChanged('2081', '2026-01-17', how),
  'placement.reviewed': (told, how) => told.reviewed('2026-01-17', {}, how),
  'placement.courtStep': (told, how) => told.courtStep('applied', '2026-01-17', {}, how),
  'placement.careTimeNotCounted': (told, how) => told.careTimeNotCounted('2026-01-17', {}, how),
  'placement.contactRestricted': (told, how) => told.contactRestricted('2026-01-17', {}, how),
  'placement.contactRestrictionEnded': (told, how) =>
    told.contactRestricted('2026-01-16').contactRestrictionEnded('2026-01-17', {}, how),
  'placement.executionInterrupted': (told, how) => told.executionInterrupted('2026-01-17', how),
  'placement.nonExecutionReported': (told, how) => told.nonExecutionReported('2026-01-17', {}, how),
  'placement.healthExamination': (told, how) => told.healthExamination('notified', '2026-01-17', how),
  'placement.schooling': (told, how) => told.schooling('2026-01-17', {}, how),
  'placement.carePlan': (told, how) => told.carePlan('established', '2026-01-17', how),
  'placement.endPlanned': (told, how) => told.endPlanned('2026-03-01', {}, how),
  'placement.ended': (told, how) => told.ended('2026-01-17', {}, how),
  'costAllocation.disputed': (told, how) => told.disputed(1, how),
};
const USUALLY_OF_THE_REGION = new Set<string>(['placement.responsibilityConfirmed', 'costAllocation.disputed']);
/** Told by whoever learns of it or is principal, either of the two. */
const OF_EITHER = new Set<string>([
  ...['placement.registrationChanged', 'placement.responsibilityClarified', 'costAllocation.disputed'],
]);
const types = Object.keys(SAID) as (keyof typeof SAID)[];

describe('who may say a thing of a placement', () => {
  it.each(types)('%s: the party whose fact it is', (type) => {
    expect(answerTo(SAID[type]!(before(), { at: '2026-01-18' }))).toEqual(accepted);
  });

  it.each(types)('%s: never one who has no part in the placement', (type) => {
    expect(refusalOf(SAID[type]!(before(), { at: '2026-01-18', by: STRANGER }))).toMatchObject({
      code: expect.stringMatching(/NotYourFactToState|AwaitsAnother|NotAParty/),
      by: STRANGER,
    });
  });

  it.each(types.filter((type) => !USUALLY_OF_THE_REGION.has(type) && !OF_EITHER.has(type)))(
    '%s: not the region, whose fact it is not',
    (type) => {
      expect(refusalOf(SAID[type]!(before(), { at: '2026-01-18', by: REGION }))).toMatchObject({
        code: 'NotYourFactToState',
        by: REGION,
      });
    },
  );

  it('nothing of a placement that nobody has registered', () => {
    for (const type of types) {
      const answer = answerTo(SAID[type]!(aCase(), { at: '2026-01-18' }));
      expect([type, answer.outcome]).not.toEqual([type, 'accepted']);
    }
  });

  it('a day that has not come is not told as if it had', () => {
    for (const told of [
      before().consentGiven('2026-01-19', {}, { at: '2026-01-18' }),
      before().consentWithdrawn('2026-01-19', {}, { at: '2026-01-18' }),
      before().childHeard('2026-01-19', { at: '2026-01-18' }),
      before().registrationEstablished('2081', '2026-01-19', { at: '2026-01-18' }),
      before().reviewed('2026-01-19', {}, { at: '2026-01-18' }),
      before().healthExamination('notified', '2026-01-19', { at: '2026-01-18' }),
      before().courtStep('applied', '2026-01-19', {}, { at: '2026-01-18' }),
      before().careTimeNotCounted('2026-01-19', {}, { at: '2026-01-18' }),
      before().contactRestricted('2026-01-19', {}, { at: '2026-01-18' }),
      before().contactRestricted('2026-01-16').contactRestrictionEnded('2026-01-19', {}, { at: '2026-01-18' }),
      before().executionInterrupted('2026-01-19', { at: '2026-01-18' }),
      before().nonExecutionReported('2026-01-19', {}, { at: '2026-01-18' }),
      before().schooling('2026-01-19', {}, { at: '2026-01-18' }),
      before().selfCareDecided('2026-01-19', {}, { at: '2026-01-18' }),
      before().carePlan('established', '2026-01-19', { at: '2026-01-18' }),
      before().moved('2026-01-19', {}, { at: '2026-01-18' }),
      before().ended('2026-01-19', {}, { at: '2026-01-18' }),
      before().dentalContact('2026-01-19', {}, { at: '2026-01-18' }),
      before().dentalContact('2026-01-17', { homeRegionContactedOn: day('2026-01-19') }, { at: '2026-01-18' }),
    ]) {
      expect(refusalOf(told)).toMatchObject({ code: 'DateInTheFuture' });
    }
  });
});
