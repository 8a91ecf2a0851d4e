import { FACT_ENTRIES, namesGivenBy, namesUsedBy, type Fact, type Said } from '#domain';
import { type Name } from '../fact/names.js';
import { asJudged } from '../../../../test/support/as-judged.js';
import { aCase } from '../../../../test/support/case-builder.js';
import { theFirst } from '../../../../test/support/pickers.js';

type Type = Fact['type'];
const TYPES = Object.keys(FACT_ENTRIES) as Type[];
/** Whatever it is about, a ground rests on the same rules. */
const DISCLOSING = TYPES.filter((type) => type.endsWith('.disclosureDecided'));
const { meta } = aCase().registered().facts[0]!;
const said = (type: Type): Said<Fact> => ({ ...asJudged({ type, data: FACT_ENTRIES[type].sample(theFirst) }), meta });

const at = (fact: object, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>> | undefined)?.[key], fact);

/** `version at /data/version`; where the field holds no id, the fact whose one thing it is stands for it. */
const inWords = (fact: Said<Fact>, { thing, id, pointer }: Name): string =>
  `${thing} ${String(at(fact, pointer)) === id ? '' : `${id} `}at ${pointer}`;

/** What a sample gives others to name, and what it needs, with what is waited for where another has yet to say it. */
function namesOf(type: Type): readonly (readonly string[])[] {
  const fact = said(type);
  const gives = namesGivenBy(fact).map((one) => inWords(fact, one));
  const needs = namesUsedBy(fact).map(
    ({ waitsFor, ...one }) => `${inWords(fact, one)}${waitsFor ? `, waited for as ${waitsFor.what}` : ''}`,
  );
  return [
    ...(gives.length === 0 ? [] : [[type, 'gives', ...gives]]),
    ...(needs.length === 0 ? [] : [[type, 'needs', ...needs]]),
  ];
}

