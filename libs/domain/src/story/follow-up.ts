/** The follow-ups of a child after care, each with what closed it (SoL 23 kap.; LVU 21 b–c §). */
import { factsOf, type FactOf, type Story } from './story.js';

export interface FollowUp {
  readonly started: FactOf<'placement.followUpStarted'>;
  /** The first closing from its own day on, before another was begun. */
  readonly closed?: FactOf<'placement.followUpClosed'>;
}

const NONE: readonly never[] = [];

/** In the order they were begun. */
export function followUpsOf({ facts }: Pick<Story, 'facts'>): readonly FollowUp[] {
  const begun = factsOf(facts, 'placement.followUpStarted');
  if (begun.length === 0) return NONE;
  const closings = factsOf(facts, 'placement.followUpClosed');
  return begun.map((started, at) => {
    const next = begun[at + 1];
    const closed = closings.find(
      ({ data }) => data.on >= started.data.on && (next === undefined || data.on <= next.data.on),
    );
    return closed === undefined ? { started } : { started, closed };
  });
}
