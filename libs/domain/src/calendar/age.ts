/** Ages and birthdays. A limit of age is reached on the birthday itself (*fyllt*), whatever the hour of birth. */
import { type Day } from '../kernel/index.js';
import { addYears } from './day.js';
import { yearOf } from './civil.js';

/**
 * The day on which one born on `birthDate` turns `age`. H-001 "Den som är född den 29 februari fyller år den 28 februari
 * de år som inte är skottår": the month has no such number, so its last day counts, as in lag (1930:173) 1 §. No statute
 * says it of ages.
 */
export function birthday(birthDate: Day, age: number): Day {
  return addYears(birthDate, age);
}

/** Whole years of age on `day`: the greatest age whose birthday has come. Negative before birth. */
export function ageOn(birthDate: Day, day: Day): number {
  const years = yearOf(day) - yearOf(birthDate);
  return day < birthday(birthDate, years) ? years - 1 : years;
}
