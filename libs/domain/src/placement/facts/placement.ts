/** What can happen to a placement: the facts of `placement/<uuid>`, with the names and fields of the wire. */
import { type DisclosingData } from '../../fact/disclosing.js';
import { type Opened } from '../../fact/opened.js';
import { type CareActId, type CareSection } from './care-acts.js';
import { type DecidedBy } from './deciding-bodies.js';
import { type EmergencyAccessData } from './emergency-access.js';
import { type TransferData } from './transfer.js';
import { type FollowUpBasis } from './follow-up.data.js';
import {
  type Day,
  type Erased,
  type KommunCode,
  type PartyId,
  type RegionCode,
  type Sealed,
  type Uuid,
} from '../../kernel/index.js';

/** Care and measures by area; also a SIP's measures and a consent's categories. */
export type AreaKind =
  | 'housing'
  | 'socialSupport'
  | 'healthcare'
  | 'psychiatry'
  | 'dental'
  | 'schooling'
  | 'rehabilitation'
  | 'selfCare'
  | 'other';

export type Mode = 'planned' | 'emergency';

/** Legal basis. `sections` only with an act that has grounds to tell apart. LVM: `interim` is its 13 §, else 4 §. */
export interface LegalBasis {
  readonly act: CareActId;
  readonly sections?: readonly CareSection[];
  readonly interim: boolean;
}

/** Whether the person's data is marked secret in the population register, or where he or she lives is kept from it. */
export type Protection = 'none' | 'sekretessmarkering' | 'skyddadFolkbokforing';

/** Person placed. `identity` is shown by disclosure only. */
export interface Person {
  readonly personId: Uuid;
  /** Where nobody knows it, the date that the authorities reckon by: to every age limit it is the date. */
  readonly birthDate: Day | Erased;
  /** True where `birthDate` is an estimate, as for a samordningsnummer of unknown month or day. The law reads no such mark. */
  readonly birthDateEstimated?: Sealed<boolean>;
  readonly legalSex: 'female' | 'male';
  readonly protection: Protection;
  /** Where one with skyddad folkbokföring stays permanently: that region owes care (HSL 8:1). */
  readonly staysPermanentlyIn?: KommunCode;
  readonly identity?: Sealed<{ readonly personnummer?: string; readonly samordningsnummer?: string }>;
}

/** Hem för vård eller boende. */
export interface Hvb {
  readonly hvbId: Uuid;
  readonly name: Sealed;
  readonly kind: 'private' | 'municipal' | 'regional' | 'sis';
  readonly kommun: KommunCode;
  /** IVO permit number; absent counts as none. */
  readonly ivoPermit?: Sealed;
  /** Notified to IVO; absent is unknown, flagged only when false. */
  readonly ivoNotified?: boolean;
  readonly providesHealthcare: boolean;
  readonly inCaregiverRegister?: boolean;
}

export type HealthcareSource = 'ownHvb' | 'hostRegion' | 'homeRegion' | 'externalProvider';

export interface Measure {
  readonly measureId: Uuid;
  readonly kind: AreaKind;
  readonly title: Sealed;
  /** One principal, or several for a joint measure. */
  readonly responsible: readonly PartyId[];
  readonly basis?: Sealed;
}

export interface PlacementConsent {
  readonly by: 'self' | 'guardian' | 'child' | 'representative';
  /** A person's reference, a uuid. */
  readonly ref?: Uuid;
  readonly on: Day;
}

/** Where the person is registered: a kommun; or, for one who by law never is, that and the region of stay (HSL 8:10). */
export interface RegistrationTold {
  readonly kommun?: KommunCode;
  readonly notRegistered?: 'byLaw';
  readonly region?: RegionCode;
}

