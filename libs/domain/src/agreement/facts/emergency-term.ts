/** The time in which an emergency placement's cost and registration should be clear. */
import { addMonths, latestLawfulOn } from '../../calendar/index.js';
import { type Day } from '../../kernel/index.js';
import { type PackSettings } from './pack.js';

/** A-099 "bör vara klarlagd senast 2 månader efter placeringen": the strict day, and the last one that is in time. */
export function emergencyTerm(
  { emergencyMonths, weekendRule }: Pick<PackSettings, 'emergencyMonths' | 'weekendRule'>,
  startedOn: Day,
): { readonly dueOn: Day; readonly lastInTime: Day } {
  const dueOn = addMonths(startedOn, emergencyMonths);
  return { dueOn, lastInTime: weekendRule ? latestLawfulOn(dueOn) : dueOn };
}
