/** What the law says of a case as of a day: every value dated, every value with its why. */
import { type JudgedDeviation } from '../deviation/assess-deviation.js';
import { type CostsView, type FixedAllocation } from '../costs/costs-view.js';
import { type HandoverView } from '../handover/handovers-view.js';
import { type Sayable } from '../making/sayable.js';
import { type ResponsibilityView } from '../responsibility/responsibility-view.js';
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