describe('a fact', () => {
  it('gives others to name, and needs, what stands here beside its type, and nothing else', () => {
    expect(TYPES.flatMap(namesOf)).toEqual([
      ['placement.decided', 'gives', 'decision at /data/decisionId'],
      ['placement.responsibilityClarified', 'gives', 'clarification at /data/clarificationId'],
      [
        'placement.responsibilityConfirmed',
        'needs',
        'clarification at /data/clarificationId, waited for as clarification',
      ],
      ['placement.started', 'gives', 'start placement.started at /data/startedOn'],
      ['placement.moved', 'needs', 'start placement.started at /data/movedOn'],
      ['placement.courtStep', 'needs', 'decision at /data/decisionId'],
      ['placement.contactRestricted', 'gives', 'restriction at /data/restrictionId'],
      ['placement.contactRestrictionEnded', 'needs', 'restriction at /data/restrictionId'],
      ['placement.executionInterrupted', 'needs', 'start placement.started at /data/on'],
      ['placement.nonExecutionReported', 'needs', 'decision at /data/decisionId'],
      ['placement.caseTransferRequested', 'gives', 'transfer at /data/transferId'],
      ['placement.caseTransferAnswered', 'needs', 'transfer at /data/transferId, waited for as transfer'],
      ['placement.caseTransferApplied', 'needs', 'transfer at /data/transferId'],
      ['placement.caseTransferDecided', 'needs', 'transfer at /data/transferId, waited for as transfer'],
      ['placement.ended', 'gives', 'end placement.ended at /data/endedOn'],
      ['placement.ended', 'needs', 'start placement.started at /data/endedOn'],
      ['placement.followUpStarted', 'gives', 'followUp placement.followUpStarted at /data/on'],
      ['placement.followUpStarted', 'needs', 'end placement.ended at /data/on'],
      ['placement.followUpClosed', 'needs', 'followUp placement.followUpStarted at /data/on'],
      ['placement.emergencyAccess', 'gives', 'access at /data/accessId'],
      ['placement.emergencyAccessApproved', 'gives', 'accessApproval at /data/accessId'],
      ['placement.emergencyAccessApproved', 'needs', 'access at /data/accessId'],
      ['placement.emergencyAccessReviewed', 'gives', 'accessReview at /data/accessId'],
      ['placement.emergencyAccessReviewed', 'needs', 'access at /data/accessId'],
      ['placement.disclosureDecided', 'gives', 'ground at /data/groundId'],
      ['placement.disclosureEnded', 'needs', 'ground at /data/groundId'],
      ['costAllocation.proposed', 'gives', 'version at /data/version'],
      ['costAllocation.approved', 'needs', 'version at /data/version, waited for as version'],
      ['costAllocation.disputed', 'gives', 'dispute at /data/version'],
      ['costAllocation.disputed', 'needs', 'version at /data/version, waited for as version'],
      [
        'costAllocation.disputeSettled',
        'needs',
        'version at /data/version, waited for as version',
        'dispute at /data/version, waited for as dispute',
      ],
      ['costAllocation.withdrawn', 'needs', 'version at /data/version'],
      ['costAllocation.contractRegistered', 'gives', 'contract at /data/contractId'],
      ['costAllocation.costRecorded', 'gives', 'cost at /data/costId'],
      ['costAllocation.claimed', 'gives', 'claim at /data/claimId'],
      ['costAllocation.claimed', 'needs', 'cost at /data/costId, waited for as cost'],
      ['costAllocation.disclosureDecided', 'gives', 'ground at /data/groundId'],
      ['costAllocation.disclosureEnded', 'needs', 'ground at /data/groundId'],
      ['deviation.temporaryResponsibilityProposed', 'gives', 'split at /data/splitId'],
      ['deviation.temporaryResponsibilityConfirmed', 'needs', 'split at /data/splitId, waited for as split'],
      ['deviation.actionDecided', 'gives', 'action at /data/actionId'],
      ['deviation.actionDone', 'needs', 'action at /data/actionId, waited for as action'],
      ['deviation.disclosureDecided', 'gives', 'ground at /data/groundId'],
      ['deviation.disclosureEnded', 'needs', 'ground at /data/groundId'],
      ['handover.initiated', 'gives', 'handover at /data/handoverId'],
      ['handover.materialSent', 'needs', 'handover at /data/handoverId, waited for as handover'],
      ['handover.accepted', 'needs', 'handover at /data/handoverId, waited for as handover'],
      ['handover.rejected', 'needs', 'handover at /data/handoverId, waited for as handover'],
      ['handover.completed', 'needs', 'handover at /data/handoverId, waited for as handover'],
      ['handover.withdrawn', 'needs', 'handover at /data/handoverId'],
      ['handover.disclosureDecided', 'gives', 'ground at /data/groundId'],
      ['handover.disclosureEnded', 'needs', 'ground at /data/groundId'],
      ['sip.consentGiven', 'gives', 'consent at /data/consentId'],
      ['sip.consentJoined', 'needs', 'consent at /data/consentId, waited for as consent'],
      ['sip.guardianConsentReplaced', 'needs', 'consent at /data/consentId, waited for as consent'],
      ['sip.consentWithdrawn', 'needs', 'consent at /data/consentId, waited for as consent'],
      ['sip.consentVoided', 'needs', 'consent at /data/consentId, waited for as consent'],
      ['sip.invited', 'gives', 'invitation at /data/invitationId'],
      ['sip.invitationAnswered', 'needs', 'invitation at /data/invitationId, waited for as invitation'],
      ['sip.established', 'gives', 'plan sip.established at /data/establishedOn'],
      ['sip.followedUp', 'needs', 'plan sip.established at /data/on, waited for as plan'],
      ['sip.disclosureDecided', 'gives', 'ground at /data/groundId'],
      ['sip.disclosureEnded', 'needs', 'ground at /data/groundId'],
      ['discharge.disclosureDecided', 'gives', 'ground at /data/groundId'],
      ['discharge.disclosureEnded', 'needs', 'ground at /data/groundId'],
      ['concern.disclosureDecided', 'gives', 'ground at /data/groundId'],
      ['concern.disclosureEnded', 'needs', 'ground at /data/groundId'],
    ]);
  });

  it('tells of these rules, by which nothing is judged: they stand at the types below, and at no other', () => {
    const told = TYPES.flatMap((type) => {
      const { represents } = FACT_ENTRIES[type];
      return represents ? [[type, represents] as const] : [];
    });
    expect(Object.fromEntries(told)).toEqual({
      'placement.registered': ['A-008'],
      'placement.decided': ['B-011', 'D-040'],
      'placement.responsibilityClarified': ['A-080', 'E-005'],
      'placement.childHeard': ['A-045', 'B-006'],
      'placement.healthExamination': ['A-070', 'A-072'],
      'placement.carePlan': ['A-069', 'D-018'],
      'placement.ended': ['A-081', 'B-007'],
      'placement.handledBy': ['E-012'],
      'costAllocation.proposed': ['A-092', 'A-093'],
      'deviation.reported': ['A-104', 'A-105'],
      'agreement.registered': ['A-110', 'A-111', 'A-113', 'C-001', 'A-022'],
      'agreement.minorChange': ['A-129'],
      'agreement.followedUp': ['A-117', 'A-131'],
      'agreement.activityPlanned': ['A-112', 'B-016'],
      'agreement.meetingHeld': ['B-018', 'B-020', 'C-004', 'A-114', 'D-039'],
      'sip.considered': ['B-014', 'C-006', 'C-009'],
      'sip.needIdentified': ['A-025', 'A-026', 'A-030', 'B-003', 'D-003'],
      'sip.consentGiven': ['A-033', 'A-036', 'D-031', 'D-034', 'A-016', 'A-019', 'B-010', 'D-035', 'E-009'],
      'sip.invited': ['A-028', 'A-020', 'D-017', 'B-012'],
      'sip.invitationAnswered': ['E-002', 'B-002'],
      'sip.meetingHeld': ['A-132'],
      'sip.established': ['A-027', 'B-005', 'B-022', 'E-011'],
      'sip.followedUp': ['E-015'],
      'sip.closed': ['A-052'],
      'concern.reported': ['D-029'],
      ...Object.fromEntries(
        DISCLOSING.map((type) => [type, ['E-008', 'D-025', 'E-010', 'E-006', 'E-007', 'D-027', 'D-030']]),
      ),
    });
  });
});
