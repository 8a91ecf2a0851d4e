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
  type RegionCode,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import {
  day,
  kommunCode,
  literal,
  listOf,
  object,
  oneOf,
  partyId,
  publisherId,
  regionCode,
  text,
  textOfRule,
  uuid,
  yesNo,
} from './fields.js';
import { NAME_CHARS_MAX } from './limits.js';
import { membersOf } from './members.js';
import { nullable, optional, required } from './message-class.js';
import {
  AssessmentMessage,
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
  @required(object(() => PersonMessage), 'case') person!: PersonMessage;
  @required(oneOf(membersOf<Mode>({ planned: true, emergency: true })), 'case') mode!: Mode;
  @required(object(() => LegalBasisMessage), 'case') legalBasis!: LegalBasisMessage;
  @required(object(() => HvbMessage), 'place') hvb!: HvbMessage;
  @required(healthcareSources, 'case') healthcareSource!: HealthcareSource[];
  @required(day, 'case') plannedFrom!: Day;
  @required(day, 'case') plannedTo!: Day;
  @required(listOf(text()), 'sensitive') goals!: Sealed[];
  @nullable(kommunCode, 'place') registeredKommun!: KommunCode | null;
}

export class PlacementDecidedMessage extends FactMessage implements Fields<'decided'> {
  @required(uuid, 'routing') decisionId!: Uuid;
  @required(day, 'case') decidedOn!: Day;
  @required(oneOf(DECIDED_BY), 'case') decidedBy!: DecidedBy;
  @required(object(() => LegalBasisMessage), 'case') legalBasis!: LegalBasisMessage;
  @required(listOf(object(() => PlacementConsentMessage)), 'case') consents!: PlacementConsentMessage[];
  @required(oneOf([0, 1, 2]), 'case') custodyHolders!: 0 | 1 | 2;
  @required(yesNo, 'case') bestInterestsAssessed!: boolean;
  @optional(object(() => AssessmentMessage), 'sensitive') assessment?: AssessmentMessage;
}

export class ResponsibilityClarifiedMessage extends FactMessage implements Fields<'responsibilityClarified'> {
  @required(uuid, 'routing') clarificationId!: Uuid;
  @required(
    listOf(
      object(() => MeasureMessage),
      { min: 1 },
    ),
    'case',
  )
  measures!: MeasureMessage[];
  @optional(listOf(partyId, { min: 2, max: 2, unique: true }), 'case') between?: [PartyId, PartyId];
}

export class ResponsibilityConfirmedMessage extends FactMessage implements Fields<'responsibilityConfirmed'> {
  @required(uuid, 'routing') clarificationId!: Uuid;
  @optional(day, 'case') on?: Day;
  @optional(uuid, 'routing') answers?: Uuid;
}

export class ConsentToPlacementMessage extends FactMessage implements PlacementConsent {
  @required(oneOf(CONSENT_GIVERS), 'case') by!: PlacementConsent['by'];
  @optional(uuid, 'routing') ref?: Uuid;
  @required(day, 'case') on!: Day;
}

export class ChildHeardMessage extends FactMessage implements Fields<'childHeard'> {
  @required(day, 'case') on!: Day;
  @required(text(), 'sensitive') how!: Sealed;
}

export class LegalBasisChangedMessage extends FactMessage implements Fields<'legalBasisChanged'> {
  @required(object(() => LegalBasisMessage), 'case') legalBasis!: LegalBasisMessage;
  @required(day, 'case') from!: Day;
}

export class RegistrationEstablishedMessage extends FactMessage implements Fields<'registrationEstablished'> {
  @optional(kommunCode, 'place') kommun?: KommunCode;
  @optional(literal('byLaw'), 'place') notRegistered?: 'byLaw';
  @optional(regionCode, 'place') region?: RegionCode;
  @required(day, 'case') on!: Day;
}

export class RegistrationChangedMessage extends FactMessage implements Fields<'registrationChanged'> {
  @optional(kommunCode, 'place') kommun?: KommunCode;
  @optional(literal('byLaw'), 'place') notRegistered?: 'byLaw';
  @optional(regionCode, 'place') region?: RegionCode;
  @required(day, 'case') from!: Day;
}

export class SelfCareDecidedMessage extends FactMessage implements Fields<'selfCareDecided'> {
  @required(uuid, 'routing') measureId!: Uuid;
  /** Read by A-084. */
  @required(textOfRule(NAME_CHARS_MAX), 'sensitive') decidedByRole!: string;
  @required(day, 'case') on!: Day;
}

/** `annulled` of every kind: takes a message of the party's own back. */
export class AnnulledMessage extends FactMessage implements Fields<'annulled'> {
  @required(publisherId, 'routing') annulsId!: string;
  @required(text(), 'sensitive') reason!: Sealed;
}

type Fields<Name extends keyof PlacementData> = PlacementData[Name];
