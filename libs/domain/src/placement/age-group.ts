/** The agreement's age groups and the child of the statutes. */
import { ageOn } from '../calendar/index.js';
import { type Day } from '../kernel/index.js';

export type AgeGroup = 'barnOchUnga' | 'vuxen';

/** *Vuxen* from the birthday on which one turns 21; *barn och unga* until then. */
export const ADULT_FROM_AGE = 21;

/** The age group on a day; null where the birth date is erased. */
export function ageGroupOn(birthDate: Day | null, day: Day): AgeGroup | null {
  if (birthDate === null) return null;
  return ageOn(birthDate, day) < ADULT_FROM_AGE ? 'barnOchUnga' : 'vuxen';
}
