/** The facts of `sip/<uuid>` but its consents: one class per message type. */
import {
  type AreaKind,
  type Day,
  type Erased,
  type Invitee,
  type PartyId,
  type PlannedMeasure,
  type Sealed,
  type SipData,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { birthDay, day, listOf, object, oneOf, partyId, partyOrRef, publisherId, text, uuid, yesNo } from './fields.js';
import { NAME_CHARS_MAX } from './limits.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';
import { AREA_KINDS } from './placement.parts.messages.js';

type Fields<Name extends keyof SipData> = SipData[Name];

const INITIATORS = membersOf<Fields<'needIdentified'>['initiator']>({
  ...{ kommun: true, region: true, privateProvider: true, individual: true, relative: true },
});
const KINDS = membersOf<Fields<'needIdentified'>['kind']>({ sip: true, internal: true });
const ROLES = membersOf<NonNullable<Invitee['role']>>({
  ...{ guardian: true, relative: true, school: true, authority: true, organisation: true },
});
const OUTCOMES = membersOf<Fields<'followedUp'>['outcome']>({
  ...{ goalsMet: true, revised: true, continues: true, moved: true },
});

export class SipConsideredMessage extends FactMessage implements Fields<'considered'> {
  @required(uuid, 'identity') personId!: Uuid;
  @optional(uuid, 'routing') placementId?: Uuid;
  @required(yesNo, 'case') needed!: boolean;
  @required(text(), 'sensitive') reason!: Sealed;
}

export class NeedIdentifiedMessage extends FactMessage implements Fields<'needIdentified'> {
  @required(uuid, 'identity') personId!: Uuid;
  @required(birthDay, 'identity') birthDate!: Day | Erased;
  @optional(uuid, 'routing') placementId?: Uuid;
  @required(oneOf(INITIATORS), 'case') initiator!: Fields<'needIdentified'>['initiator'];
  @required(oneOf(KINDS), 'case') kind!: Fields<'needIdentified'>['kind'];
}

/** A party, or one who is none by role and reference: which of them is the law's to ask for. */
export class InviteeMessage implements Invitee {
  @optional(partyId, 'case') party?: PartyId;
  @optional(oneOf(ROLES), 'case') role?: NonNullable<Invitee['role']>;
  @optional(uuid, 'identity') ref?: Uuid;
}

export class InvitedMessage extends FactMessage implements Fields<'invited'> {
  @required(uuid, 'routing') invitationId!: Uuid;
  @required(object(() => InviteeMessage), 'case') invitee!: InviteeMessage;
  @optional(publisherId, 'case') unit?: string;
  @required(day, 'case') meetingOn!: Day;
}

export class GuardianNotCalledMessage extends FactMessage implements Fields<'guardianNotCalled'> {
  @required(uuid, 'identity') ref!: Uuid;
  @required(oneOf(membersOf<Fields<'guardianNotCalled'>['reason']>({ safety: true, childsWill: true })), 'sensitive')
  reason!: Fields<'guardianNotCalled'>['reason'];
  @required(day, 'case') on!: Day;
}

export class GuardianInformedMessage extends FactMessage implements Fields<'guardianInformed'> {
  @required(uuid, 'identity') ref!: Uuid;
  @required(day, 'case') on!: Day;
}

export class InvitationAnsweredMessage extends FactMessage implements Fields<'invitationAnswered'> {
  @required(uuid, 'routing') invitationId!: Uuid;
  @required(oneOf(membersOf<Fields<'invitationAnswered'>['answer']>({ accepted: true, redirected: true })), 'case')
  answer!: Fields<'invitationAnswered'>['answer'];
  @optional(partyId, 'case') redirectTo?: PartyId;
  @optional(uuid, 'routing') answers?: Uuid;
}

export class MeetingHeldMessage extends FactMessage implements Fields<'meetingHeld'> {
  @required(day, 'case') heldOn!: Day;
  @required(listOf(partyOrRef, { unique: true }), 'identity') participants!: (PartyId | Uuid)[];
  @required(yesNo, 'case') individualPresent!: boolean;
}

/** One principal for each measure: who does what, in the plan. */
export class PlannedMeasureMessage implements PlannedMeasure {
  @required(uuid, 'routing') measureId!: Uuid;
  @required(oneOf(AREA_KINDS), 'case') kind!: AreaKind;
  @required(text(NAME_CHARS_MAX), 'sensitive') title!: Sealed;
  @required(partyId, 'case') responsible!: PartyId;
}

export class SipEstablishedMessage extends FactMessage implements Fields<'established'> {
  @required(day, 'case') establishedOn!: Day;
  @required(text(), 'sensitive') whatMatters!: Sealed;
  @required(listOf(text(), { min: 1 }), 'sensitive') goals!: Sealed[];
  @required(
    listOf(
      object(() => PlannedMeasureMessage),
      { min: 1 },
    ),
    'case',
  )
  measures!: PlannedMeasureMessage[];
  @required(listOf(text()), 'sensitive') byOthers!: Sealed[];
  @required(partyId, 'case') overallResponsible!: PartyId;
  @optional(text(), 'sensitive') ownPart?: Sealed;
  @required(day, 'case') followUpOn!: Day;
}

export class SipFollowedUpMessage extends FactMessage implements Fields<'followedUp'> {
  @required(day, 'case') on!: Day;
  @optional(day, 'case') nextOn?: Day;
  @required(oneOf(OUTCOMES), 'case') outcome!: Fields<'followedUp'>['outcome'];
}

/** Declined by the individual, or closed by those who take part. */
export class SipEndedMessage extends FactMessage implements Fields<'declined'> {
  @required(day, 'case') on!: Day;
  @required(text(), 'sensitive') reason!: Sealed;
}
