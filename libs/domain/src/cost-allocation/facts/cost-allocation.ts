/** Who pays what: the facts of `costAllocation/<placement uuid>`, with the names and fields of the wire. */
import { type DisclosingData } from '../../fact/disclosing.js';
import { type Day, type Ore, type PartyId, type Permille, type Sealed, type Uuid } from '../../kernel/index.js';

/** What a cost is for, in the order in which lines stand. The wire has the same words. */
export const COST_CATEGORIES = [
  'housing',
  'socialSupport',
  'healthcare',
  'dental',
  'schooling',
  'transport',
  'other',
] as const;

export type CostCategory = (typeof COST_CATEGORIES)[number];

export interface Share {
  readonly party: PartyId;
  readonly permille: Permille;
}

/** One line of a written allocation. Its shares sum to 1000. A ceiling is cumulative over the placement. */
export interface AllocationLine {
  readonly lineId: Uuid;
  readonly category: CostCategory;
  readonly measureId?: Uuid;
  readonly shares: readonly Share[];
  readonly ceilingOre?: Ore;
}

export interface CostAllocationData extends DisclosingData {
  proposed: {
    readonly version: number;
    readonly effectiveFrom: Day;
    readonly lines: readonly AllocationLine[];
    readonly documentRef: Sealed;
    /** The principals where they are otherwise; only the placing kommun may name them. */
    readonly between?: readonly [PartyId, PartyId];
  };
  approved: {
    readonly version: number;
    readonly signedOn: Day;
    readonly answers?: Uuid;
    readonly signatory: { readonly function: Sealed; readonly hasMandate: boolean };
  };
  disputed: { readonly version: number; readonly reason: Sealed };
  disputeSettled: { readonly version: number; readonly on: Day };
  withdrawn: { readonly version: number; readonly reason: Sealed };
  contractRegistered: {
    readonly contractId: Uuid;
    readonly hvbId: Uuid;
    readonly covers: readonly CostCategory[];
    readonly from: Day;
    readonly to?: Day;
    readonly referralNotPossibleReason?: Sealed;
  };
  costRecorded: {
    readonly costId: Uuid;
    readonly category: CostCategory;
    readonly lineId?: Uuid;
    readonly period: { readonly from: Day; readonly to: Day };
    readonly amountOre: Ore;
    readonly paidBy: PartyId;
  };
  claimed: { readonly claimId: Uuid; readonly costId: Uuid; readonly against: PartyId };
  annulled: { readonly annulsId: string; readonly reason: Sealed };
}

export type CostAllocationFact = {
  [Name in keyof CostAllocationData]: {
    readonly type: `costAllocation.${Name}`;
    readonly data: CostAllocationData[Name];
  };
}[keyof CostAllocationData];
