/** The facts of `handover/<placement uuid>`: one class per message type. */
import {
  HANDOVER_REASONS,
  type Day,
  type HandoverData,
  type HandoverReason,
  type PartyId,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, listOf, oneOf, partyId, publisherId, text, uuid } from './fields.js';
import { REFERENCE_CHARS_MAX } from './limits.js';
import { optional, required } from './message-class.js';

type Fields<Name extends keyof HandoverData> = HandoverData[Name];

export class HandoverInitiatedMessage extends FactMessage implements Fields<'initiated'> {
  @required(uuid, 'routing') handoverId!: Uuid;
  @required(partyId, 'case') fromRegion!: PartyId;
  @required(partyId, 'case') toRegion!: PartyId;
  @required(oneOf(HANDOVER_REASONS), 'sensitive') reason!: HandoverReason;
  @required(day, 'case') effectiveOn!: Day;
}

export class MaterialSentMessage extends FactMessage implements Fields<'materialSent'> {
  @required(uuid, 'routing') handoverId!: Uuid;
  @required(day, 'case') on!: Day;
  @required(listOf(text(REFERENCE_CHARS_MAX)), 'sensitive') refs!: Sealed[];
}

export class HandoverAcceptedMessage extends FactMessage implements Fields<'accepted'> {
  @required(uuid, 'routing') handoverId!: Uuid;
  @required(day, 'case') on!: Day;
  @required(publisherId, 'place') unit!: string;
  @optional(uuid, 'routing') answers?: Uuid;
}

export class HandoverRejectedMessage extends FactMessage implements Fields<'rejected'> {
  @required(uuid, 'routing') handoverId!: Uuid;
  @required(day, 'case') on!: Day;
  @required(text(), 'sensitive') reason!: Sealed;
  @optional(uuid, 'routing') answers?: Uuid;
}

export class HandoverCompletedMessage extends FactMessage implements Fields<'completed'> {
  @required(uuid, 'routing') handoverId!: Uuid;
  @required(day, 'case') on!: Day;
}

export class HandoverWithdrawnMessage extends FactMessage implements Fields<'withdrawn'> {
  @required(uuid, 'routing') handoverId!: Uuid;
  @required(day, 'case') on!: Day;
  @required(text(), 'sensitive') reason!: Sealed;
}
