/** A scene for every fact of a case: a story in which it fits, and how it is told there, also with another word. */
import { type CaseFact } from '#domain';
import {
  accepted,
  completed,
  handoverId,
  initiated,
  materialSent,
  opened,
  refused,
  takenBack,
} from './handover-steps.js';
import { aCase, aLine, day, party, PLACING_PARTY, REGION, uuid, type CaseBuilder } from './case-builder.js';
import { type Scene } from './scene.js';
import { disclosingScenes } from './disclosing-scenes.js';
import { laid } from './deviation-steps.js';

/** Under way since 15 January: registered, decided, with a list of measures, a version proposed and a cost recorded. */
export const underWay = (): CaseBuilder =>
  aCase()
    .registered({}, { id: 'r' })
    .decided('2026-01-12', { custodyHolders: 2 })
    .clarified({}, { at: '2026-01-12' })
    .started('2026-01-15')
    .proposed('2026-01-15', {}, { at: '2026-01-16' })
    .cost('K1', 1_000, '2026-01-15/2026-01-16');

const planned = (): CaseBuilder => aCase().registered({}, { id: 'r' });
const ended = (): CaseBuilder => underWay().ended('2026-01-16');
const restricted = (): CaseBuilder => underWay().contactRestricted('2026-01-16');
const disputed = (): CaseBuilder => underWay().disputed(1, { at: '2026-01-16' });
const asked = (): CaseBuilder =>
  underWay().said('placement.caseTransferRequested', {
    transferId: uuid('transfer/T1'),
    toKommun: RECEIVER,
    requestedOn: day('2026-01-16'),
    inWriting: true,
  });

const deviating = (): CaseBuilder => underWay().deviation('2026-01-16');

const RECEIVER = party('kommun-2081.socialnamnden');
const TRANSFER = { transferId: uuid('transfer/T1') };

const HANDED = handoverId();
const handedOver = (): CaseBuilder => initiated(underWay(), '2026-01-16');
const takenOver = (): CaseBuilder => accepted(handedOver(), 'region-21', '2026-01-16', { of: HANDED });

const READER = { party: party('region-21'), person: uuid('person/P1') };
const SECOND = { party: party('region-21'), person: uuid('person/P2') };

const on = (again: boolean): string => (again ? '2026-01-16' : '2026-01-17');

