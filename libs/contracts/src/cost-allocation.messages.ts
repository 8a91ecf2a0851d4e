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
  @required(partyId) party!: PartyId;
  @required(permille) permille!: Permille;
}

export class AllocationLineMessage implements AllocationLine {
  @required(uuid) lineId!: Uuid;
  @required(category) category!: CostCategory;
  @optional(uuid) measureId?: Uuid;
  @required(
    listOf(
      object(() => ShareMessage),
      { min: 1 },
    ),
  )
  shares!: ShareMessage[];
  @optional(ore) ceilingOre?: Ore;
}

export class AllocationProposedMessage extends FactMessage implements Fields<'proposed'> {
  @required(version) version!: number;
  @required(day) effectiveFrom!: Day;
  @required(
    listOf(
      object(() => AllocationLineMessage),
      { min: 1 },
    ),
  )
  lines!: AllocationLineMessage[];
  @required(text(REFERENCE_CHARS_MAX)) documentRef!: Sealed;
  @optional(listOf(partyId, { min: 2, max: 2, unique: true })) between?: [PartyId, PartyId];
}

export class SignatoryMessage {
  @required(text(NAME_CHARS_MAX)) function!: Sealed;
  @required(yesNo) hasMandate!: boolean;
}

export class AllocationApprovedMessage extends FactMessage implements Fields<'approved'> {
  @required(version) version!: number;
  @required(day) signedOn!: Day;
  @required(object(() => SignatoryMessage)) signatory!: SignatoryMessage;
}

/** `disputed` and `withdrawn`: a version and why. */
export class VersionRefusedMessage extends FactMessage implements Fields<'disputed'>, Fields<'withdrawn'> {
  @required(version) version!: number;
  @required(text()) reason!: Sealed;
}

export class DisputeSettledMessage extends FactMessage implements Fields<'disputeSettled'> {
  @required(version) version!: number;
  @required(day) on!: Day;
}

export class ContractRegisteredMessage extends FactMessage implements Fields<'contractRegistered'> {
  @required(uuid) contractId!: Uuid;
  @required(uuid) hvbId!: Uuid;
  @required(listOf(category, { min: 1, unique: true })) covers!: CostCategory[];
  @required(day) from!: Day;
  @optional(day) to?: Day;
  @optional(text()) referralNotPossibleReason?: Sealed;
}

export class PeriodMessage {
  @required(day) from!: Day;
  @required(day) to!: Day;
}

export class CostRecordedMessage extends FactMessage implements Fields<'costRecorded'> {
  @required(uuid) costId!: Uuid;
  @required(category) category!: CostCategory;
  @optional(uuid) lineId?: Uuid;
  @required(object(() => PeriodMessage)) period!: PeriodMessage;
  @required(ore) amountOre!: Ore;
  @required(partyId) paidBy!: PartyId;
}

export class ClaimedMessage extends FactMessage implements Fields<'claimed'> {
  @required(uuid) claimId!: Uuid;
  @required(uuid) costId!: Uuid;
  @required(partyId) against!: PartyId;
}
