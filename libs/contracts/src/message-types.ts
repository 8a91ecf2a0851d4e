/** Every message type that a party may send, and the class that says its form. */
import { type Fact, type FactData, SUBJECT_KINDS, type SubjectKind } from '#domain/facts';
import * as agreement from './agreement.messages.js';
import { ConcernReportedMessage } from './concern.messages.js';
import * as cost from './cost-allocation.messages.js';
import * as deviation from './deviation.messages.js';
import * as discharge from './discharge.messages.js';
import { DisclosureDecidedMessage, DisclosureEndedMessage } from './disclosure.messages.js';
import * as handover from './handover.messages.js';
import { type MessageClass } from './field-kind.js';
import { NoticeOpenedMessage } from './notice.messages.js';
import * as care from './placement.care.messages.js';
import * as compulsory from './placement.compulsory.messages.js';
import * as course from './placement.course.messages.js';
import * as emergency from './placement.emergency.messages.js';
import * as placement from './placement.messages.js';
import * as transfer from './placement.transfer.messages.js';
import * as consent from './sip.consent.messages.js';
import * as sip from './sip.messages.js';

type Classes<Data> = { readonly [Name in keyof Data]: MessageClass<Data[Name] & object> };

/** Of every kind that is about a person. */
const DISCLOSING = { disclosureDecided: DisclosureDecidedMessage, disclosureEnded: DisclosureEndedMessage };

const PLACEMENT: Classes<FactData['placement']> = {
  registered: placement.PlacementRegisteredMessage,
  decided: placement.PlacementDecidedMessage,
  responsibilityClarified: placement.ResponsibilityClarifiedMessage,
  responsibilityConfirmed: placement.ResponsibilityConfirmedMessage,
  consentGiven: placement.ConsentToPlacementMessage,
  consentWithdrawn: placement.ConsentToPlacementMessage,
  childHeard: placement.ChildHeardMessage,
  started: course.PlacementStartedMessage,
  moved: course.PlacementMovedMessage,
  legalBasisChanged: placement.LegalBasisChangedMessage,
  registrationEstablished: placement.RegistrationEstablishedMessage,
  registrationChanged: placement.RegistrationChangedMessage,
  reviewed: course.PlacementReviewedMessage,
  courtStep: compulsory.CourtStepMessage,
  careTimeNotCounted: compulsory.CareTimeNotCountedMessage,
  contactRestricted: compulsory.ContactRestrictedMessage,
  contactRestrictionEnded: compulsory.ContactRestrictionEndedMessage,
  executionInterrupted: compulsory.ExecutionInterruptedMessage,
  nonExecutionReported: compulsory.NonExecutionReportedMessage,
  healthExamination: course.HealthExaminationMessage,
  dentalContact: course.DentalContactMessage,
  schooling: care.SchoolingMessage,
  selfCareDecided: placement.SelfCareDecidedMessage,
  carePlan: care.CarePlanMessage,
  socialSecretaryNamed: care.SocialSecretaryNamedMessage,
  caseTransferRequested: transfer.CaseTransferRequestedMessage,
  caseTransferAnswered: transfer.CaseTransferAnsweredMessage,
  caseTransferApplied: transfer.CaseTransferAppliedMessage,
  caseTransferDecided: transfer.CaseTransferDecidedMessage,
  endPlanned: course.EndPlannedMessage,
  ended: course.PlacementEndedMessage,
  followUpStarted: care.FollowUpStartedMessage,
  followUpClosed: care.FollowUpClosedMessage,
  handledBy: care.HandledByMessage,
  opened: NoticeOpenedMessage,
  emergencyAccess: emergency.EmergencyAccessMessage,
  emergencyAccessApproved: emergency.EmergencyAccessApprovedMessage,
  emergencyAccessReviewed: emergency.EmergencyAccessReviewedMessage,
  protectionChanged: care.ProtectionChangedMessage,
  ...DISCLOSING,
  annulled: placement.AnnulledMessage,
};

const COST_ALLOCATION: Classes<FactData['costAllocation']> = {
  proposed: cost.AllocationProposedMessage,
  approved: cost.AllocationApprovedMessage,
  disputed: cost.VersionRefusedMessage,
  disputeSettled: cost.DisputeSettledMessage,
  withdrawn: cost.VersionRefusedMessage,
  contractRegistered: cost.ContractRegisteredMessage,
  costRecorded: cost.CostRecordedMessage,
  claimed: cost.ClaimedMessage,
  ...DISCLOSING,
  annulled: placement.AnnulledMessage,
};

const DEVIATION: Classes<FactData['deviation']> = {
  reported: deviation.DeviationReportedMessage,
  temporaryResponsibilityProposed: deviation.TemporaryResponsibilityProposedMessage,
  temporaryResponsibilityConfirmed: deviation.TemporaryResponsibilityConfirmedMessage,
  investigationStarted: deviation.InvestigationStartedMessage,
  actionDecided: deviation.ActionDecidedMessage,
  actionDone: deviation.ActionDoneMessage,
  closureProposed: deviation.ClosureProposedMessage,
  closureConfirmed: deviation.ClosureConfirmedMessage,
  disclosureDecided: deviation.DeviationDisclosureDecidedMessage,
  disclosureEnded: deviation.DeviationDisclosureEndedMessage,
  annulled: deviation.DeviationAnnulledMessage,
};

