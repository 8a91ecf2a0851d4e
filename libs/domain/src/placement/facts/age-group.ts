/** The agreement's age groups. */
import { type Day } from '../../kernel/index.js';
import { reaches } from '../../rules/index.js';

export type AgeGroup = 'barnOchUnga' | 'vuxen';

/** The age group on a day; null where the birth date is erased. */
export function ageGroupOn(birthDate: Day | null, day: Day): AgeGroup | null {
  if (birthDate === null) return null;
  const adultFrom = reaches('adult', birthDate);
  return adultFrom === null || day < adultFrom ? 'barnOchUnga' : 'vuxen';
}
