/** How a deadline that was missed is found, of whatever kind and stream. */
import { addDays } from '../calendar/index.js';
import { inTimeThrough, type Deadline } from './deadline.js';
import { type Sighting } from './finding.js';

/**
 * From the day after the last one in time, until the act is done or its cause is gone: told to those whose act it was. One
 * that was met in time is over before it begins, and so is none.
 */
export const missedSighting = (term: Deadline): Sighting => ({
  key: `missed ${term.deadlineId}`,
  parties: term.responsible,
  raisedOn: addDays(inTimeThrough(term), 1),
  resolvedOn: term.metOn ?? term.ceasedOn,
  causedBy: term.why.causedBy.map((eventId) => ({ meta: { eventId } })),
});
