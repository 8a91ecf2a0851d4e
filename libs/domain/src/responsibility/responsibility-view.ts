/** What is said of responsibility as of a day: who answers for each area, and on which legal basis. */
import { type PartyId, type Span, type Uuid } from '../kernel/index.js';
import { type AreaKind, type LegalBasis } from '../placement/facts/placement.js';
import { type Why } from '../rules/index.js';

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
