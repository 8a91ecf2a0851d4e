/** The facts of `placement/<uuid>` by which a case moves to another kommun: one class per message type. */
import { type Day, type PartyId, type PlacementData, type TransferData, type Uuid } from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, oneOf, partyId, uuid, yesNo } from './fields.js';
import { membersOf } from './members.js';
import { optional, required } from './message-class.js';

type Fields<Name extends keyof TransferData> = PlacementData[Name];

const OUTCOMES = membersOf<'accepted' | 'refused'>({ accepted: true, refused: true });

export class CaseTransferRequestedMessage extends FactMessage implements Fields<'caseTransferRequested'> {
  @required(uuid, 'routing') transferId!: Uuid;
  @required(partyId, 'case') toKommun!: PartyId;
  @required(day, 'case') requestedOn!: Day;
  @required(yesNo, 'case') inWriting!: boolean;
}

export class CaseTransferAnsweredMessage extends FactMessage implements Fields<'caseTransferAnswered'> {
  @required(uuid, 'routing') transferId!: Uuid;
  @required(oneOf(OUTCOMES), 'case') answer!: 'accepted' | 'refused';
  @required(day, 'case') answeredOn!: Day;
  @optional(uuid, 'routing') answers?: Uuid;
}

export class CaseTransferAppliedMessage extends FactMessage implements Fields<'caseTransferApplied'> {
  @required(uuid, 'routing') transferId!: Uuid;
  @required(day, 'case') on!: Day;
}

export class CaseTransferDecidedMessage extends FactMessage implements Fields<'caseTransferDecided'> {
  @required(uuid, 'routing') transferId!: Uuid;
  @required(oneOf(membersOf<'ivo' | 'court'>({ ivo: true, court: true })), 'case') by!: 'ivo' | 'court';
  @required(oneOf(OUTCOMES), 'case') outcome!: 'accepted' | 'refused';
  @required(day, 'case') on!: Day;
}
