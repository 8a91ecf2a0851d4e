/** The facts of every kind: their data, the stream that they stand in, and what is known of each. */
import { AGREEMENT_FACTS } from '../agreement/facts/agreement.facts.js';
import { type AgreementData, type AgreementFact } from '../agreement/facts/agreement.js';
import { CONCERN_FACTS } from '../concern/facts/concern.facts.js';
import { type ConcernData, type ConcernFact } from '../concern/facts/concern.js';
import { COST_ALLOCATION_FACTS } from '../cost-allocation/facts/cost-allocation.facts.js';
import { type CostAllocationData, type CostAllocationFact } from '../cost-allocation/facts/cost-allocation.js';
import { DEVIATION_FACTS } from '../deviation/facts/deviation.facts.js';
import { type DeviationData, type DeviationFact } from '../deviation/facts/deviation.js';
import { DISCHARGE_FACTS } from '../discharge/facts/discharge.facts.js';
import { type DischargeData, type DischargeFact } from '../discharge/facts/discharge.js';
import { type FactEntries } from '../fact/entry.js';
import { HANDOVER_FACTS } from '../handover/facts/handover.facts.js';
import { type HandoverData, type HandoverFact } from '../handover/facts/handover.js';
import { type StreamCategory } from '../kernel/index.js';
import { PLACEMENT_FACTS } from '../placement/facts/placement.facts.js';
import { type PlacementData, type PlacementFact } from '../placement/facts/placement.js';
import { SIP_FACTS } from '../sip/facts/sip.facts.js';
import { type SipData, type SipFact } from '../sip/facts/sip.js';

// What a kind's facts are made of, for the wire too.
export * from '../placement/facts/placement.js';
export * from '../cost-allocation/facts/cost-allocation.js';
export * from '../concern/facts/concern.js';
export * from '../deviation/facts/deviation.js';
export * from '../discharge/facts/discharge.js';
export * from '../handover/facts/handover.js';
export * from '../agreement/facts/agreement.js';
export * from '../sip/facts/sip.js';

/** The data of each kind of subject's facts, by the fact's name. */
export interface FactData {
  readonly placement: PlacementData;
  readonly costAllocation: CostAllocationData;
  readonly deviation: DeviationData;
  readonly handover: HandoverData;
  readonly agreement: AgreementData;
  readonly sip: SipData;
  readonly discharge: DischargeData;
  readonly concern: ConcernData;
}

/** The facts of each kind of stream. */
export interface FactsBy {
  readonly case: PlacementFact | CostAllocationFact | DeviationFact | HandoverFact;
  readonly agreement: AgreementFact;
  readonly sip: SipFact;
  readonly deviation: DeviationFact;
  readonly discharge: DischargeFact;
  readonly concern: ConcernFact;
}

/** The entries of all facts, by type. */
export const FACT_ENTRIES: FactEntries<FactsBy[StreamCategory]> = {
  ...PLACEMENT_FACTS,
  ...COST_ALLOCATION_FACTS,
  ...DEVIATION_FACTS,
  ...HANDOVER_FACTS,
  ...AGREEMENT_FACTS,
  ...SIP_FACTS,
  ...DISCHARGE_FACTS,
  ...CONCERN_FACTS,
};
