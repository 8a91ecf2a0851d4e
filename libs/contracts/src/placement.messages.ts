/** The facts of `placement/<uuid>` that open, decide and clear a placement: one class per message type. */
import {
  type Day,
  type DecidedBy,
  type HealthcareSource,
  type KommunCode,
  type Mode,
  type PartyId,
  type PlacementConsent,
  type PlacementData,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import {
  day,
  kommunCode,
  listOf,
  object,
  oneOf,
  partyId,
  publisherId,
  text,
  textOfRule,
  uuid,
  yesNo,
} from './fields.js';
import { NAME_CHARS_MAX } from './limits.js';
import { membersOf } from './members.js';
import { nullable, optional, required } from './message-class.js';
import {
  DECIDED_BY,
  HvbMessage,
  LegalBasisMessage,
  MeasureMessage,
  PersonMessage,
  PlacementConsentMessage,
  healthcareSources,
  CONSENT_GIVERS,
} from './placement.parts.messages.js';

export class PlacementRegisteredMessage extends FactMessage implements Fields<'registered'> {
  @required(object(() => PersonMessage)) person!: PersonMessage;
  @required(oneOf(membersOf<Mode>({ planned: true, emergency: true }))) mode!: Mode;
  @required(object(() => LegalBasisMessage)) legalBasis!: LegalBasisMessage;
  @required(object(() => HvbMessage)) hvb!: HvbMessage;
  @required(healthcareSources) healthcareSource!: HealthcareSource[];
  @required(day) plannedFrom!: Day;
  @required(day) plannedTo!: Day;
  @required(listOf(text())) goals!: Sealed[];
  @nullable(kommunCode) registeredKommun!: KommunCode | null;
}

export class PlacementDecidedMessage extends FactMessage implements Fields<'decided'> {
  @required(uuid) decisionId!: Uuid;
  @required(day) decidedOn!: Day;
  @required(oneOf(DECIDED_BY)) decidedBy!: DecidedBy;
  @required(object(() => LegalBasisMessage)) legalBasis!: LegalBasisMessage;
  @required(listOf(object(() => PlacementConsentMessage))) consents!: PlacementConsentMessage[];
  @required(oneOf([0, 1, 2])) custodyHolders!: 0 | 1 | 2;
  @required(yesNo) bestInterestsAssessed!: boolean;
}

export class ResponsibilityClarifiedMessage extends FactMessage implements Fields<'responsibilityClarified'> {
  @required(uuid) clarificationId!: Uuid;
  @required(
    listOf(
      object(() => MeasureMessage),
      { min: 1 },
    ),
  )
  measures!: MeasureMessage[];
  @optional(listOf(partyId, { min: 2, max: 2, unique: true })) between?: [PartyId, PartyId];
}

export class ResponsibilityConfirmedMessage extends FactMessage implements Fields<'responsibilityConfirmed'> {
  @required(uuid) clarificationId!: Uuid;
  @optional(day) on?: Day;
}

export class ConsentToPlacementMessage extends FactMessage implements PlacementConsent {
  @required(oneOf(CONSENT_GIVERS)) by!: PlacementConsent['by'];
  @optional(uuid) ref?: Uuid;
  @required(day) on!: Day;
}

export class ChildHeardMessage extends FactMessage implements Fields<'childHeard'> {
  @required(day) on!: Day;
  @required(text()) how!: Sealed;
}

export class LegalBasisChangedMessage extends FactMessage implements Fields<'legalBasisChanged'> {
  @required(object(() => LegalBasisMessage)) legalBasis!: LegalBasisMessage;
  @required(day) from!: Day;
}

export class RegistrationEstablishedMessage extends FactMessage implements Fields<'registrationEstablished'> {
  @required(kommunCode) kommun!: KommunCode;
  @required(day) on!: Day;
}

export class RegistrationChangedMessage extends FactMessage implements Fields<'registrationChanged'> {
  @required(kommunCode) kommun!: KommunCode;
  @required(day) from!: Day;
}

export class SelfCareDecidedMessage extends FactMessage implements Fields<'selfCareDecided'> {
  @required(uuid) measureId!: Uuid;
  /** Read by A-084. */
  @required(textOfRule(NAME_CHARS_MAX)) decidedByRole!: string;
  @required(day) on!: Day;
}

/** `annulled` of every kind: takes a message of the party's own back. */
export class AnnulledMessage extends FactMessage implements Fields<'annulled'> {
  @required(publisherId) annulsId!: string;
  @required(text()) reason!: Sealed;
}

type Fields<Name extends keyof PlacementData> = PlacementData[Name];
