/** What is said of costs as of a day: what holds, where the parties stand, who bears what, and how claims are answered. */
import { type CostCategory, type Share } from '../cost-allocation/facts/cost-allocation.js';
import { type Day, type Ore, type PartyId, type Span, type Uuid } from '../kernel/index.js';
import { type RuleId, type Why } from '../rules/index.js';

export type CostStatus = 'none' | 'provisional' | 'fixed';

export type Negotiation = 'none' | 'proposed' | 'approvedByOne' | 'disputed' | 'settled';

export interface CostLine extends Span {
  readonly category: CostCategory;
  readonly lineId?: Uuid;
  readonly version?: number;
  readonly shares: readonly Share[];
  readonly ceilingOre?: Ore;
  readonly why: Why;
}

export interface AmountByParty {
  readonly party: PartyId;
  readonly amountOre: Ore;
}

export interface ClaimView {
  readonly claimId: Uuid;
  readonly costId: Uuid;
  readonly against: PartyId;
  readonly outcome: 'covered' | 'partlyCovered' | 'notCovered';
  readonly byParty: readonly AmountByParty[];
  /** A stable word for the reason, shown with its Swedish sentence from the rule. */
  readonly reason: string;
  readonly why: Why;
}

export interface ContractView extends Span {
  readonly contractId: Uuid;
  readonly hvbId: Uuid;
  readonly party: PartyId;
  readonly covers: readonly CostCategory[];
  readonly referralNotPossibleReasonGiven: boolean;
}

export interface CostsView {
  /** What holds. */
  readonly status: CostStatus;
  /** Where the parties stand on the newest version. */
  readonly negotiation: Negotiation;
  readonly lines: readonly CostLine[];
  readonly recordedOre: Ore;
  /** Who bears what is recorded; sums to `recordedOre`. */
  readonly byParty: readonly AmountByParty[];
  readonly claims: readonly ClaimView[];
  readonly contracts: readonly ContractView[];
  /** Settings that decided where the agreement's text leaves it open. */
  readonly choices: readonly { readonly setting: string; readonly value: string; readonly rule: RuleId }[];
}

/** An allocation that all who must have approved: what `costAllocation.fixed` says. */
export interface FixedAllocation {
  readonly version: number;
  /** The latest signature that the first of its days needed. */
  readonly fixedOn: Day;
  readonly effectiveFrom: Day;
  /** The days for which it is fixed, where these are not all from `effectiveFrom` on: a signature binds by day (H-003). */
  readonly days?: readonly Span[];
  readonly why: Why;
}
