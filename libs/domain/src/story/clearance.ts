/** When the parties' responsibility for the measures is cleared: both principals stand behind the same list (A-013, A-067). */
import { covers, isGotland, partyCode, regionOf, type Day, type KommunCode, type PartyId } from '../kernel/index.js';
import { factsOf, sidesOn, type FactOf, type Story } from './story.js';
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
  const { clarificationId, measures } = clarified.data;
  const { saidOn } = clarified.meta;
  if (isOneLegalPerson(story, saidOn)) return { clearedOn: saidOn, measures, clarified, confirmed: null };
  for (const confirmed of factsOf(story.facts, 'placement.responsibilityConfirmed')) {
    if (confirmed.data.clarificationId !== clarificationId) continue;
    const clearedOn = confirmed.data.on ?? confirmed.meta.saidOn;
    if (standOnBothSides(story, clarified, confirmed.meta.party, clearedOn)) {
      return { clearedOn, measures, clarified, confirmed };
    }
  }
  return null;
}

/** Gotland's kommun is its region (SoL 4:4). */
function isOneLegalPerson(story: Story, day: Day): boolean {
  const sides = sidesOn(story, day);
  if (!sides) return false;
  const code = partyCode(sides.kommun) as KommunCode;
  return isGotland(code) && sides.region === regionOf(code);
}

/** The other principal is the one named in `between`, else the side of the case that the first is not. */
function standOnBothSides(
  story: Story,
  clarified: FactOf<'placement.responsibilityClarified'>,
  confirming: PartyId,
  day: Day,
): boolean {
  const clarifying = clarified.meta.party;
  const sides = sidesOn(story, day);
  const principals = clarified.data.between ?? (sides ? [sides.kommun, sides.region] : []);
  const standsFor = (party: PartyId): number =>
    principals.findIndex((principal) => covers(principal, party) || covers(party, principal));
  const first = standsFor(clarifying);
  const second = standsFor(confirming);
  return first >= 0 && second >= 0 && first !== second;
}
