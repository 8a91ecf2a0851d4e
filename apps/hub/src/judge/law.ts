/** What holds on a stream, and what the clock and the keys must know of it. */
import {
  assessmentOf,
  keeperOf,
  wokenBy,
  type Assessment,
  type Circumstances,
  type Controller,
  type Fact,
  type PartyId,
  type Said,
  type StreamCategory,
  type StreamRead,
} from '#domain';

export interface Holding {
  readonly assessment: Assessment;
  /** The placing party of a case: whose agreements bear on it. */
  readonly placingParty: PartyId | null;
  /** Under whose key the hub says what it says of it. */
  readonly keeper: Controller;
}

/** What holds on the stream today, with a fact that is about to be added. */
export function holding(
  { category, stream, facts: before }: StreamRead<StreamCategory>,
  beside: Circumstances,
  added?: Said<Fact>,
): Holding {
  const facts = added ? [...before, added] : before;
  const assessment = assessmentOf({ category, stream, facts }, beside);
  return { assessment, placingParty: wokenBy(assessment), keeper: keeperOf(assessment, facts) };
}
