import {
  aCase,
  anHvb,
  aRegistration,
  day,
  party,
  PLACING_PARTY as KOMMUN,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../test/support/case-builder.js';
import { on, open } from '../../../test/support/assessed.js';

import { answerTo } from '../../../test/support/decision-on-last.js';

import { isTold, openOf, type Example } from '../../../test/support/answered-findings.js';
import {
  BY_COURT,
  LVU,
  registered,
  decided,
  placed,
  underLVU,
  listed,
  cleared,
} from '../../../test/support/placed-stories.js';

const unclear = aCase().emergency({ registeredKommun: null }).started('2026-01-15');
const moved = cleared(placed, '2026-01-14').registrationChanged('2180', '2026-02-01');
const GAVLE = party('region-21');
const atGiver = (rest: object) => ({
  hvb: { ...anHvb, providesHealthcare: true, ...rest },
  healthcareSource: ['ownHvb'] as const,
});
const born = (birthDate: string) => ({ person: { ...aRegistration.person, birthDate: day(birthDate) } });

const ofTheCase: readonly Example<CaseBuilder>[] = [
  {
    ...{ rule: 'A-077', told: unclear, asOf: '2026-02-10', waitsFor: [KOMMUN] },
    answerWith: ['placement.registrationEstablished'],
    answer: (story) => story.registrationEstablished('2080', '2026-02-10'),
  },
  {
    ...{ rule: 'H-002', asOf: '2026-02-10', waitsFor: [KOMMUN] },
    told: aCase().registered({ ...born('1990-03-07'), registeredKommun: null }),
    answerWith: ['placement.registrationEstablished'],
    answer: (story) => story.registrationEstablished('2080', '2026-02-10'),
  },
  {
    ...{ rule: 'A-007', told: aCase().registered({ goals: [] }, { id: 'r' }), asOf: '2026-02-10', waitsFor: [KOMMUN] },
    answerWith: ['placement.registered'],
    answer: (story) => story.registered({}, { corrects: 'r', at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-009', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.moved'] },
    told: aCase()
      .registered({ hvb: { ...anHvb, ivoPermit: undefined } as never })
      .decided('2026-01-12')
      .started('2026-01-15'),
    answer: (story) => story.moved('2026-02-10'),
  },
  {
    ...{ rule: 'A-010', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.moved'] },
    told: aCase()
      .registered(atGiver({ inCaregiverRegister: false }))
      .decided('2026-01-12')
      .started('2026-01-15'),
    answer: (story) => story.moved('2026-02-10'),
  },
  {
    ...{ rule: 'A-010', asOf: '2026-02-10', waitsFor: [KOMMUN] },
    told: aCase().registered(atGiver({}), { id: 'r' }),
    answerWith: ['placement.registered', 'placement.moved'],
    answer: (story) => story.registered(atGiver({ inCaregiverRegister: true }), { corrects: 'r', at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-011', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.moved'] },
    told: aCase()
      .registered({ healthcareSource: ['ownHvb'] })
      .decided('2026-01-12')
      .started('2026-01-15'),
    answer: (story) =>
      story.moved('2026-02-10', { hvb: { ...anHvb, hvbId: uuid('hvb/H2') }, healthcareSource: ['homeRegion'] }),
  },
  {
    ...{ rule: 'A-014', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.decided'] },
    told: registered.decided('2026-01-12', { bestInterestsAssessed: false }),
    answer: (story) => story.decided('2026-02-10', { decisionId: uuid('decision/B2') }),
  },
  {
    ...{ rule: 'A-053', told: registered.started('2026-01-15'), asOf: '2026-02-10', waitsFor: [KOMMUN] },
    answerWith: ['placement.decided'],
    answer: (story) => story.decided('2026-02-10'),
  },
  {
    ...{ rule: 'A-054', asOf: '2026-02-10', waitsFor: [KOMMUN] },
    told: aCase().registered({ legalBasis: LVU('6') }),
    answerWith: ['placement.decided', 'placement.legalBasisChanged'],
    answer: (story) => story.legalBasisChanged('2026-02-10', LVU('2')),
  },
  {
    ...{ rule: 'A-055', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.decided'] },
    told: aCase()
      .registered({ legalBasis: LVU('2') })
      .decided('2026-01-12', { legalBasis: LVU('2'), consents: [] }),
    answer: (story) =>
      story.decided('2026-02-10', { ...BY_COURT, decisionId: uuid('decision/B2'), legalBasis: LVU('2') }),
  },
  {
    ...{ rule: 'A-065', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.decided'] },
    told: registered.decided('2026-01-12', { assessment: { covers: [] } }),
    answer: (story) => story.decided('2026-02-10', { decisionId: uuid('decision/B2') }),
  },
  {
    ...{ rule: 'A-056', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.consentGiven'] },
    told: registered.decided('2026-01-12', { consents: [] }),
    answer: (story) => story.consentGiven('2026-02-10'),
  },
  {
    ...{ rule: 'A-059', asOf: '2026-02-10', waitsFor: [KOMMUN] },
    told: placed.consentWithdrawn('2026-02-01'),
    answerWith: ['placement.consentGiven', 'placement.legalBasisChanged'],
    answer: (story) => story.consentGiven('2026-02-10'),
  },
  {
    ...{ rule: 'A-013', asOf: '2026-02-10', waitsFor: [KOMMUN, REGION] },
    told: decided
      .clarified(
        { measures: [{ measureId: uuid('measure/M1'), kind: 'housing', title: 'B', responsible: [GAVLE] }] },
        { at: '2026-01-13' },
      )
      .confirmed({}, { at: '2026-01-14' }),
    answerWith: ['placement.responsibilityClarified', 'placement.responsibilityConfirmed'],
    answer: (story) =>
      story
        .clarified({ clarificationId: uuid('clarification/K2') }, { at: '2026-02-10' })
        .confirmed({ clarificationId: uuid('clarification/K2') }, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-067', told: placed, asOf: '2026-02-10', waitsFor: [KOMMUN, REGION] },
    answerWith: ['placement.responsibilityClarified', 'placement.responsibilityConfirmed'],
    answer: (story) => cleared(story, '2026-02-10'),
  },
  {
    ...{ rule: 'H-005', told: moved, asOf: '2026-02-10', waitsFor: [KOMMUN, GAVLE] },
    answerWith: ['placement.responsibilityClarified', 'placement.responsibilityConfirmed'],
    answer: (story) =>
      story
        .clarified({ clarificationId: uuid('clarification/K2') }, { at: '2026-02-10' })
        .confirmed({ clarificationId: uuid('clarification/K2') }, { at: '2026-02-10', by: GAVLE }),
  },
  {
    ...{ rule: 'H-004', asOf: '2026-02-10', waitsFor: [REGION] },
    told: decided
      .clarified({}, { at: '2026-01-13', id: 'k' })
      .confirmed({}, { at: '2026-01-14', id: 'c' })
      .clarified({ measures: [] as never }, { at: '2026-01-16', corrects: 'k' }),
    answerWith: ['placement.responsibilityConfirmed'],
    answer: (story) => story.confirmed({}, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-061', asOf: '2026-07-10', waitsFor: [KOMMUN], answerWith: ['placement.reviewed'] },
    told: underLVU(LVU('3')).reviewed('2026-07-01'),
    answer: (story) => story.reviewed('2026-07-10', { kind: 'reexamination' }),
  },
  {
    ...{ rule: 'S-009', asOf: '2026-07-10', waitsFor: [KOMMUN], answerWith: ['placement.reviewed'] },
    told: placed.reviewed('2026-07-01', { decidedBy: 'delegate' }),
    answer: (story) => story.reviewed('2026-07-10', { decidedBy: 'utskott' }),
  },
  {
    ...{ rule: 'A-060', told: placed, asOf: '2026-07-20', waitsFor: [KOMMUN], answerWith: ['placement.reviewed'] },
    answer: (story) => story.reviewed('2026-07-20'),
  },
  {
    ...{
      rule: 'A-071',
      told: placed,
      asOf: '2026-01-20',
      waitsFor: [KOMMUN],
      answerWith: ['placement.healthExamination'],
    },
    answer: (story) => story.healthExamination('notified', '2026-01-20'),
  },
  {
    ...{ rule: 'A-078', told: placed, asOf: '2026-07-20', waitsFor: [KOMMUN] },
    answerWith: ['placement.reviewed', 'placement.ended'],
    answer: (story) => story.ended('2026-07-20'),
  },
  {
    ...{ rule: 'A-083', asOf: '2026-02-10', waitsFor: [GAVLE], answerWith: ['placement.dentalContact'] },
    told: aCase()
      .registered({ hvb: { ...anHvb, kommun: '2180' as never } })
      .started('2026-01-15')
      .dentalContact('2026-02-01', {}, { by: GAVLE, id: 'd' }),
    answer: (story) =>
      story.dentalContact(
        '2026-02-01',
        { homeRegionContactedOn: day('2026-02-01') },
        { by: GAVLE, corrects: 'd', at: '2026-02-10' },
      ),
  },
  {
    ...{
      rule: 'S-010',
      told: placed.implementationPlan('established', '2026-01-15'),
      asOf: '2026-02-10',
      waitsFor: [KOMMUN],
    },
    answerWith: ['placement.carePlan'],
    answer: (story) => story.carePlan('established', '2026-02-10'),
  },
  {
    ...{ rule: 'S-012', told: placed, asOf: '2026-02-10', waitsFor: [KOMMUN] },
    answerWith: ['placement.socialSecretaryNamed'],
    answer: (story) => story.socialSecretaryNamed('2026-02-10'),
  },
  {
    ...{ rule: 'A-073', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.schooling'] },
    told: placed.schooling('2026-02-01', { covers: ['receivedBySchool'] }),
    answer: (story) => story.schooling('2026-02-10', { covers: ['progressFollowed'] }),
  },
  {
    ...{ rule: 'S-016', asOf: '2026-03-10', waitsFor: [KOMMUN], answerWith: ['placement.registrationChanged'] },
    told: placed.registrationChanged('2081', '2026-03-01'),
    answer: (story) => story.registrationChanged('2080', '2026-03-10'),
  },
  {
    ...{
      rule: 'A-088',
      asOf: '2026-06-10',
      waitsFor: [KOMMUN, REGION],
      answerWith: ['placement.responsibilityClarified'],
    },
    told: placed.ended('2026-06-01', { ongoingMeasures: [uuid('measure/M2')] }),
    answer: (story) => listed(story, '2026-06-10'),
  },
  {
    ...{ rule: 'S-013', asOf: '2026-06-10', waitsFor: [KOMMUN], answerWith: ['placement.followUpClosed'] },
    told: placed.ended('2026-06-01').followUpStarted('2026-06-02', 'LVU21b'),
    answer: (story) => story.followUpClosed('2026-06-10'),
  },
];

describe('what is found of a case', () => {
  it.each(ofTheCase)('by $rule waits for $waitsFor, and is answered with $answerWith', (example) => {
    const { rule, told, asOf, waitsFor, answerWith, answer } = example;
    const [seen] = openOf(on(told, asOf).findings, rule, asOf, answerWith);
    expect(seen).toMatchObject({ waitsFor: [...waitsFor].sort(), answerWith });
    const after = answer(told);
    expect(answerTo(after, asOf)).toMatchObject({ outcome: 'accepted' });
    isTold(after.facts.slice(told.facts.length), example);
    expect(open(on(after, asOf), rule).map(({ findingId }) => findingId)).not.toContain(seen?.findingId);
  });
});
