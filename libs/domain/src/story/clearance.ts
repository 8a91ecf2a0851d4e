/** When the parties' responsibility for the measures is cleared: both principals stand behind the same list (A-013, A-067). */
import { areOneLegalPerson, standOnBothSides, type Day } from '../kernel/index.js';
import { principalsOn, speakersOn } from './parties.js';
import { factsOf, type FactOf, type Story } from './story.js';
import { type Measure } from '../placement/facts/placement.js';

/** A list of measures that both principals stand behind. */
export interface Clearance {
  readonly clearedOn: Day;
  readonly measures: readonly Measure[];
  readonly clarified: FactOf<'placement.responsibilityClarified'>;
  /** null where kommun and region are one legal person, and there is no other side to confirm. */
  readonly confirmed: FactOf<'placement.responsibilityConfirmed'> | null;
}

/** The lists cleared as of the story's day, in the order they were: the last one holds. */
export function clearancesOf(story: Story): readonly Clearance[] {
  const cleared = factsOf(story.facts, 'placement.responsibilityClarified').flatMap((clarified) => {
    const clearance = clearanceBy(story, clarified);
    return clearance ? [clearance] : [];
  });
  return cleared.sort((a, b) => (a.clearedOn < b.clearedOn ? -1 : a.clearedOn > b.clearedOn ? 1 : 0));
}

function clearanceBy(story: Story, clarified: FactOf<'placement.responsibilityClarified'>): Clearance | null {
  const { clarificationId, measures, between } = clarified.data;
  const { saidOn } = clarified.meta;
  if (areOneLegalPerson(principalsOn(story, saidOn))) {
    return { clearedOn: saidOn, measures, clarified, confirmed: null };
  }
  for (const confirmed of factsOf(story.facts, 'placement.responsibilityConfirmed')) {
    if (confirmed.data.clarificationId !== clarificationId) continue;
    const clearedOn = confirmed.data.on ?? confirmed.meta.saidOn;
    const [kommun, ...regions] = speakersOn(story, clearedOn, between);
    const areBoth = regions.some(
      (region) => kommun && standOnBothSides([kommun, region], clarified.meta.party, confirmed.meta.party),
    );
    if (areBoth) {
      return { clearedOn, measures, clarified, confirmed };
    }
  }
  return null;
}
