/** Who has read beyond its grounds in a case: from when, until when, whether a second person agreed to it and what the review came to. */
import { addMinutes, stockholmDay } from '../calendar/index.js';
import { type Day, type Instant, type Said } from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';
import { factsOf, type FactOf } from './story.js';

/** A reading beyond one's grounds. Instants by the hub's clock. */
export interface EmergencyAccess {
  readonly said: FactOf<'placement.emergencyAccess'>;
  readonly from: Instant;
  /** The first instant at which it holds no longer. */
  readonly until: Instant;
  /** The day of that instant: no later is it open. */
  readonly lastDay: Day;
  readonly approval?: FactOf<'placement.emergencyAccessApproved'> | undefined;
  readonly review?: FactOf<'placement.emergencyAccessReviewed'> | undefined;
}

/** Of facts that stand, each by itself, in their order. */
export function accessesIn(facts: readonly Said<CaseFact>[]): readonly EmergencyAccess[] {
  const told = factsOf(facts, 'placement.emergencyAccess');
  if (told.length === 0) return NONE;
  const approvals = factsOf(facts, 'placement.emergencyAccessApproved');
  const reviews = factsOf(facts, 'placement.emergencyAccessReviewed');
  return told.map((said) => {
    const { accessId } = said.data;
    const { from, until } = timeBoxOf(said);
    return {
      ...{ said, from, until, lastDay: stockholmDay(until) },
      approval: approvals.find(({ data }) => data.accessId === accessId),
      review: reviews.find(({ data }) => data.accessId === accessId),
    };
  });
}

const NONE: readonly never[] = [];

/** B6: so many minutes from when the hub recorded it. */
export function timeBoxOf({
  meta,
  data,
}: FactOf<'placement.emergencyAccess'>): Pick<EmergencyAccess, 'from' | 'until'> {
  return { from: meta.recordedAt, until: addMinutes(meta.recordedAt, data.minutes) };
}
