/** The ages at which compulsory care of the young may begin and must end (A-058, G-04; LVU 1990:52 1 and 21 §§). */
import { type Course, turns } from '../case/course.js';
import { type Day } from '../kernel/index.js';
import { type LegalBasis } from '../placement/placement.js';

type Section = NonNullable<LegalBasis['sections']>[number];

/** Care may be decided for one who has not turned `givenUnder`, and ends at the latest when he or she turns `endsAt`. */
export const LVU_AGES: Readonly<Record<Section, { readonly givenUnder: number; readonly endsAt: number }>> = {
  '2': { givenUnder: 18, endsAt: 18 },
  '3': { givenUnder: 20, endsAt: 21 },
  // Immediate custody: under twenty (6 §); what it leads to ends by 2 § or 3 §.
  '6': { givenUnder: 20, endsAt: 21 },
};

/** The latest of its sections' limits: 2 § may fall away while 3 § goes on. null without sections or birth date. */
function limitOf(course: Course, basis: LegalBasis, limit: 'givenUnder' | 'endsAt'): Day | null {
  if (basis.act !== 'LVU') return null;
  const ages = (basis.sections ?? []).map((section) => LVU_AGES[section][limit]);
  return ages.length === 0 ? null : turns(course, Math.max(...ages));
}

/** The first day on which care can no longer be decided; null where no age limits it. */
export const givenBefore = (course: Course, basis: LegalBasis): Day | null => limitOf(course, basis, 'givenUnder');

/** The day on which care ends at the latest; null where no age limits it. */
export const endsByAge = (course: Course, basis: LegalBasis): Day | null => limitOf(course, basis, 'endsAt');
