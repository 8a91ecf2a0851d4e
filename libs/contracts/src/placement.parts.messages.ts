/** The parts that facts about placements are made of: person, legal basis, home, consent, measure. */
import {
  CARE_ACT_IDS,
  CARE_SECTIONS,
  type AreaKind,
  type AssessmentPart,
  type CareSection,
  type DecidedBy,
  type Destination,
  type Day,
  type HealthcareSource,
  type Hvb,
  type KommunCode,
  type LegalBasis,
  type Measure,
  type PartyId,
  type Person,
  type PlacementConsent,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import {
  birthDay,
  day,
  kommunCode,
  listOf,
  object,
  oneOf,
  partyId,
  personnummer,
  protectedKommun,
  samordningsnummer,
  text,
  uuid,
  yesNo,
  yesNoOfIdentity,
} from './fields.js';
import { NAME_CHARS_MAX, REFERENCE_CHARS_MAX } from './limits.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';

export const AREA_KINDS = membersOf<AreaKind>({
  housing: true,
  socialSupport: true,
  healthcare: true,
  psychiatry: true,
  dental: true,
  schooling: true,
  rehabilitation: true,
  selfCare: true,
  other: true,
});

export const DECIDED_BY = membersOf<DecidedBy>({
  socialnamnd: true,
  utskott: true,
  ordforande: true,
  delegate: true,
  forvaltningsratt: true,
  sis: true,
});

export const DESTINATIONS = membersOf<Destination>({
  ownHome: true,
  guardian: true,
  otherPlacement: true,
  otherHousing: true,
});

const HEALTHCARE_SOURCES = membersOf<HealthcareSource>({
  ownHvb: true,
  hostRegion: true,
  homeRegion: true,
  externalProvider: true,
});

export const PROTECTIONS = membersOf<Person['protection']>({
  none: true,
  sekretessmarkering: true,
  skyddadFolkbokforing: true,
});

const HVB_KINDS = membersOf<Hvb['kind']>({ private: true, municipal: true, regional: true, sis: true });

/** Who may give a consent to a placement. */
export const CONSENT_GIVERS = membersOf<PlacementConsent['by']>({
  self: true,
  guardian: true,
  child: true,
  representative: true,
});

/** At least one source of health care, each once. */
export const healthcareSources = listOf(oneOf(HEALTHCARE_SOURCES), { min: 1, unique: true });

export class IdentityMessage {
  @optional(personnummer, 'identity') personnummer?: string;
  @optional(samordningsnummer, 'identity') samordningsnummer?: string;
}

export class PersonMessage implements Person {
  @required(uuid, 'identity') personId!: Uuid;
  @required(birthDay, 'identity') birthDate!: Day;
  @optional(yesNoOfIdentity, 'identity') birthDateEstimated?: Sealed<boolean>;
  @required(oneOf(membersOf<Person['legalSex']>({ female: true, male: true })), 'identity') legalSex!:
    'female' | 'male';
  @required(oneOf(PROTECTIONS), 'identity') protection!: Person['protection'];
  @optional(protectedKommun, 'place') staysPermanentlyIn?: KommunCode;
  @optional(object(() => IdentityMessage, 'identity'), 'identity') identity?: Sealed<IdentityMessage>;
}

export class LegalBasisMessage implements LegalBasis {
  @required(oneOf(CARE_ACT_IDS), 'case') act!: LegalBasis['act'];
  @optional(listOf(oneOf(CARE_SECTIONS), { unique: true }), 'case') sections?: CareSection[];
  @required(yesNo, 'case') interim!: boolean;
}

export class HvbMessage implements Hvb {
  @required(uuid, 'place') hvbId!: Uuid;
  @required(text(NAME_CHARS_MAX), 'sensitive') name!: Sealed;
  @required(oneOf(HVB_KINDS), 'place') kind!: Hvb['kind'];
  @required(kommunCode, 'place') kommun!: KommunCode;
  @optional(text(REFERENCE_CHARS_MAX), 'sensitive') ivoPermit?: Sealed;
  @optional(yesNo, 'place') ivoNotified?: boolean;
  @required(yesNo, 'place') providesHealthcare!: boolean;
  @optional(yesNo, 'place') inCaregiverRegister?: boolean;
}

export class MeasureMessage implements Measure {
  @required(uuid, 'routing') measureId!: Uuid;
  @required(oneOf(AREA_KINDS), 'case') kind!: AreaKind;
  @required(text(NAME_CHARS_MAX), 'sensitive') title!: Sealed;
  @required(listOf(partyId, { min: 1, unique: true }), 'case') responsible!: PartyId[];
  @optional(text(), 'sensitive') basis?: Sealed;
}

export class PlacementConsentMessage implements PlacementConsent {
  @required(oneOf(CONSENT_GIVERS), 'case') by!: PlacementConsent['by'];
  @optional(uuid, 'routing') ref?: Uuid;
  @required(day, 'case') on!: Day;
}

const ASSESSMENT_PARTS = membersOf<AssessmentPart>({
  psychologicalHealth: true,
  physicalHealth: true,
  oralHealth: true,
  schoolAndSocialDevelopment: true,
  harmfulUseAndRiskBehaviour: true,
  familyCapacity: true,
  riskAndProtection: true,
  earlierMeasures: true,
  attitudes: true,
  lifeSituation: true,
  structuredEnvironment: true,
});

export class AssessmentMessage {
  @required(listOf(oneOf(ASSESSMENT_PARTS), { unique: true }), 'sensitive') covers!: AssessmentPart[];
}