export const SCENES: { readonly [T in CaseFact['type']]: Scene } = {
  'placement.registered': {
    before: () => aCase(),
    tell: (told, how, again) => told.registered(again ? { plannedTo: day('2026-08-14') } : {}, how),
  },
  'placement.decided': {
    tell: (told, how, again) =>
      told.decided(
        '2026-01-16',
        { decisionId: uuid('decision/B2'), decidedBy: again ? 'socialnamnd' : 'utskott' },
        how,
      ),
  },
  'placement.responsibilityClarified': {
    tell: (told, how, again) =>
      told.clarified(
        {
          clarificationId: uuid('clarification/K2'),
          measures: [
            {
              measureId: uuid('measure/M1'),
              kind: again ? 'socialSupport' : 'housing',
              title: 'Stöd',
              responsible: [PLACING_PARTY],
            },
          ],
        },
        how,
      ),
  },
  'placement.responsibilityConfirmed': {
    tell: (told, how, again) => told.confirmed({ on: day(on(again)) }, how),
  },
  'placement.consentGiven': { tell: (told, how, again) => told.consentGiven(on(again), {}, how) },
  'placement.consentWithdrawn': { tell: (told, how, again) => told.consentWithdrawn(on(again), {}, how) },
  'placement.childHeard': { tell: (told, how, again) => told.childHeard(on(again), how) },
  'placement.started': {
    before: planned,
    tell: (told, how, again) => told.started(on(again), how),
  },
  'placement.moved': { tell: (told, how, again) => told.moved(on(again), {}, how) },
  'placement.legalBasisChanged': {
    tell: (told, how, again) => told.legalBasisChanged(on(again), { act: 'LVU', sections: ['2'], interim: false }, how),
  },
  'placement.registrationEstablished': {
    tell: (told, how, again) => told.registrationEstablished(again ? '2080' : '2081', '2026-01-17', how),
  },
  'placement.registrationChanged': { tell: (told, how, again) => told.registrationChanged('2081', on(again), how) },
  'placement.reviewed': { tell: (told, how, again) => told.reviewed(on(again), {}, how) },
  'placement.courtStep': { tell: (told, how, again) => told.courtStep('applied', on(again), {}, how) },
  'placement.careTimeNotCounted': { tell: (told, how, again) => told.careTimeNotCounted(on(again), {}, how) },
  'placement.contactRestricted': { tell: (told, how, again) => told.contactRestricted(on(again), {}, how) },
  'placement.contactRestrictionEnded': {
    before: restricted,
    tell: (told, how, again) => told.contactRestrictionEnded(on(again), {}, how),
  },
  'placement.executionInterrupted': { tell: (told, how, again) => told.executionInterrupted(on(again), how) },
  'placement.nonExecutionReported': { tell: (told, how, again) => told.nonExecutionReported(on(again), {}, how) },
  'placement.healthExamination': { tell: (told, how, again) => told.healthExamination('notified', on(again), how) },
  'placement.dentalContact': { tell: (told, how, again) => told.dentalContact(on(again), {}, how) },
  'placement.schooling': { tell: (told, how, again) => told.schooling(on(again), {}, how) },
  'placement.selfCareDecided': { tell: (told, how, again) => told.selfCareDecided(on(again), {}, how) },
  'placement.carePlan': { tell: (told, how, again) => told.carePlan('established', on(again), how) },
  'placement.socialSecretaryNamed': { tell: (told, how, again) => told.socialSecretaryNamed(on(again), how) },
  'placement.caseTransferRequested': {
    tell: (told, how, again) =>
      told.said(
        'placement.caseTransferRequested',
        { ...TRANSFER, toKommun: RECEIVER, requestedOn: day(on(again)), inWriting: true },
        how,
      ),
  },
  'placement.caseTransferAnswered': {
    before: asked,
    tell: (told, how, again) =>
      told.said(
        'placement.caseTransferAnswered',
        { ...TRANSFER, answer: 'refused', answeredOn: day(again ? '2026-01-18' : '2026-01-17') },
        { by: RECEIVER, ...how },
      ),
  },
  'placement.caseTransferApplied': {
    before: asked,
    tell: (told, how, again) =>
      told.said('placement.caseTransferApplied', { ...TRANSFER, on: day(again ? '2026-01-18' : '2026-01-17') }, how),
  },
  'placement.caseTransferDecided': {
    before: () => asked().said('placement.caseTransferApplied', { ...TRANSFER, on: day('2026-01-16') }),
    tell: (told, how, again) =>
      told.said(
        'placement.caseTransferDecided',
        { ...TRANSFER, by: 'ivo', outcome: 'refused', on: day(again ? '2026-01-18' : '2026-01-17') },
        how,
      ),
  },
  'placement.endPlanned': {
    tell: (told, how, again) => told.endPlanned(again ? '2026-03-02' : '2026-03-01', {}, how),
  },
  'placement.ended': { tell: (told, how, again) => told.ended(on(again), {}, how) },
  'placement.followUpStarted': {
    before: ended,
    tell: (told, how, again) => told.followUpStarted(on(again), 'SoL23', how),
  },
  'placement.followUpClosed': {
    before: () => ended().followUpStarted('2026-01-16'),
    tell: (told, how, again) => told.followUpClosed(on(again), 'notNeeded', how),
  },
  'placement.handledBy': { tell: (told, how, again) => told.handledBy('barn-och-unga-1', on(again), how) },
  'placement.opened': {
    before: handedOver,
    tell: (told, how, again) => opened(told, 'region-21', on(again), how),
  },
  'placement.emergencyAccess': {
    tell: (told, how, again) => told.emergencyAccess({ by: READER, minutes: again ? 30 : 60 }, how),
  },
  'placement.emergencyAccessApproved': {
    before: () => underWay().emergencyAccess({ by: READER, minutes: 240 }, { at: '2026-01-18' }),
    tell: (told, how) => told.emergencyAccessApproved({ by: SECOND }, how),
  },
  'placement.emergencyAccessReviewed': {
    before: () => underWay().emergencyAccess({}, { at: '2026-01-16' }),
    tell: (told, how, again) => told.emergencyAccessReviewed(on(again), again ? 'unjustified' : 'justified', how),
  },
  'placement.protectionChanged': {
    tell: (told, how, again) => told.protectionChanged('sekretessmarkering', on(again), {}, how),
  },
  'placement.annulled': {
    before: () => underWay().childHeard('2026-01-16', { id: 'heard' }),
    tell: (told, how) => told.annulled('heard', how),
  },
  'costAllocation.proposed': {
    tell: (told, how, again) =>
      told.proposed(
        '2026-01-17',
        { version: 2, lines: [aLine('housing', { [again ? REGION : PLACING_PARTY]: 1000 })] },
        how,
      ),
  },
  'costAllocation.approved': { tell: (told, how, again) => told.approved(on(again), {}, how) },
  'costAllocation.disputed': { tell: (told, how) => told.disputed(1, how) },
  'costAllocation.disputeSettled': {
    before: disputed,
    tell: (told, how, again) => told.disputeSettled(on(again), 1, how),
  },
  'costAllocation.withdrawn': { tell: (told, how) => told.withdrawn(1, how) },
  'costAllocation.contractRegistered': {
    tell: (told, how, again) => told.contract('C1', { from: day(on(again)) }, how),
  },
  'costAllocation.costRecorded': {
    tell: (told, how, again) =>
      told.said(
        'costAllocation.costRecorded',
        {
          costId: uuid('cost/K2'),
          category: 'housing',
          period: { from: day('2026-01-15'), to: day('2026-01-16') },
          amountOre: again ? 300 : 200,
          paidBy: PLACING_PARTY,
        },
        how,
      ),
  },
  'costAllocation.claimed': {
    before: () => underWay().cost('K2', 300, '2026-01-15/2026-01-16'),
    tell: (told, how, again) => told.claim('F1', again ? 'K2' : 'K1', REGION, how),
  },
  'costAllocation.annulled': {
    before: () => underWay().contract('C1', {}, { id: 'contract', at: '2026-01-16' }),
    tell: (told, how) => told.costAnnulled('contract', { by: REGION, ...how }),
  },
  'deviation.reported': {
    tell: (told, how, again) => told.deviation(on(again), {}, how),
  },
  'deviation.temporaryResponsibilityProposed': {
    before: deviating,
    tell: (told, how, again) =>
      told.splitProposed('S1', { areas: [laid(again ? 'housing' : 'psychiatry', REGION)] }, how),
  },
  'deviation.temporaryResponsibilityConfirmed': {
    before: () => deviating().splitProposed('S1', {}, { at: '2026-01-16' }),
    tell: (told, how) => told.splitConfirmed('S1', {}, how),
  },
  'deviation.investigationStarted': {
    before: deviating,
    tell: (told, how, again) => told.investigated(on(again), {}, how),
  },
  'deviation.actionDecided': {
    before: deviating,
    tell: (told, how, again) => told.actionDecided('A1', again ? '2026-03-02' : '2026-03-01', {}, how),
  },
  'deviation.actionDone': {
    before: () => deviating().actionDecided('A1', '2026-03-01', {}, { at: '2026-01-16' }),
    tell: (told, how, again) => told.actionDone('A1', on(again), how),
  },
  'deviation.closureProposed': {
    before: deviating,
    tell: (told, how, again) => told.closureProposed(on(again), how),
  },
  'deviation.closureConfirmed': {
    before: () => deviating().closureProposed('2026-01-16'),
    tell: (told, how, again) => told.closureConfirmed(on(again), {}, how),
  },
  'deviation.annulled': {
    before: () => deviating().investigated('2026-01-16', {}, { id: 'investigated' }),
    tell: (told, how) => told.deviationAnnulled('investigated', how),
  },
  'handover.initiated': {
    tell: (told, how, again) =>
      initiated(told, '2026-01-17', { effectiveOn: again ? '2026-01-20' : '2026-01-19' }, how),
  },
  'handover.materialSent': {
    before: handedOver,
    tell: (told, how, again) => materialSent(told, on(again), { ...how, of: HANDED }),
  },
  'handover.accepted': {
    before: handedOver,
    tell: (told, how, again) => accepted(told, 'region-21', on(again), { ...how, of: HANDED }),
  },
  'handover.rejected': {
    before: handedOver,
    tell: (told, how, again) => refused(told, 'region-21', on(again), { ...how, of: HANDED }),
  },
  'handover.completed': {
    before: takenOver,
    tell: (told, how, again) => completed(told, 'region-21', on(again), { ...how, of: HANDED }),
  },
  'handover.withdrawn': {
    before: handedOver,
    tell: (told, how, again) => takenBack(told, 'region-20', on(again), { ...how, of: HANDED }),
  },
  'handover.annulled': {
    before: () => materialSent(handedOver(), '2026-01-16', { of: HANDED, id: 'material' }),
    tell: (told, how) =>
      told.said('handover.annulled', { annulsId: 'material', reason: 'Fel ärende' }, { by: REGION, ...how }),
  },
  ...disclosingScenes({ underWay, deviating, handedOver }),
};
