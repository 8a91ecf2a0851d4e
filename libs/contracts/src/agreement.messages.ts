/** The facts of `agreement/<uuid>`: one class per message type. */
import {
  DISCLOSURE_GROUNDS,
  type AgreementData,
  type AgreementHeader,
  type ConsentForm,
  type Day,
  type DisclosureGround,
  type GroundedClass,
  type MeetingGroup,
  type PackId,
  type PackSettings,
  type PartyId,
  type Sealed,
  type SecrecyRoutine,
  type SettingOverrides,
  type Uuid,
} from '#domain/facts';
import { FactMessage, GROUNDED_CLASSES } from './disclosure.messages.js';
import { type FieldKind } from './field-kind.js';
import { day, integer, listOf, object, oneOf, ore, partyId, text, textOfRule, uuid, yesNo } from './fields.js';
import { NAME_CHARS_MAX, REFERENCE_CHARS_MAX } from './limits.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';

type Fields<Name extends keyof AgreementData> = AgreementData[Name];

/** Every rule pack that an agreement may name. */
export const PACKS = membersOf<PackId>({
  'dalarna-hvb-2025': true,
  'vetlanda-2015': true,
  'vetlanda-2023': true,
  'karlsborg-internal': true,
});

const CONSENT_FORMS = membersOf<ConsentForm>({ written: true, oral: true, conclusive: true, presumed: true });

const MEETING_GROUPS = membersOf<MeetingGroup>({
  ...{ steeringGroup: true, coordinationGroup: true, workingGroup: true },
  ...{ operativeGroupChildren: true, operativeGroupAdults: true, operativeGroupViolence: true },
  ...{ workplaceMeeting: true, unionCooperation: true, managementMeeting: true },
  ...{ tripartite: true, socialEmergency: true, barnahusReference: true, other: true },
});

export const PACK_VERSION_MAX = 999;
const MONTHS_MAX = 120;
const DAYS_MAX = 366;

type Choice<Name extends 'retroactiveFrom' | 'afterDeadline' | 'plannedRetroactive'> = PackSettings[Name];

/** How each setting is written: one that the packs have and this table lacks does not compile. */
const SETTING_FIELDS: { readonly [Name in keyof PackSettings]: FieldKind } = {
  retroactiveFrom: oneOf(membersOf<Choice<'retroactiveFrom'>>({ placementDate: true, agreementDate: true })),
  afterDeadline: oneOf(membersOf<Choice<'afterDeadline'>>({ escalate: true, lockToPlacer: true })),
  plannedRetroactive: oneOf(membersOf<Choice<'plannedRetroactive'>>({ fromSignature: true, asWritten: true })),
  emergencyMonths: integer(1, MONTHS_MAX),
  weekendRule: yesNo,
  waitingDays: integer(0, DAYS_MAX),
  reminderDays: listOf(integer(0, DAYS_MAX), { unique: true }),
  handoverAnswerDays: integer(1, DAYS_MAX),
  adultFollowUpMonths: integer(1, MONTHS_MAX),
  consentMonthsMax: integer(1, MONTHS_MAX),
  consentForms: listOf(oneOf(CONSENT_FORMS), { min: 1, unique: true }),
  harmTestDays: integer(1, DAYS_MAX),
  dischargePaymentDays: integer(0, DAYS_MAX),
  dischargePaymentOre: ore,
};

/** Overrides of single settings of the pack; what is left out stays as the pack has it. */
export class PackSettingsMessage {}
for (const [name, kind] of Object.entries(SETTING_FIELDS)) optional(kind, 'case')(PackSettingsMessage.prototype, name);

/** The seven entries of B-001; any may be left out, then flagged. */
export class AgreementHeaderMessage implements AgreementHeader {
  @optional(text(NAME_CHARS_MAX), 'sensitive') documentType?: Sealed;
  @optional(text(NAME_CHARS_MAX), 'sensitive') decidedBy?: Sealed;
  @optional(text(), 'sensitive') appliesTo?: Sealed;
  @optional(day, 'case') validFrom?: Day;
  @optional(text(NAME_CHARS_MAX), 'sensitive') responsible?: Sealed;
  @optional(day, 'case') lastRevisedOn?: Day;
  @optional(day, 'case') lastReviewedOn?: Day;
}

export class SecrecyRoutineMessage implements SecrecyRoutine {
  @required(day, 'case') decidedOn!: Day;
  @required(oneOf(DISCLOSURE_GROUNDS), 'case') ground!: DisclosureGround;
  @required(textOfRule(REFERENCE_CHARS_MAX), 'sensitive') statute!: string;
  @required(listOf(oneOf(GROUNDED_CLASSES), { min: 1, unique: true }), 'case') classes!: GroundedClass[];
}

export class AgreementRegisteredMessage extends FactMessage implements Fields<'registered'> {
  @required(oneOf(membersOf<Fields<'registered'>['kind']>({ regional: true, local: true, internal: true })), 'case')
  kind!: Fields<'registered'>['kind'];
  @required(text(NAME_CHARS_MAX), 'sensitive') title!: Sealed;
  @required(listOf(partyId, { min: 1, unique: true }), 'case') parties!: PartyId[];
  @required(day, 'case') validFrom!: Day;
  @required(day, 'case') validTo!: Day;
  @required(oneOf(PACKS), 'case') rulePack!: PackId;
  @optional(integer(1, PACK_VERSION_MAX), 'case') rulePackVersion?: number;
  @optional(object(() => PackSettingsMessage), 'case') settings?: SettingOverrides;
  @optional(uuid, 'routing') supersedes?: Uuid;
  @optional(object(() => SecrecyRoutineMessage), 'case') secrecyRoutine?: SecrecyRoutineMessage;
  @required(object(() => AgreementHeaderMessage), 'case') header!: AgreementHeaderMessage;
}

export class ApprovedByPartyMessage extends FactMessage implements Fields<'approvedByParty'> {
  @required(day, 'case') on!: Day;
  @required(text(REFERENCE_CHARS_MAX), 'sensitive') decisionRef!: Sealed;
  @optional(uuid, 'routing') answers?: Uuid;
}

export class MinorChangeMessage extends FactMessage implements Fields<'minorChange'> {
  @required(day, 'case') on!: Day;
  @required(text(), 'sensitive') summary!: Sealed;
}

export class RevisionStartedMessage extends FactMessage implements Fields<'revisionStarted'> {
  @required(day, 'case') on!: Day;
}

export class AgreementFollowedUpMessage extends FactMessage implements Fields<'followedUp'> {
  @required(day, 'case') on!: Day;
  @required(listOf(text(), { min: 1 }), 'sensitive') answers!: Sealed[];
}

/** what lacks any of the five is no activity. */
export class ActivityPlannedMessage extends FactMessage implements Fields<'activityPlanned'> {
  @required(text(), 'sensitive') what!: Sealed;
  @required(text(NAME_CHARS_MAX), 'sensitive') when!: Sealed;
  @required(text(), 'sensitive') how!: Sealed;
  @required(text(NAME_CHARS_MAX), 'sensitive') byWhom!: Sealed;
  @required(text(), 'sensitive') followUp!: Sealed;
}

export class AgreementMeetingHeldMessage extends FactMessage implements Fields<'meetingHeld'> {
  @required(oneOf(MEETING_GROUPS), 'case') group!: MeetingGroup;
  @required(day, 'case') on!: Day;
}

export class AgreementSupersededMessage extends FactMessage implements Fields<'superseded'> {
  @required(uuid, 'routing') by!: Uuid;
}