/** Each fact's data, by its name on the wire (`se.hvbhub.placement.<name>.v1`). */
export interface PlacementData extends TransferData, EmergencyAccessData, DisclosingData {
  registered: {
    readonly person: Person;
    readonly mode: Mode;
    readonly legalBasis: LegalBasis;
    readonly hvb: Hvb;
    readonly healthcareSource: readonly HealthcareSource[];
    readonly plannedFrom: Day;
    readonly plannedTo: Day;
    readonly goals: readonly Sealed[];
    /** null while unclear. */
    readonly registeredKommun: KommunCode | null;
  };
  decided: {
    readonly decisionId: Uuid;
    readonly decidedOn: Day;
    readonly decidedBy: DecidedBy;
    readonly legalBasis: LegalBasis;
    readonly consents: readonly PlacementConsent[];
    readonly custodyHolders: 0 | 1 | 2;
    readonly bestInterestsAssessed: boolean;
    /** What the assessment before it covered, where that is told. */
    readonly assessment?: { readonly covers: readonly AssessmentPart[] };
  };
  responsibilityClarified: {
    readonly clarificationId: Uuid;
    readonly measures: readonly Measure[];
    /** The principals where they are otherwise; only the placing kommun may name them. */
    readonly between?: readonly [PartyId, PartyId];
  };
  responsibilityConfirmed: { readonly clarificationId: Uuid; readonly on?: Day; readonly answers?: Uuid };
  consentGiven: PlacementConsent;
  consentWithdrawn: PlacementConsent;
  childHeard: { readonly on: Day; readonly how: Sealed };
  started: { readonly startedOn: Day };
  moved: { readonly movedOn: Day; readonly hvb: Hvb; readonly healthcareSource?: readonly HealthcareSource[] };
  legalBasisChanged: { readonly legalBasis: LegalBasis; readonly from: Day };
  registrationEstablished: RegistrationTold & { readonly on: Day };
  registrationChanged: RegistrationTold & { readonly from: Day };
  reviewed: {
    readonly kind: 'consideration' | 'reexamination' | 'followUp' | 'contactRestriction';
    readonly on: Day;
    readonly outcome: 'continue' | 'end';
    readonly decidedBy?: DecidedBy;
    /** Of a `contactRestriction`: which one; absent: all that stand. */
    readonly restrictionId?: Uuid;
  };
  courtStep: {
    readonly step: CourtStepKind;
    readonly on: Day;
    /** Absent: the newest order that the step can be of, decided on or before `on`. */
    readonly decisionId?: Uuid;
    /** The last day of an extended time. */
    readonly until?: Day;
  };
  /** Both ends included; without `to` it goes on. The same ground from the same day said again replaces. */
  careTimeNotCounted: { readonly ground: UncountedGround; readonly from: Day; readonly to?: Day };
  contactRestricted: {
    readonly restrictionId: Uuid;
    readonly kind: 'contact' | 'whereabouts';
    readonly decidedOn: Day;
    readonly decidedBy: DecidedBy;
  };
  contactRestrictionEnded: { readonly restrictionId: Uuid; readonly on: Day };
  executionInterrupted: { readonly on: Day };
  nonExecutionReported: { readonly decisionId: Uuid; readonly on: Day };
  healthExamination: { readonly step: 'notified' | 'offered' | 'done' | 'waived'; readonly on: Day };
  dentalContact: { readonly kind: 'planned' | 'acute'; readonly homeRegionContactedOn?: Day; readonly on: Day };
  schooling: {
    readonly phase: 'before' | 'during' | 'ending' | 'followUp';
    readonly schoolKommun: KommunCode;
    readonly on: Day;
    /** What SAMS asks of the phase, as far as it is done. Absent: nothing is told of it. */
    readonly covers?: readonly SchoolStep[];
  };
  selfCareDecided: {
    readonly measureId: Uuid;
    /** Read by A-084: opened when the case is assessed. */
    readonly decidedByRole: string;
    readonly on: Day;
  };
  /** Without `kind` a vårdplan. */
  carePlan: { readonly kind?: CarePlanKind; readonly step: 'established' | 'revised'; readonly on: Day };
  socialSecretaryNamed: {
    /** A person's reference, a uuid. */
    readonly ref: Uuid;
    readonly on: Day;
  };
  endPlanned: { readonly plannedEnd: Day; readonly destination: Destination };
  ended: { readonly endedOn: Day; readonly destination: Destination; readonly ongoingMeasures: readonly Uuid[] };
  followUpStarted: { readonly basis: FollowUpBasis; readonly on: Day };
  followUpClosed: { readonly on: Day; readonly reason: 'enquiryStarted' | 'notNeeded' | 'timeOut' };
  /** Whose case worker has it, each principal for itself (D-028). */
  handledBy: { readonly unit: string; readonly from: Day };
  /** A unit of one of those whom a handover reaches has opened what started it. */
  opened: Opened;
  /** From its recording it masks where the person is, in what was told before it too. */
  protectionChanged: {
    readonly protection: Protection;
    readonly from: Day;
    readonly staysPermanentlyIn?: KommunCode;
  };
  annulled: { readonly annulsId: string; readonly reason: Sealed };
}

/** What an assessment before a placement may cover: of a child, of an adult, or of both. */
export type AssessmentPart =
  | 'psychologicalHealth'
  | 'physicalHealth'
  | 'oralHealth'
  | 'schoolAndSocialDevelopment'
  | 'harmfulUseAndRiskBehaviour'
  | 'familyCapacity'
  | 'riskAndProtection'
  | 'earlierMeasures'
  | 'attitudes'
  | 'lifeSituation'
  | 'structuredEnvironment';

/** A plan for the care, and one over how it is to be carried out (SoL 9:12). */
export type CarePlanKind = 'vardplan' | 'genomforandeplan';

/** What a phase of schooling is to have by SAMS. */
export type SchoolStep =
  | 'schoolInformed'
  | 'educationalHandover'
  | 'receivedBySchool'
  | 'progressFollowed'
  | 'nextSchoolPlanned'
  | 'evaluated';

/** What happens in court to custody or care against one's will, and that it is executed. */
export type CourtStepKind =
  | 'submitted'
  | 'upheld'
  | 'lifted'
  | 'applied'
  | 'extensionRequested'
  | 'extensionGranted'
  | 'extensionRefused'
  | 'careOrdered'
  | 'careRefused'
  | 'executed'
  | 'finallyBinding';

/** Why days are not counted as care time (LVM 21 §). */
export type UncountedGround = 'unlawfulAbsence' | 'detained' | 'prison';

export type Destination = 'ownHome' | 'guardian' | 'otherPlacement' | 'otherHousing';

export type PlacementFact = {
  [Name in keyof PlacementData]: { readonly type: `placement.${Name}`; readonly data: PlacementData[Name] };
}[keyof PlacementData];
