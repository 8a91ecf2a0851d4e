/** Which value of a parameter applies: the one in whose validity its own due day lies, or the decision that starts it. */
import { addDays, addMonths, addWeeks, birthday, addYears, maxDay } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';
import { type ParameterEntry, PARAMETERS } from './parameters.data.js';
import { type StatuteRef } from './statute-ref.js';
import { datedSection } from './statutes.js';

export type ParameterId = keyof typeof PARAMETERS;

type Unit<Id extends ParameterId> = (typeof PARAMETERS)[Id][number]['unit'];

/** The parameters that are birthdays. */
export type AgeId = { [Id in ParameterId]: Unit<Id> extends 'yearsOfAge' ? Id : never }[ParameterId];
/** The parameters that are stretches of time. */
export type TimeId = Exclude<ParameterId, AgeId>;

/**
 * The day on which one born on a day turns an age. H-001 "Den som är född den 29 februari fyller år den 28 februari de år som inte
 * är skottår".
 */
export function birthdayOf(birthDate: Day, age: number): Day {
  const day = birthday(birthDate, age);
  if (!birthDate.endsWith(LEAP_DAY) || day.endsWith(LEAP_DAY)) return day;
  const daysBefore = valueOn('leapDayBirthday', day);
  return daysBefore === undefined ? day : addDays(`${day.slice(0, 4)}-03-01` as Day, -daysBefore);
}

const LEAP_DAY = '-02-29';

const HOURS_PER_DAY = 24;

const AFTER: Readonly<Record<ParameterEntry['unit'], (start: Day, value: number) => Day>> = {
  // The last day on which it may be out.
  hours: (start, value) => addDays(start, Math.ceil(value / HOURS_PER_DAY)),
  days: addDays,
  weeks: addWeeks,
  months: addMonths,
  years: addYears,
  yearsOfAge: birthdayOf,
};

const sectionOf = new Map(
  Object.values(PARAMETERS)
    .flatMap((entries: readonly ParameterEntry[]) => entries)
    .flatMap(({ statute }) => (statute ? [[statute, datedSection(statute)] as const] : [])),
);

const holdsOn = ({ from, to }: ParameterEntry, day: Day): boolean => from <= day && (to === undefined || day <= to);

/** What starts a clock: its first day, and the day of the decision behind it where there is one. */
export interface ClockStart {
  readonly startsOn: Day;
  readonly decidedOn?: Day | undefined;
}

/** When a clock runs out, and the section that says so where one does. */
export interface Due {
  readonly dueOn: Day;
  readonly statute: StatuteRef | undefined;
}

/**
 * When a time that starts on a day is out. By decision: the entry of the decision's day. Else the first entry in whose
 * validity its own due day lies; where none is, because a later entry is shorter, or because nothing was law yet, the
 * next one that takes effect, and then no earlier than that day. null where none applies any more.
 */
export function dueBy(entries: readonly ParameterEntry[], { startsOn, decidedOn = startsOn }: ClockStart): Due | null {
  let next: Due | null = null;
  for (const entry of entries) {
    const day = AFTER[entry.unit](startsOn, entry.value);
    const asked = entry.by === 'decision' ? decidedOn : day;
    if (holdsOn(entry, asked)) return due(entry, day, decidedOn);
    if (asked < entry.from) next ??= due(entry, maxDay(day, entry.from), decidedOn);
  }
  return next;
}

function due({ statute, by }: ParameterEntry, dueOn: Day, decidedOn: Day): Due {
  return { dueOn, statute: sectionOf.get(statute ?? '')?.(by === 'decision' ? decidedOn : dueOn) };
}

/** When the time of a parameter is out, from its start. */
export const timeOut = (id: TimeId, start: ClockStart): Due | null => dueBy(PARAMETERS[id], start);

/** The day on which one born on a day reaches an age of the law; null where the law has no such age any more. */
export const reaches = (id: AgeId, birthDate: Day): Day | null =>
  dueBy(PARAMETERS[id], { startsOn: birthDate })?.dueOn ?? null;

/** The value that holds on a day; undefined where none does. */
export function valueOn(id: ParameterId, day: Day): number | undefined {
  const entries: readonly ParameterEntry[] = PARAMETERS[id];
  return entries.find((entry) => holdsOn(entry, day))?.value;
}
