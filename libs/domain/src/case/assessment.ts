/** What the law says of each kind of stream as of a day: every value dated, every value with its why. */
import { type AgreementAssessment } from '../agreement/assess-agreement.js';
import { type ConcernAssessment } from '../concern/assess-concern.js';
import { type DeviationAssessment, type JudgedDeviation } from '../deviation/assess-deviation.js';
import { type DischargeAssessment } from '../discharge/assess-discharge.js';
import { type CostsView, type FixedAllocation } from '../costs/costs-view.js';
import { type HandoverView } from '../handover/handovers-view.js';
import { type StreamCategory } from '../kernel/index.js';
import { type Sayable } from '../making/sayable.js';
import { type ResponsibilityView } from '../responsibility/responsibility-view.js';
import { type Opening } from '../disclosure/openings.js';
import { type SipAssessment } from '../sip/assess-sip.js';
import { type PlacementSummary } from './summary.js';

/** A case as of a day, from the facts whose own date is no later. `placement` is null before anything is registered. */
export interface CaseAssessment extends Sayable {
  readonly category: 'case';
  readonly placement: PlacementSummary | null;
  readonly responsibility: ResponsibilityView | null;
  readonly costs: CostsView;
  readonly fixed: readonly FixedAllocation[];
  /** The deviations that concern the placement. */
  readonly deviations: readonly JudgedDeviation[];
  readonly handovers: readonly HandoverView[];
}

/** What holds of each kind of stream. */
export interface AssessmentsBy {
  readonly case: CaseAssessment;
  readonly agreement: AgreementAssessment;
  readonly sip: SipAssessment;
  readonly deviation: DeviationAssessment;
  readonly discharge: DischargeAssessment;
  readonly concern: ConcernAssessment;
}

/** What holds of a stream, told apart by its kind. `openings`: absent where nobody has decided on a ground or given a consent. */
export type Assessment<C extends StreamCategory = StreamCategory> = AssessmentsBy[C] & {
  readonly category: C;
  readonly openings?: readonly Opening[];
};
