/** When the clock looks at a stream again: a day that is kept in the open, and so may tell no birth date (ADR 48). */
import { addDays, addMonths, civilOf } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { type Sayable } from './sayable.js';

type Looked = Pick<Sayable, 'asOf' | 'turningDays' | 'turningDaysByBirth' | 'reminderDays'>;

const DAYS_OF_MONTH_MIN = 28;

/**
 * The next turning day that the birth date does not set, as it is. For those that it sets every day of whole months around
 * the month of one is looked at, before and after it alike, and until then the first day of each month: never later than
 * the day itself. null where nothing turns.
 */
export function nextLook({ asOf, turningDays, turningDaysByBirth, reminderDays }: Looked): Day | null {
  const hidden = new Set(turningDaysByBirth);
  const told = turningDays.find((day) => !hidden.has(day)) ?? null;
  const sought = nextAround(turningDaysByBirth, asOf, Math.ceil(Math.max(0, ...reminderDays) / DAYS_OF_MONTH_MIN));
  return told !== null && sought !== null && told < sought ? told : (sought ?? told);
}

function nextAround(days: readonly Day[], asOf: Day, monthsBefore: number): Day | null {
  const tomorrow = addDays(asOf, 1);
  const month = monthOf(tomorrow);
  const around = monthsAround(days, monthsBefore);
  if (around.some(({ first, last }) => first <= month && month <= last)) return tomorrow;
  return around.some(({ first }) => first > month) ? firstOfNextMonth(asOf) : null;
}

interface Months {
  readonly first: number;
  readonly last: number;
}

/**
 * To the month after its own: what follows from a birthday comes within days. A day that stands within those around one
 * before it adds none: by how far they reach, it would be told.
 */
function monthsAround(days: readonly Day[], monthsBefore: number): readonly Months[] {
  const around: Months[] = [];
  for (const month of days.map(monthOf)) {
    if (around.some(({ first, last }) => first <= month && month <= last)) continue;
    around.push({ first: month - monthsBefore, last: month + 1 });
  }
  return around;
}

const firstOfNextMonth = (day: Day): Day => addMonths(addDays(day, 1 - civilOf(day).date), 1);

/** Months from the beginning of the calendar. */
function monthOf(day: Day): number {
  const { year, month } = civilOf(day);
  return year * 12 + month;
}
