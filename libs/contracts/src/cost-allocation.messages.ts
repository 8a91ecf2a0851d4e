/** The facts of `costAllocation/<placement uuid>`: one class per message type. */
import {
  COST_CATEGORIES,
  type AllocationLine,
  type CostAllocationData,
  type CostCategory,
  type Day,
  type Ore,
  type PartyId,
  type Permille,
  type Share,
  type Sealed,
  type Uuid,
} from '#domain/facts';
import { FactMessage } from './disclosure.messages.js';
import { day, integer, listOf, object, oneOf, ore, partyId, permille, text, uuid, yesNo } from './fields.js';
import { NAME_CHARS_MAX, REFERENCE_CHARS_MAX, VERSION_MAX } from './limits.js';
import { optional, required } from './message-class.js';

type Fields<Name extends keyof CostAllocationData> = CostAllocationData[Name];

const category = oneOf(COST_CATEGORIES);
const version = integer(1, VERSION_MAX);

export class ShareMessage implements Share {
  @required(partyId, 'cost') party!: PartyId;
  @required(permille, 'cost') permille!: Permille;
}

export class AllocationLineMessage implements AllocationLine {
  @required(uuid, 'routing') lineId!: Uuid;
  @required(category, 'cost') category!: CostCategory;
  @optional(uuid, 'routing') measureId?: Uuid;
  @required(
    listOf(
      object(() => ShareMessage),
      { min: 1 },
    ),
    'cost',
  )
  shares!: ShareMessage[];
  @optional(ore, 'cost') ceilingOre?: Ore;
}

export class AllocationProposedMessage extends FactMessage implements Fields<'proposed'> {
  @required(version, 'cost') version!: number;
  @required(day, 'cost') effectiveFrom!: Day;
  @required(
    listOf(
      object(() => AllocationLineMessage),
      { min: 1 },
    ),
    'cost',
  )
  lines!: AllocationLineMessage[];
  @required(text(REFERENCE_CHARS_MAX), 'sensitive') documentRef!: Sealed;
  @optional(listOf(partyId, { min: 2, max: 2, unique: true }), 'cost') between?: [PartyId, PartyId];
}

export class SignatoryMessage {
  @required(text(NAME_CHARS_MAX), 'sensitive') function!: Sealed;
  @required(yesNo, 'cost') hasMandate!: boolean;
}

export class AllocationApprovedMessage extends FactMessage implements Fields<'approved'> {
  @required(version, 'cost') version!: number;
  @required(day, 'cost') signedOn!: Day;
  @required(object(() => SignatoryMessage), 'cost') signatory!: SignatoryMessage;
  @optional(uuid, 'routing') answers?: Uuid;
}

/** `disputed` and `withdrawn`: a version and why. */
export class VersionRefusedMessage extends FactMessage implements Fields<'disputed'>, Fields<'withdrawn'> {
  @required(version, 'cost') version!: number;
  @required(text(), 'sensitive') reason!: Sealed;
}

export class DisputeSettledMessage extends FactMessage implements Fields<'disputeSettled'> {
  @required(version, 'cost') version!: number;
  @required(day, 'cost') on!: Day;
}

export class ContractRegisteredMessage extends FactMessage implements Fields<'contractRegistered'> {
  @required(uuid, 'routing') contractId!: Uuid;
  @required(uuid, 'place') hvbId!: Uuid;
  @required(listOf(category, { min: 1, unique: true }), 'cost') covers!: CostCategory[];
  @required(day, 'cost') from!: Day;
  @optional(day, 'cost') to?: Day;
  @optional(text(), 'sensitive') referralNotPossibleReason?: Sealed;
}

export class PeriodMessage {
  @required(day, 'cost') from!: Day;
  @required(day, 'cost') to!: Day;
}

export class CostRecordedMessage extends FactMessage implements Fields<'costRecorded'> {
  @required(uuid, 'routing') costId!: Uuid;
  @required(category, 'cost') category!: CostCategory;
  @optional(uuid, 'routing') lineId?: Uuid;
  @required(object(() => PeriodMessage), 'cost') period!: PeriodMessage;
  @required(ore, 'cost') amountOre!: Ore;
  @required(partyId, 'cost') paidBy!: PartyId;
}

export class ClaimedMessage extends FactMessage implements Fields<'claimed'> {
  @required(uuid, 'routing') claimId!: Uuid;
  @required(uuid, 'routing') costId!: Uuid;
  @required(partyId, 'cost') against!: PartyId;
}
