/** The facts of `placement/<uuid>` about reading in an emergency, beyond one's grounds: one class per message type. */
import {
  ACCESS_MINUTES_MAX,
  type AtWork,
  type Day,
  type PartyId,
  type PlacementData,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, integer, object, oneOf, partyId, publisherId, text, uuid } from './fields.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';

type Fields<Name extends keyof PlacementData> = PlacementData[Name];

/** Who it is, the authority that placed is not told; which unit, it is (HSLF-FS 2016:40 4:10). */
export class AtWorkMessage implements AtWork {
  @required(partyId, 'case') party!: PartyId;
  @optional(publisherId, 'case') unit?: string;
  @required(uuid, 'identity') person!: Uuid;
}

export class EmergencyAccessMessage extends FactMessage implements Fields<'emergencyAccess'> {
  @required(uuid, 'routing') accessId!: Uuid;
  @required(object(() => AtWorkMessage), 'case') by!: AtWorkMessage;
  @required(text(), 'sensitive') reason!: Sealed;
  @required(integer(1, ACCESS_MINUTES_MAX), 'case') minutes!: number;
}

export class EmergencyAccessApprovedMessage extends FactMessage implements Fields<'emergencyAccessApproved'> {
  @required(uuid, 'routing') accessId!: Uuid;
  @required(object(() => AtWorkMessage), 'case') by!: AtWorkMessage;
}

export class EmergencyAccessReviewedMessage extends FactMessage implements Fields<'emergencyAccessReviewed'> {
  @required(uuid, 'routing') accessId!: Uuid;
  @required(
    oneOf(membersOf<Fields<'emergencyAccessReviewed'>['result']>({ justified: true, unjustified: true })),
    'case',
  )
  result!: Fields<'emergencyAccessReviewed'>['result'];
  @required(day, 'case') on!: Day;
  @optional(text(), 'sensitive') note?: Sealed;
}
