/** Where the parties stand on the newest version, and the disputes on the way. */
import { type Negotiation } from './costs-view.js';
import { ownDate } from '../saying/fact-entries.js';
import { factsOf, type FactOf, type Story } from '../story/story.js';
import { type CaseFact } from '../saying/case.js';
import { type Day, type Said } from '../kernel/index.js';
import { holdsOn, maxDay } from '../calendar/index.js';
import { isFixed, type Version } from './versions.js';

/** One party's dispute about a version; open while nothing has ended it. */
export interface Dispute {
  readonly disputed: FactOf<'costAllocation.disputed'>;
  readonly endedOn: Day | null;
}

/** The highest version that is not withdrawn. */
export function newestOf(versions: readonly Version[]): Version | null {
  return versions.findLast(({ withdrawn }) => withdrawn === null) ?? null;
}

/** True where it is fixed between those who are principals on the day, or will be for the days that it is written for. */
const isFixedBetween = ({ fixings, proposed }: Version, day: Day): boolean =>
  fixings.some((fixing) => holdsOn(fixing, maxDay(day, proposed.data.effectiveFrom)));

/** Where they stand on a day: a dispute outlasts an approval of some, and ends when it is settled or all have signed after it. */
export function negotiationOf(story: Story, versions: readonly Version[], day: Day): Negotiation {
  const newest = newestOf(versions);
  if (!newest) return 'none';
  if (disputesOf(story, [newest]).some(({ endedOn }) => endedOn === null)) return 'disputed';
  if (isFixedBetween(newest, day) || wasSettled(story, newest)) return 'settled';
  return newest.signatures.length > 0 ? 'approvedByOne' : 'proposed';
}

/** By then disputed, and settled: a settlement may be dated before the dispute that it was told after. */
function wasSettled({ facts }: Story, { number }: Version): boolean {
  return (['costAllocation.disputed', 'costAllocation.disputeSettled'] as const).every((type) =>
    factsOf(facts, type).some(({ data }) => data.version === number),
  );
}

/**
 * The disputes about some versions. One ends when it is settled, when all have signed after it, when its version is
 * withdrawn, or when a later version is fixed.
 */
export function disputesOf(story: Story, versions: readonly Version[]): readonly Dispute[] {
  const disputed = factsOf(story.facts, 'costAllocation.disputed');
  return disputed.flatMap((said) => {
    const { version } = said.data;
    if (!versions.some(({ number }) => number === version)) return [];
    return [{ disputed: said, endedOn: endOf(story, said, versions) }];
  });
}

function endOf(story: Story, disputed: Dispute['disputed'], versions: readonly Version[]): Day | null {
  const { version } = disputed.data;
  const ends: readonly (Said<CaseFact> | null)[] = [
    ...factsOf(story.facts, 'costAllocation.disputeSettled').filter(({ data }) => data.version === version),
    ...versions.flatMap(({ number, withdrawn }) => (number === version ? [withdrawn] : [])),
    ...versions.filter(isFixed).flatMap(({ number, signatures }) => (number >= version ? signatures.slice(-1) : [])),
  ];
  const since = story.facts.slice(story.facts.indexOf(disputed) + 1);
  const end = since.find((fact) => ends.includes(fact));
  return end ? ownDate(end) : null;
}
