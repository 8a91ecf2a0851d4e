import { agreementStateOf, assessAgreement } from '#domain';
import { anAgreement, type AgreementBuilder } from '../../../test/support/agreement-builder.js';
import { day, name, PLACING_PARTY as KOMMUN, REGION, uuid } from '../../../test/support/case-builder.js';

import { aSip, GUARDIAN, OTHER_GUARDIAN, type SipBuilder } from '../../../test/support/sip-builder.js';
import { sipAnswer, sipOn } from '../../../test/support/assessed-sip.js';
import { aDischarge, dischargeOnDay, type DischargeBuilder } from '../../../test/support/discharge-builder.js';

import { isTold, openOf, type Example } from '../../../test/support/answered-findings.js';
const called = aSip().needed({}, { at: '2026-01-10' }).consent('2026-01-10').invited(REGION, {}, { at: '2026-01-12' });
const plan = (story: SipBuilder, data: object = {}): SipBuilder => story.established('2026-01-20', data);
const consented = aSip().needed({}, { at: '2026-01-10' }).consent('2026-01-10');

const ofASip: readonly Example<SipBuilder>[] = [
  {
    ...{ rule: 'A-024', told: aSip().considered({}, { at: '2026-01-10' }), asOf: '2026-02-10', waitsFor: [KOMMUN] },
    answerWith: ['sip.needIdentified'],
    answer: (story) => story.needed({}, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'E-013', told: consented, asOf: '2026-02-10', waitsFor: [KOMMUN] },
    answerWith: ['sip.invited', 'sip.meetingHeld', 'sip.established'],
    answer: (story) => story.invited(REGION, {}, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-049', told: called, asOf: '2026-06-10', waitsFor: [REGION], answerWith: ['sip.invitationAnswered'] },
    answer: (story) => story.answered(REGION, {}, { at: '2026-06-10' }),
  },
  {
    ...{ rule: 'A-049', told: called, asOf: '2026-01-20', waitsFor: [REGION] },
    answerWith: ['sip.opened', 'sip.invitationAnswered'],
    answer: (story) => story.opened('2026-01-20'),
  },
  {
    ...{ rule: 'A-044', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['sip.consentGiven'] },
    told: aSip().needed({}, { at: '2026-01-10' }).invited(REGION, {}, { at: '2026-01-12' }),
    answer: (story) => story.consent('2026-02-10', {}, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-043', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['sip.consentJoined'] },
    told: aSip().needed({}, { at: '2026-01-10' }).consent('2026-01-10', { custodyHolders: 2 }),
    answer: (story) => story.joined('2026-02-10', OTHER_GUARDIAN, {}, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'D-032', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['sip.consentGiven'] },
    told: aSip().needed({}, { at: '2026-01-10' }).consent('2026-01-10', { form: 'conclusive' }, { id: 'c' }),
    answer: (story) =>
      story.consent(
        '2026-01-10',
        { form: 'conclusive', reviewOn: day('2026-06-10') },
        { corrects: 'c', at: '2026-02-10' },
      ),
  },
  {
    ...{ rule: 'A-023', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['sip.consentGiven'] },
    told: plan(aSip().needed({}, { at: '2026-01-10' })),
    answer: (story) => story.consent('2026-02-10', {}, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-031', told: plan(consented, { ownPart: undefined }), asOf: '2026-02-10', waitsFor: [KOMMUN] },
    answerWith: ['sip.established'],
    answer: (story) => story.established('2026-02-10', { ownPart: 'Gå i skolan' }),
  },
  {
    ...{ rule: 'A-045', told: plan(consented), asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['sip.childHeard'] },
    answer: (story) => story.childHeard('2026-02-10'),
  },
  {
    ...{ rule: 'A-048', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['sip.guardianInformed'] },
    told: plan(consented.notCalled('2026-01-12', GUARDIAN)),
    answer: (story) => story.informed('2026-02-10', GUARDIAN),
  },
];

describe('what is found of a SIP', () => {
  it.each(ofASip)('by $rule waits for $waitsFor, and is answered with $answerWith', (example) => {
    const { rule, told, asOf, waitsFor, answerWith, answer } = example;
    const [seen] = openOf(sipOn(told, asOf).findings, rule, asOf, answerWith);
    expect(seen).toMatchObject({ waitsFor, answerWith });
    const after = answer(told);
    expect(sipAnswer(after, asOf)).toMatchObject({ outcome: 'accepted' });
    isTold(after.facts.slice(told.facts.length), example);
    const left = openOf(sipOn(after, asOf).findings, rule, asOf, answerWith).map(({ findingId }) => findingId);
    expect(left).not.toContain(seen?.findingId);
  });
});

const stay = aDischarge().admitted('2026-02-02 09:00', {}, { by: REGION });
const ready = stay.contact('2026-02-03', { by: REGION }).ready('2026-02-05 09:00', {}, { by: REGION });
const leaving = (story: DischargeBuilder): DischargeBuilder => story.left('2026-02-10 12:00', {}, { by: REGION });

const ofADischarge: readonly Example<DischargeBuilder>[] = [
  {
    ...{ rule: 'D-014', asOf: '2026-02-05', waitsFor: [REGION], answerWith: ['discharge.admitted'] },
    told: aDischarge().admitted('2026-02-02 09:00', { noticeSentAt: null }, { by: REGION, id: 'a' }),
    answer: (story) => story.admitted('2026-02-02 09:00', {}, { by: REGION, corrects: 'a', at: '2026-02-05' }),
  },
  {
    ...{ rule: 'D-014', told: leaving(stay), asOf: '2026-02-12', waitsFor: [REGION] },
    answerWith: ['discharge.contactAppointed'],
    answer: (story) => story.contact('2026-02-12', { by: REGION }),
  },
  {
    ...{ rule: 'D-014', told: leaving(stay), asOf: '2026-02-12', waitsFor: [REGION] },
    answerWith: ['discharge.readyForDischarge'],
    answer: (story) => story.ready('2026-02-10 09:00', {}, { by: REGION, at: '2026-02-12' }),
  },
  {
    ...{ rule: 'D-014', told: ready, asOf: '2026-02-12', waitsFor: [REGION], answerWith: ['discharge.sipCalled'] },
    answer: (story) => story.called('2026-02-12 09:00', { by: REGION }),
  },
  {
    ...{ rule: 'D-015', told: ready, asOf: '2026-02-06', waitsFor: ['kommun-2080'], answerWith: ['discharge.opened'] },
    answer: (story) => story.opened('2026-02-06', {}, { by: 'kommun-2080', at: '2026-02-06' }),
  },
];

describe('what is found of a discharge', () => {
  it.each(ofADischarge)('by $rule waits for $waitsFor, and is answered with $answerWith', (example) => {
    const { rule, told, asOf, waitsFor, answerWith, answer } = example;
    const [seen] = openOf(dischargeOnDay(told, asOf).findings, rule, asOf, answerWith);
    expect(seen).toMatchObject({ waitsFor, answerWith });
    const after = answer(told);
    isTold(after.facts.slice(told.facts.length), example);
    expect(openOf(dischargeOnDay(after, asOf).findings, rule, asOf, answerWith)).toEqual([]);
  });
});

const BOTH_PARTIES = ['kommun-2080', REGION];
const agreed = (data: object = {}) =>
  anAgreement().registered(data, { id: 'r' }).approved(REGION, '2025-06-01').approved('kommun-2080', '2025-06-01');
const HEADER = Object.fromEntries(
  (
    ['documentType', 'decidedBy', 'appliesTo', 'validFrom', 'responsible', 'lastRevisedOn', 'lastReviewedOn'] as const
  ).map((entry) => [entry, entry.endsWith('On') || entry === 'validFrom' ? '2025-06-01' : 'Kommunfullmäktige']),
);

const ofAnAgreement: readonly Example<AgreementBuilder>[] = [
  {
    ...{ rule: 'A-128', asOf: '2026-02-10', waitsFor: ['kommun-2080'], answerWith: ['agreement.approvedByParty'] },
    told: anAgreement().registered().approved(REGION, '2025-06-01'),
    answer: (story) => story.approved('kommun-2080', '2026-02-10'),
  },
  {
    ...{ rule: 'B-001', told: agreed(), asOf: '2026-02-10', waitsFor: BOTH_PARTIES },
    answerWith: ['agreement.registered'],
    answer: (story) => story.registered({ header: HEADER }, { corrects: 'r', at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-018', told: agreed(), asOf: '2026-02-10', waitsFor: BOTH_PARTIES },
    answerWith: ['agreement.registered', 'agreement.superseded'],
    answer: (story) => story.superseded(uuid('agreement/A2'), { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-116', told: agreed({ kind: 'local' }), asOf: '2026-07-10', waitsFor: BOTH_PARTIES },
    answerWith: ['agreement.followedUp'],
    answer: (story) =>
      story.said('agreement.followedUp', { on: day('2026-07-10'), answers: ['Ja'] }, { at: '2026-07-10' }),
  },
  {
    ...{ rule: 'A-130', told: agreed({ rulePack: 'dalarna-hvb-2025' }), asOf: '2033-07-01', waitsFor: BOTH_PARTIES },
    answerWith: ['agreement.revisionStarted'],
    answer: (story) => story.said('agreement.revisionStarted', { on: day('2033-07-01') }, { at: '2033-07-01' }),
  },
];

const agreementOn = ({ facts }: AgreementBuilder, asOf: string) =>
  assessAgreement(agreementStateOf(uuid('agreement/A1'), 'agreement-A1', facts, facts.length - 1), day(asOf), name);

describe('what is found of an agreement', () => {
  it.each(ofAnAgreement)('by $rule waits for $waitsFor, and is answered with $answerWith', (example) => {
    const { rule, told, asOf, waitsFor, answerWith, answer } = example;
    const [seen] = openOf(agreementOn(told, asOf).findings, rule, asOf, answerWith);
    expect(seen).toMatchObject({ waitsFor, answerWith });
    const after = answer(told);
    isTold(after.facts.slice(told.facts.length), example);
    const left = openOf(agreementOn(after, asOf).findings, rule, asOf, answerWith).map(({ findingId }) => findingId);
    expect(left).not.toContain(seen?.findingId);
  });
});
