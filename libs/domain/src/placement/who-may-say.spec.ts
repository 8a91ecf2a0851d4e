import { accepted, type CaseFact } from '#domain';
import { aCase, day, PLACING_PARTY, REGION } from '../../../../test/support/case-builder.js';
import { answerTo, refusalOf } from '../../../../test/support/decision-on-last.js';
import { SCENES, underWay } from '../../../../test/support/fact-scenes.js';

type Type = CaseFact['type'];
const TYPES = Object.keys(SCENES) as Type[];
const AT = '2026-01-18';

/** The region's own to tell. */
const REGIONS: readonly Type[] = [
  ...(['placement.responsibilityConfirmed', 'placement.dentalContact', 'placement.selfCareDecided'] as const),
  ...TYPES.filter((type) => type.startsWith('handover.')),
];
/** Told by whoever learns of it, or is principal: either of the two. */
const EITHERS: readonly Type[] = [
  ...([
    'placement.responsibilityClarified',
    'placement.registrationChanged',
    'placement.handledBy',
    'placement.opened',
  ] as const),
  ...TYPES.filter((type) => type.startsWith('costAllocation.')),
];
/** Of what one has said oneself, or against another than oneself. */
const OF_ONES_OWN: readonly Type[] = [
  ...(['costAllocation.withdrawn', 'costAllocation.claimed'] as const),
  ...(['costAllocation.disclosureDecided', 'costAllocation.disclosureEnded'] as const),
];
/** Told by those whom a deviation concerns, each for itself: `deviation.decider.spec.ts`. */
const CONCERNEDS = TYPES.filter((type) => type.startsWith('deviation.'));
const KOMMUNS = TYPES.filter((type) => ![...REGIONS, ...EITHERS, ...CONCERNEDS].includes(type));

describe('who may say a thing of a placement', () => {
  it.each(KOMMUNS)('%s: not the region, whose fact it is not', (type) => {
    const { before = underWay, tell } = SCENES[type];
    expect(refusalOf(tell(before(), { at: AT, by: REGION }, false))).toMatchObject({
      code: 'NotYourFactToState',
      by: REGION,
    });
  });

  it.each(REGIONS)('%s: not the kommun, whose fact it is not', (type) => {
    const { before = underWay, tell } = SCENES[type];
    expect(refusalOf(tell(before(), { at: AT, by: PLACING_PARTY }, false))).toMatchObject({ by: PLACING_PARTY });
  });

  it.each(EITHERS.filter((type) => !OF_ONES_OWN.includes(type)))('%s: the region as well', (type) => {
    const { before = underWay, tell } = SCENES[type];
    expect(answerTo(tell(before(), { at: AT, by: REGION }, false))).toEqual(accepted);
  });

  it.each(TYPES.filter((type) => type !== 'placement.registered'))(
    '%s: nothing of a placement that nobody has registered',
    (type) => {
      expect(answerTo(SCENES[type].tell(aCase(), { at: AT }, false)).outcome).not.toBe('accepted');
    },
  );

  it('a day that has not come is not told as if it had', () => {
    for (const told of [
      underWay().consentGiven('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().consentWithdrawn('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().childHeard('2026-01-19', { at: '2026-01-18' }),
      underWay().registrationEstablished('2081', '2026-01-19', { at: '2026-01-18' }),
      underWay().reviewed('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().healthExamination('notified', '2026-01-19', { at: '2026-01-18' }),
      underWay().courtStep('applied', '2026-01-19', {}, { at: '2026-01-18' }),
      underWay().careTimeNotCounted('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().contactRestricted('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().contactRestricted('2026-01-16').contactRestrictionEnded('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().executionInterrupted('2026-01-19', { at: '2026-01-18' }),
      underWay().nonExecutionReported('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().schooling('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().selfCareDecided('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().carePlan('established', '2026-01-19', { at: '2026-01-18' }),
      underWay().moved('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().ended('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().dentalContact('2026-01-19', {}, { at: '2026-01-18' }),
      underWay().dentalContact('2026-01-17', { homeRegionContactedOn: day('2026-01-19') }, { at: '2026-01-18' }),
    ]) {
      expect(refusalOf(told)).toMatchObject({ code: 'DateInTheFuture' });
    }
  });
});
