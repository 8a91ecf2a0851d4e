/** The temporary divisions of responsibility of a deviation: from when each is in force, and until when, area by area. */
import { addDays, earliest, maxDay } from '../calendar/index.js';
import { compareText, sameSide, type Day, type Said } from '../kernel/index.js';
import { byPoint } from '../saying/effective.js';
import { dayOf, isReplacedBy } from '../saying/fact-entries.js';
import { type AreaKind } from '../placement/facts/placement.js';
import { type AreaLaid, type DeviationFact } from './facts/deviation.js';
import { answersOf, firstWords, spokenByAll, wordOf } from './answered.js';
import { type Closure } from './closure.js';
import { deviationFactsOf, type DeviationFactOf, type DeviationStory } from './deviation-story.js';

type Proposed = DeviationFactOf<'deviation.temporaryResponsibilityProposed'>;

/** A division that was proposed. */
interface Proposal {
  readonly proposed: Proposed;
  /** What it was confirmed by, one word of each other side. */
  readonly confirmedBy: readonly Said<DeviationFact>[];
  /** From the last confirmation by every other party concerned; null before. */
  readonly agreedOn: Day | null;
  /** When its author has proposed another for one of its areas: from then on nobody may confirm this one. */
  readonly replacedOn: Day | null;
}

/** An area of a division, with the days for which it holds. */
export interface AreaInForce {
  readonly laid: AreaLaid;
  readonly from: Day;
  /** The first day on which it no longer holds, as far as is known. */
  readonly until: Day | null;
}

export interface Split extends Proposal {
  /** The first day on which it is in force; null where it is not, or not yet. */
  readonly inForceOn: Day | null;
  /** The first day on which nothing of it is in force any more, or ever will be; null for no known day. */
  readonly endsOn: Day | null;
  readonly areas: readonly AreaInForce[];
}

/** All of them, in the order in which they were proposed. */
export function splitsOf(story: DeviationStory, closure: Pick<Closure, 'closedOn'>): readonly Split[] {
  const proposals = proposalsOf(story);
  return proposals.map((proposal) => splitBy(proposal, proposals, closure.closedOn));
}

/**
 * A-108 "omgående komma överens om en tillfällig ansvarsfördelning": in force from the last confirmation by every other
 * party concerned. A proposal is its author's own word; where it concerns nobody else, it is in force at once.
 */
function proposalsOf(story: DeviationStory): readonly Proposal[] {
  const all = deviationFactsOf(story.facts, 'deviation.temporaryResponsibilityProposed');
  const { working } = answersOf(story, 'deviation.temporaryResponsibilityConfirmed');
  return all.map((proposed) => {
    const confirmations = working.filter(({ to }) => to === proposed).map(({ confirmed }) => confirmed);
    const words = firstWords(
      story,
      [proposed, ...confirmations].flatMap((said) => wordOf(story, said)),
    );
    const others = words.filter(({ said }) => said !== proposed);
    const last = spokenByAll(story, words);
    // What was confirmed was there to be confirmed, whenever it was told.
    const agreedOn =
      last === null || others.length === 0 ? last : others.map(({ on }) => on).reduce((a, b) => maxDay(a, b));
    return {
      proposed,
      confirmedBy: others.map(({ said }) => said),
      agreedOn,
      replacedOn: earliest(...all.filter((later) => takesThePlaceOf(later, proposed)).map(dayOf)) ?? null,
    };
  });
}

/** A later proposal of the same author for the same area. */
const takesThePlaceOf = (later: Proposed, proposed: Proposed): boolean =>
  isReplacedBy(proposed, later) && sameSide(later.meta.party, proposed.meta.party) && byPoint(proposed, later) < 0;

function splitBy(proposal: Proposal, all: readonly Proposal[], closedOn: Day | null): Split {
  const { proposed, agreedOn, replacedOn } = proposal;
  const { until } = proposed.data;
  const own = earliest(until && addDays(until, 1), closedOn);
  if (agreedOn === null) return { ...proposal, inForceOn: null, endsOn: earliest(own, replacedOn) ?? null, areas: [] };
  const areas = proposed.data.areas.flatMap((laid): AreaInForce[] => {
    const ends = earliest(own, ...all.map((other) => displacedBy(other, proposal, laid.kind))) ?? null;
    return ends !== null && ends <= agreedOn ? [] : [{ laid, from: agreedOn, until: ends }];
  });
  if (areas.length === 0) return { ...proposal, inForceOn: null, endsOn: earliest(own, agreedOn) ?? null, areas };
  return { ...proposal, inForceOn: agreedOn, endsOn: latest(areas.map((area) => area.until)), areas };
}

/** From when another that has been agreed on for the area since stands in its place; null where it does not. */
function displacedBy(other: Proposal, { proposed, agreedOn }: Proposal, kind: AreaKind): Day | null {
  if (other.proposed === proposed || other.agreedOn === null || agreedOn === null) return null;
  if (!other.proposed.data.areas.some((laid) => laid.kind === kind)) return null;
  const order = compareText(agreedOn, other.agreedOn) || byPoint(proposed, other.proposed);
  return order < 0 ? other.agreedOn : null;
}

/** The latest; null where one of them is not known. */
const latest = (days: readonly (Day | null)[]): Day | null =>
  days.reduce((a, b) => (a === null || b === null ? null : maxDay(a, b)));

/** The days on which something of a division is in force; null for none. */
export const splitLasts = (
  split: Split,
): { readonly split: Split; readonly from: Day; readonly until: Day | null } | null =>
  split.inForceOn === null ? null : { split, from: split.inForceOn, until: split.endsOn };

/** Where a division stands on a day. */
export function splitStatus(
  { inForceOn, endsOn }: Pick<Split, 'inForceOn' | 'endsOn'>,
  asOf: Day,
): 'proposed' | 'inForce' | 'ended' {
  if (endsOn !== null && endsOn <= asOf) return 'ended';
  return inForceOn !== null && inForceOn <= asOf ? 'inForce' : 'proposed';
}
