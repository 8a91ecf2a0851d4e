import {
  aCase,
  aLine,
  anHvb,
  day,
  party,
  PLACING_PARTY as KOMMUN,
  REGION,
  uuid,
  type CaseBuilder,
} from '../../../test/support/case-builder.js';
import { on, open } from '../../../test/support/assessed.js';

import { answerTo } from '../../../test/support/decision-on-last.js';
import { accepted, opened, refused, startedByHub } from '../../../test/support/handover-steps.js';
import { answered, asked, RECEIVER } from '../../../test/support/transfer-steps.js';

import { isTold, openOf, type Example } from '../../../test/support/answered-findings.js';
import { BY_COURT, cleared, LVU, placed, underLVU } from '../../../test/support/placed-stories.js';

const proposed = (story: CaseBuilder): CaseBuilder => story.proposed('2026-02-01', {}, { at: '2026-01-20' });
const fixed = (story: CaseBuilder): CaseBuilder => proposed(story).approvedByBoth('2026-01-25');
const emergency = aCase().emergency().decided('2026-01-12').started('2026-01-15');
const moved = cleared(placed, '2026-01-14').registrationChanged('2180', '2026-02-01');
const fixedAndMoved = placed
  .proposed('2026-01-15', {}, { at: '2026-01-15' })
  .approvedByBoth('2026-01-20')
  .registrationChanged('2180', '2026-02-01');
const GAVLE = party('region-21');
const custody = aCase()
  .registered({ legalBasis: { act: 'LVU', sections: ['6'], interim: true } })
  .decided('2026-03-02', { ...BY_COURT, legalBasis: { act: 'LVU', sections: ['6'], interim: true } })
  .started('2026-03-02');

