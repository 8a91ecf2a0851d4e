/** The facts of consent to a SIP: one class per message type. */
import {
  type AreaKind,
  type ConsentTerms,
  type Day,
  type Giver,
  type GiverRole,
  type PartyId,
  type Sealed,
  type SipData,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, integer, listOf, literal, object, oneOf, partyId, partyOrRef, text, uuid } from './fields.js';
import { membersOf } from './members.js';
import { required, optional } from './message-class.js';
import { AREA_KINDS } from './placement.parts.messages.js';

type Fields<Name extends keyof SipData> = SipData[Name];

const ROLES = membersOf<GiverRole>({ self: true, guardian: true, child: true, representative: true });
const FORMS = membersOf<ConsentTerms['form']>({ written: true, oral: true, conclusive: true, presumed: true });
const DOCUMENTED_IN = membersOf<ConsentTerms['documentedIn']>({ sharedRecord: true, ownRecord: true });
const GROUNDS = membersOf<Fields<'guardianConsentReplaced'>['ground']>({ violence: true, lvu11: true });
const CUSTODY_HOLDERS_MAX = 2;

export class GiverMessage implements Giver {
  @required(oneOf(ROLES), 'case') role!: GiverRole;
  @required(uuid, 'identity') ref!: Uuid;
}

export class DatedGiverMessage extends GiverMessage {
  @required(day, 'case') on!: Day;
}

export class ConsentToSipMessage extends FactMessage implements Fields<'consentGiven'> {
  @required(uuid, 'routing') consentId!: Uuid;
  @required(literal('sip'), 'case') purpose!: 'sip';
  @required(
    listOf(
      object(() => DatedGiverMessage),
      { min: 1 },
    ),
    'case',
  )
  givers!: DatedGiverMessage[];
  @required(integer(0, CUSTODY_HOLDERS_MAX), 'case') custodyHolders!: number;
  @required(oneOf(FORMS), 'case') form!: ConsentTerms['form'];
  @required(oneOf(DOCUMENTED_IN), 'case') documentedIn!: ConsentTerms['documentedIn'];
  @required(listOf(partyId, { unique: true }), 'case') recipients!: PartyId[];
  @required(listOf(oneOf(AREA_KINDS), { unique: true }), 'case') categories!: AreaKind[];
  @required(listOf(oneOf(AREA_KINDS), { unique: true }), 'case') excludedCategories!: AreaKind[];
  @required(listOf(partyOrRef, { unique: true }), 'case') excludedRecipients!: (PartyId | Uuid)[];
  @required(day, 'case') validFrom!: Day;
  @required(day, 'case') validTo!: Day;
  @optional(day, 'case') reviewOn?: Day;
}

export class ConsentJoinedMessage extends FactMessage implements Fields<'consentJoined'> {
  @required(uuid, 'routing') consentId!: Uuid;
  @required(object(() => GiverMessage), 'case') giver!: GiverMessage;
  @required(day, 'case') on!: Day;
}

export class GuardianConsentReplacedMessage extends FactMessage implements Fields<'guardianConsentReplaced'> {
  @required(uuid, 'routing') consentId!: Uuid;
  @required(uuid, 'identity') guardianRef!: Uuid;
  @required(listOf(uuid, { min: 1, unique: true }), 'routing') covers!: Uuid[];
  @required(uuid, 'routing') decisionId!: Uuid;
  @required(oneOf(GROUNDS), 'sensitive') ground!: Fields<'guardianConsentReplaced'>['ground'];
  @required(day, 'case') on!: Day;
}

export class ConsentToSipWithdrawnMessage extends FactMessage implements Fields<'consentWithdrawn'> {
  @required(uuid, 'routing') consentId!: Uuid;
  @required(object(() => GiverMessage), 'case') by!: GiverMessage;
  @required(day, 'case') on!: Day;
}

export class ConsentVoidedMessage extends FactMessage implements Fields<'consentVoided'> {
  @required(uuid, 'routing') consentId!: Uuid;
  @required(text(), 'sensitive') reason!: Sealed;
}
