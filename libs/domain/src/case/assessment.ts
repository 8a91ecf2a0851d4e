/** What `assess` says about a case as of a day: every value dated, every value with its why. Shapes are those of the views. */
import { type DEADLINE_LAW } from '../deadlines/deadline-law.data.js';
import { type CostCategory, type Share } from '../cost-allocation/cost-allocation.js';
import {
  type Day,
  type KommunCode,
  type Ore,
  type PartyId,
  type Span,
  type StreamCategory,
  type Uuid,
} from '../kernel/index.js';
import { type RuleId, type Why } from '../rules/index.js';
import { type AreaKind, type LegalBasis, type Mode } from '../placement/placement.js';
import { type PackId } from '../agreement/pack.js';

/** One responsible party for one area or measure. One row per area and responsible party. */
export interface ResponsibilityRow extends Span {
  readonly kind: AreaKind;
  readonly measureId?: Uuid;
  readonly responsible: PartyId;
  /** The region that acts until a handover is accepted, where another is legally responsible. */
  readonly acting?: PartyId;
  readonly joint?: boolean;
  readonly status: 'cleared' | 'default' | 'temporary' | 'legal';
  readonly why: Why;
}

export interface LegalBasisView {
  readonly act: LegalBasis['act'];
  readonly sections: readonly string[];
  readonly interim: boolean;
  /** Whether the basis holds on the day: decided, consents in place and none withdrawn, ages within limits. */
  readonly holds: boolean;
  readonly why: Why;
}

export interface ResponsibilityView {
  readonly areas: readonly ResponsibilityRow[];
  readonly legalBasis: LegalBasisView;
}

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
  /** The latest signature that it needed. */
  readonly fixedOn: Day;
  readonly effectiveFrom: Day;
  readonly why: Why;
}

/** What may be due, each with its law in the table. */
export type DeadlineKind = keyof typeof DEADLINE_LAW;

/** Something due. Its status on a day is `deadlineStatus(deadline, day)`; it is never stored. */
export interface Deadline {
  readonly deadlineId: Uuid;
  readonly kind: DeadlineKind;
  readonly startsOn: Day;
  /** The strict date. */
  readonly dueOn: Day;
  /** Given only where lag 1930:173 2 § applies, or the pack turns it on. */
  readonly latestLawfulOn?: Day;
  readonly metOn?: Day;
  /** When its cause went away. */
  readonly cancelledOn?: Day;
  /** When time ended it with no act due. */
  readonly lapsedOn?: Day;
  /** Whose act is due, all of them. */
  readonly responsible: readonly PartyId[];
  readonly why: Why;
  /** Which of its dates were computed from the birth date: its end only, or all. These are sealed at rest. */
  readonly fromBirthDate?: 'end' | 'all';
}

export type DeadlineStatus = 'open' | 'met' | 'overdue' | 'lapsed' | 'cancelled';

/** `breach`: against a *ska*. `warning`: against a *bör*, or data that a *ska* needs is missing. `info`: a choice was made. */
export type Severity = 'info' | 'warning' | 'breach';

export interface Finding {
  readonly findingId: Uuid;
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Whom it concerns. */
  readonly parties: readonly PartyId[];
  readonly raisedOn: Day;
  readonly resolvedOn?: Day;
  readonly message_sv: string;
  readonly message_en: string;
  readonly why: Why;
  readonly fromBirthDate?: true;
}

export type PlacementStatus = 'registered' | 'decided' | 'started' | 'ended' | 'annulled';

/** The head of a case: what lists show, and who stands where on the day. */
export interface PlacementSummary {
  readonly placementId: Uuid;
  readonly personId: Uuid;
  readonly status: PlacementStatus;
  readonly mode: Mode;
  readonly placingParty: PartyId;
  /** The region side; `default` while the registration is unclear. */
  readonly region: { readonly party: PartyId; readonly status: 'established' | 'default' };
  readonly registeredKommun: KommunCode | null;
  readonly hvbId: Uuid;
  readonly hvbKommun: KommunCode;
  readonly legalBasis: LegalBasis;
  readonly plannedFrom: Day;
  readonly plannedTo: Day;
  readonly startedOn?: Day;
  readonly endedOn?: Day;
  /** All who are principal of the case on the day, and named third payers: who may see it. */
  readonly principals: readonly PartyId[];
  readonly thirdPayers: readonly PartyId[];
  readonly agreement: { readonly agreementId: Uuid; readonly pack: PackId; readonly packVersion: number } | null;
}

/** What the hub can say of any stream: what `say` compares with what it has said. */
export interface Sayable {
  /** The kind of stream. */
  readonly category: StreamCategory;
  readonly asOf: Day;
  readonly deadlines: readonly Deadline[];
  readonly findings: readonly Finding[];
  /** Days after `asOf` on which another answer may hold: the clock judges anew then. Ascending. */
  readonly turningDays: readonly Day[];
  /** The stages before a deadline at which the judging pack reminds, in days, largest first. */
  readonly reminderDays: readonly number[];
}

/** A case as of a day, from the facts whose own date is no later. `placement` is null before anything is registered. */
export interface CaseAssessment extends Sayable {
  readonly category: 'case';
  readonly placement: PlacementSummary | null;
  readonly responsibility: ResponsibilityView | null;
  readonly costs: CostsView;
  readonly fixed: readonly FixedAllocation[];
}

/** An agreement as of a day. */
export interface AgreementAssessment extends Sayable {
  readonly category: 'agreement';
  readonly status: 'draft' | 'inForce' | 'expired' | 'superseded' | 'annulled';
  /** Parties that have not approved. */
  readonly missingApprovals: readonly PartyId[];
}

/** What holds of each kind of stream. */
export interface AssessmentsBy {
  readonly case: CaseAssessment;
  readonly agreement: AgreementAssessment;
}

/** What holds of a stream, told apart by its kind. */
export type Assessment<C extends StreamCategory = StreamCategory> = AssessmentsBy[C] & { readonly category: C };