const HANDOVER: Classes<FactData['handover']> = {
  initiated: handover.HandoverInitiatedMessage,
  materialSent: handover.MaterialSentMessage,
  accepted: handover.HandoverAcceptedMessage,
  rejected: handover.HandoverRejectedMessage,
  completed: handover.HandoverCompletedMessage,
  withdrawn: handover.HandoverWithdrawnMessage,
  ...DISCLOSING,
  annulled: placement.AnnulledMessage,
};

const AGREEMENT: Classes<FactData['agreement']> = {
  registered: agreement.AgreementRegisteredMessage,
  approvedByParty: agreement.ApprovedByPartyMessage,
  superseded: agreement.AgreementSupersededMessage,
  minorChange: agreement.MinorChangeMessage,
  revisionStarted: agreement.RevisionStartedMessage,
  followedUp: agreement.AgreementFollowedUpMessage,
  activityPlanned: agreement.ActivityPlannedMessage,
  meetingHeld: agreement.AgreementMeetingHeldMessage,
  annulled: placement.AnnulledMessage,
};

const SIP: Classes<FactData['sip']> = {
  considered: sip.SipConsideredMessage,
  needIdentified: sip.NeedIdentifiedMessage,
  consentGiven: consent.ConsentToSipMessage,
  consentJoined: consent.ConsentJoinedMessage,
  guardianConsentReplaced: consent.GuardianConsentReplacedMessage,
  consentWithdrawn: consent.ConsentToSipWithdrawnMessage,
  consentVoided: consent.ConsentVoidedMessage,
  invited: sip.InvitedMessage,
  guardianNotCalled: sip.GuardianNotCalledMessage,
  guardianInformed: sip.GuardianInformedMessage,
  invitationAnswered: sip.InvitationAnsweredMessage,
  opened: NoticeOpenedMessage,
  childHeard: placement.ChildHeardMessage,
  meetingHeld: sip.MeetingHeldMessage,
  established: sip.SipEstablishedMessage,
  followedUp: sip.SipFollowedUpMessage,
  declined: sip.SipEndedMessage,
  closed: sip.SipEndedMessage,
  ...DISCLOSING,
  annulled: placement.AnnulledMessage,
};

const DISCHARGE: Classes<FactData['discharge']> = {
  admitted: discharge.AdmittedMessage,
  contactAppointed: discharge.ContactAppointedMessage,
  readyForDischarge: discharge.ReadyForDischargeMessage,
  sipCalled: discharge.SipCalledMessage,
  discharged: discharge.DischargedMessage,
  opened: NoticeOpenedMessage,
  ...DISCLOSING,
  annulled: placement.AnnulledMessage,
};

const CONCERN: Classes<FactData['concern']> = {
  reported: ConcernReportedMessage,
  opened: NoticeOpenedMessage,
  ...DISCLOSING,
  annulled: placement.AnnulledMessage,
};

/** A fact's type without prefix and version, as the domain knows it: `placement.registered`. */
export type FactType = Fact['type'];

export interface MessageType {
  /** `se.hvbhub.<kind>.<fact>.v1` */
  readonly type: string;
  readonly kind: SubjectKind;
  readonly factType: FactType;
  readonly messageClass: MessageClass;
}

/** The wire's name of a fact or of what the hub says: `se.hvbhub.placement.registered.v1`. */
export function wireType(name: string, version = 1): string {
  return `se.hvbhub.${name}.v${version}`;
}

function typesOf(kind: SubjectKind, classes: Readonly<Record<string, MessageClass>>): MessageType[] {
  return Object.entries(classes).map(([name, messageClass]) => {
    const factType = `${kind}.${name}` as FactType;
    return { type: wireType(factType), kind, factType, messageClass };
  });
}

const CLASSES: { readonly [K in SubjectKind]: Classes<FactData[K]> } = {
  placement: PLACEMENT,
  costAllocation: COST_ALLOCATION,
  deviation: DEVIATION,
  handover: HANDOVER,
  agreement: AGREEMENT,
  sip: SIP,
  discharge: DISCHARGE,
  concern: CONCERN,
};

/** All message types, in the order of the documentation. */
export const MESSAGE_TYPES: readonly MessageType[] = SUBJECT_KINDS.flatMap((kind) =>
  typesOf(kind, { ...CLASSES[kind] }),
);

const BY_TYPE: ReadonlyMap<string, MessageType> = new Map(MESSAGE_TYPES.map((entry) => [entry.type, entry]));

/** The message type of that name; undefined for none that a party may send. */
export function messageType(type: string): MessageType | undefined {
  return BY_TYPE.get(type);
}