const ofItsCourse: readonly Example<CaseBuilder>[] = [
  {
    ...{ rule: 'H-004', asOf: '2026-04-02', waitsFor: ['kommun-2082.socialnamnden'] },
    told: asked(
      answered(asked(placed, '2026-03-02', {}, { id: 't' }), 'refused', '2026-03-10'),
      '2026-03-02',
      { to: 'kommun-2082.socialnamnden' },
      { corrects: 't', at: '2026-03-20' },
    ),
    answerWith: ['placement.caseTransferAnswered'],
    answer: (story) => answered(story, 'refused', '2026-04-02', { by: 'kommun-2082.socialnamnden' }),
  },
  {
    ...{ rule: 'S-019', told: asked(placed, '2026-03-02'), asOf: '2026-03-10', waitsFor: [RECEIVER] },
    answerWith: ['placement.caseTransferAnswered'],
    answer: (story) => answered(story, 'refused', '2026-03-10'),
  },
  {
    ...{ rule: 'A-075', told: moved, asOf: '2026-02-10', waitsFor: [GAVLE] },
    answerWith: ['placement.opened', 'handover.accepted', 'handover.rejected'],
    answer: (story) => opened(story, GAVLE, '2026-02-10'),
  },
  {
    ...{ rule: 'A-075', asOf: '2026-02-10', waitsFor: [REGION], answerWith: ['handover.initiated'] },
    told: refused(moved, GAVLE, '2026-02-05'),
    answer: (story) =>
      story.said(
        'handover.initiated',
        {
          ...{ handoverId: uuid('handover/H2'), fromRegion: REGION, toRegion: GAVLE },
          ...{ reason: 'registrationChanged', effectiveOn: day('2026-02-10') },
        },
        { by: REGION, at: '2026-02-10' },
      ),
  },
  {
    ...{ rule: 'A-076', told: moved, asOf: '2026-02-10', waitsFor: [REGION, GAVLE] },
    answerWith: ['handover.accepted', 'handover.initiated'],
    answer: (story) => accepted(story, GAVLE, '2026-02-10', { of: startedByHub(story) }),
  },
  {
    ...{ rule: 'S-002', told: custody, asOf: '2026-03-05', waitsFor: [KOMMUN], answerWith: ['placement.courtStep'] },
    answer: (story) => story.courtStep('applied', '2026-03-05', { decisionId: uuid('decision/B1') }),
  },
  {
    ...{ rule: 'S-006', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['placement.contactRestrictionEnded'] },
    told: placed.contactRestricted('2026-02-01'),
    answer: (story) => story.contactRestrictionEnded('2026-02-10'),
  },
  {
    ...{ rule: 'S-007', asOf: '2026-02-10', waitsFor: [KOMMUN] },
    told: underLVU(LVU('2'), { ...anHvb, kind: 'sis' }),
    answerWith: ['placement.moved', 'placement.legalBasisChanged'],
    answer: (story) => story.moved('2026-02-10'),
  },
  {
    ...{ rule: 'A-097', told: fixed(placed), asOf: '2026-02-10', waitsFor: [KOMMUN, REGION] },
    answerWith: ['placement.responsibilityClarified', 'placement.responsibilityConfirmed'],
    answer: (story) => cleared(story, '2026-02-10'),
  },
  {
    ...{ rule: 'A-098', asOf: '2026-02-10', waitsFor: [REGION], answerWith: ['costAllocation.approved'] },
    told: proposed(placed).approved(
      '2026-01-25',
      { signatory: { function: 'chef', hasMandate: false } },
      { by: REGION },
    ),
    answer: (story) => story.approved('2026-02-10', {}, { by: REGION }),
  },
  {
    ...{ rule: 'A-098', asOf: '2026-02-10', waitsFor: [KOMMUN, REGION] },
    told: emergency.cost('C1', 100_00, '2026-01-20/2026-01-25').claim('K1', 'C1'),
    answerWith: ['costAllocation.proposed', 'costAllocation.approved'],
    answer: (story) =>
      story
        .proposed('2026-01-15', { lines: [aLine('housing', { [REGION]: 1000 })] }, { at: '2026-02-10' })
        .approvedByBoth('2026-02-10'),
  },
  {
    ...{ rule: 'A-099', asOf: '2026-03-20', waitsFor: [KOMMUN, REGION] },
    told: emergency,
    answerWith: ['costAllocation.proposed', 'costAllocation.approved'],
    answer: (story) => story.proposed('2026-01-15', {}, { at: '2026-03-20' }).approvedByBoth('2026-03-20'),
  },
  {
    ...{ rule: 'A-102', asOf: '2026-02-10', waitsFor: [KOMMUN, REGION], answerWith: ['costAllocation.disputeSettled'] },
    told: proposed(placed).disputed(1, { at: '2026-02-01' }),
    answer: (story) => story.disputeSettled('2026-02-10'),
  },
  {
    ...{ rule: 'A-096', asOf: '2026-02-10', waitsFor: [REGION], answerWith: ['costAllocation.contractRegistered'] },
    told: fixed(placed).contract('C1', { covers: ['housing', 'healthcare'], from: day('2026-02-01') }, { by: KOMMUN }),
    answer: (story) => story.contract('C2', { from: day('2026-02-10') }, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-103', asOf: '2026-02-10', waitsFor: [KOMMUN, REGION] },
    told: proposed(placed).contract('C1', {}, { at: '2026-01-21' }),
    answerWith: ['costAllocation.proposed', 'costAllocation.approved'],
    answer: (story) => story.approvedByBoth('2026-02-10'),
  },
  {
    ...{ rule: 'H-005', told: fixedAndMoved, asOf: '2026-02-10' },
    waitsFor: [KOMMUN, GAVLE],
    answerWith: ['costAllocation.proposed', 'costAllocation.approved'],
    answer: (story) =>
      story
        .proposed('2026-02-10', { version: 2 }, { at: '2026-02-10' })
        .approved('2026-02-10', { version: 2 })
        .approved('2026-02-10', { version: 2 }, { by: REGION })
        .approved('2026-02-10', { version: 2 }, { by: GAVLE }),
  },
  {
    ...{ rule: 'A-107', asOf: '2026-02-10', waitsFor: [REGION], answerWith: ['deviation.investigationStarted'] },
    told: placed.deviation('2026-02-01').investigated('2026-02-02', { parties: [KOMMUN] }),
    answer: (story) => story.investigated('2026-02-10', { parties: [REGION] }, { by: REGION }),
  },
  {
    ...{ rule: 'A-108', asOf: '2026-02-10', waitsFor: [KOMMUN, REGION] },
    told: placed.deviation('2026-02-01').investigated('2026-02-02'),
    answerWith: ['deviation.temporaryResponsibilityProposed', 'deviation.temporaryResponsibilityConfirmed'],
    answer: (story) =>
      story.splitProposed('D1', {}, { at: '2026-02-10' }).splitConfirmed('D1', {}, { at: '2026-02-10' }),
  },
  {
    ...{ rule: 'A-109', asOf: '2026-02-10', waitsFor: [KOMMUN], answerWith: ['deviation.actionDone'] },
    told: placed.deviation('2026-02-01').actionDecided('A1', '2026-02-08', {}, { at: '2026-02-02' }),
    answer: (story) => story.actionDone('A1', '2026-02-10'),
  },
];

describe('what is found as it moves on, is paid for and goes wrong', () => {
  it.each(ofItsCourse)('by $rule waits for $waitsFor, and is answered with $answerWith', (example) => {
    const { rule, told, asOf, waitsFor, answerWith, answer } = example;
    const [seen] = openOf(on(told, asOf).findings, rule, asOf, answerWith);
    expect(seen).toMatchObject({ waitsFor: [...waitsFor].sort(), answerWith });
    const after = answer(told);
    expect(answerTo(after, asOf)).toMatchObject({ outcome: 'accepted' });
    isTold(after.facts.slice(told.facts.length), example);
    expect(open(on(after, asOf), rule).map(({ findingId }) => findingId)).not.toContain(seen?.findingId);
  });
});
