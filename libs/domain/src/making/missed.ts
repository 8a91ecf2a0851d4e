/** How a deadline that was missed is found, of whatever kind and stream. */
import { addDays } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { inTimeThrough, type Deadline, type DeadlineKind } from './deadline.js';
import { type Causes } from '../rules/index.js';
import { type Sighting } from './finding.js';

/** What the finding of a missed deadline is known by. */
export const missedKey = ({ deadlineId }: Pick<Deadline, 'deadlineId'>): string => `missed ${deadlineId}`;

/**
 * From the day after the last one in time, until the act is done or its cause is gone: told to those whose act it was. One
 * that was met in time is over before it begins, and so is none.
 */
export const missedSighting = (term: Deadline): Sighting => ({
  key: missedKey(term),
  parties: term.responsible,
  raisedOn: missedFrom(term),
  resolvedOn: missedUntil(term),
  causedBy: causesOf(term),
});

/** The first day on which a deadline is missed. */
export const missedFrom = (term: Deadline): Day => addDays(inTimeThrough(term), 1);

/** The day on which it is missed no more; undefined while it is. */
export const missedUntil = ({ metOn, ceasedOn }: Deadline): Day | undefined => metOn ?? ceasedOn;

/** What a deadline was read from. */
export const causesOf = ({ why }: Deadline): Causes => why.causedBy.map((eventId) => ({ meta: { eventId } }));

/** Those of a kind that have been missed by a day, their cause not gone before. */
export const missedOf = (deadlines: readonly Deadline[], kind: DeadlineKind, asOf: Day): readonly Sighting[] =>
  deadlines
    .filter((term) => term.kind === kind && term.cancelledOn === undefined && inTimeThrough(term) < asOf)
    .map(missedSighting);
