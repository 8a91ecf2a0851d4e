/** When a court's order of care ends before care does: it was never begun, or it was lifted (S-003; LVU 5 §, LVM 12 §). */
import { addDays, maxDay } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { timeOut, type Due } from '../rules/index.js';
import { type Course } from '../story/course.js';
import { type End } from './custody.js';
import { executedOn, firstStep, type CourtStep, type Order } from './orders.js';

/** The four weeks in which care is to begin, from when the order was final: told only where that is. */
export interface LapseClock extends Due {
  readonly startsOn: Day;
  readonly begunOn: Day | undefined;
  readonly final: CourtStep;
}

/** S-003 "inom fyra veckor från den dag då beslutet vann laga kraft": care begun before counts as begun on that day. */
export function lapseClockOf(course: Course, order: Order): LapseClock | null {
  const final = firstStep(order, 'finallyBinding');
  if (!final) return null;
  const startsOn = final.data.on;
  const due = timeOut(order.law.lapse, { startsOn, decidedOn: order.decision.data.decidedOn });
  if (!due) return null;
  const begun = executedOn(course, order);
  const begunOn = begun === undefined || begun > due.dueOn ? undefined : maxDay(begun, startsOn);
  return { ...due, startsOn, begunOn, final };
}

/**
 * S-003 "upphör att gälla, om vården inte har påbörjats inom fyra veckor från den dag då beslutet vann laga kraft"; A-055 "det
 * förvaltningsrätten som prövar", also that it is lifted. The first day on which it no longer holds; null while it does.
 */
export function endOfCareOrder(course: Course, order: Order): End | null {
  const clock = lapseClockOf(course, order);
  const lifted = firstStep(order, 'lifted');
  const ends: End[] = [];
  if (clock && clock.begunOn === undefined)
    ends.push({
      on: addDays(clock.dueOn, 1),
      rule: 'S-003',
      duty: order.law.lapseSays,
      causedBy: [order.decision, clock.final],
    });
  if (lifted) ends.push({ on: lifted.data.on, rule: 'A-055', duty: order.law.order, causedBy: [lifted] });
  return ends.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null;
}
