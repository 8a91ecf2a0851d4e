/** Which SIPs bear on a case: those that name its placement, about its person, by a principal of the day (D7). */
import { speaksFor, type Day } from '../kernel/index.js';
import { dayOf } from '../saying/fact-entries.js';
import { speakersOn } from '../story/parties.js';
import { type Story } from '../story/story.js';
import { standingSip, sipFactsOf, type Opening, type StandingSip } from './reading.js';

/** A SIP that bears on a case, from the day that it was first said to. */
export interface SipOfCase {
  readonly sip: StandingSip;
  readonly revision: number;
  readonly said: Opening;
  readonly on: Day;
}

/**
 * Those of which a word that opens them names the placement and the person, said by who was principal of the case that day:
 * the earliest first, of one day by their names, whichever was told first.
 */
export function sipsOfCase(story: Story): readonly SipOfCase[] {
  const { surroundings, registered } = story;
  if (!registered || surroundings.sips.length === 0) return [];
  const { personId } = registered.data.person;
  const bearing = surroundings.sips.flatMap((read) => {
    const sip = standingSip(read, surroundings);
    if (sip.annulled) return [];
    const said = [...sipFactsOf(sip.facts, 'sip.considered'), ...sipFactsOf(sip.facts, 'sip.needIdentified')]
      .filter(({ data }) => data.placementId === story.placementId && data.personId === personId)
      .filter((fact) => speakersOn(story, dayOf(fact)).some((side) => speaksFor(fact.meta.party, side)))
      .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))[0];
    return said ? [{ sip, revision: read.revision, said, on: dayOf(said) }] : [];
  });
  return bearing.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const placeOf = ({ on, sip }: SipOfCase): string => `${on} ${sip.stream}`;
