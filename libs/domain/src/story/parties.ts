/** Who the principals of a case are: on a day, named by its papers, and over time. Who is the same party stands with the ids. */
import { type Day, type PartyId } from '../kernel/index.js';
import { type RegionSide } from './region-side.js';
import { defaultRegionOf, type Registration } from './registration.js';
import { placingOn } from './placings.js';
import { factsOf, type FactOf, type Story } from './story.js';

/** The two sides of a case on a day. */
export interface Sides {
  readonly kommun: PartyId;
  readonly region: PartyId;
  /** `default` while the registration is unclear: the placing kommun's region. */
  readonly status: 'established' | 'default';
}

/** Kommun and region side on a day (events.md, Principals); null before anything is registered. */
export function sidesOn(story: Pick<Story, 'registrations' | 'placings'>, day: Day): Sides | null {
  let holding: Registration | undefined;
  for (const registration of story.registrations) {
    if (registration.from === null || registration.from <= day) holding = registration;
  }
  if (!holding) return null;
  return { kommun: placingOn(story.placings, day).party, region: holding.region, status: holding.status };
}

/** Kommun and region side on a day; those that a paper names instead, where it does. Nobody before anything is registered. */
export function principalsOn(story: Story, on: Day, between?: readonly [PartyId, PartyId]): readonly PartyId[] {
  if (between) return between;
  const sides = sidesOn(story, on);
  return sides ? [sides.kommun, sides.region] : [];
}

/**
 * All who may speak as principals of a day: those who are, and the region that counted for want of a better one while the
 * registration was unclear (H-002), whatever has become clear since.
 */
export function speakersOn(story: Story, on: Day, between?: readonly [PartyId, PartyId]): readonly PartyId[] {
  const principals = principalsOn(story, on, between);
  if (between || !story.registered) return principals;
  const byDefault = defaultRegionOf(story.registered, story.facts);
  if (!byDefault || principals.includes(byDefault.region)) return principals;
  return byDefault.until === null || on < byDefault.until ? [...principals, byDefault.region] : principals;
}

/** All who may speak as principals of some day. */
export function speakersEver(story: Story): readonly PartyId[] {
  const byDefault = story.registered && defaultRegionOf(story.registered, story.facts);
  return [
    ...story.placings.map(({ party }) => party),
    ...story.registrations.map(({ region }) => region),
    ...(byDefault ? [byDefault.region] : []),
  ];
}

/** Where a registered case stands: a course has it. */
interface Standing {
  readonly story: Story;
  readonly kommun: PartyId;
  readonly regionSides: readonly RegionSide[];
}

/** All who may act as principals on the story's day: kommun, region, one that still acts, and those that any paper names. */
export function principalsNow({ story, kommun, regionSides }: Standing): readonly PartyId[] {
  const side = regionSides.at(-1);
  const papers = [
    ...factsOf(story.facts, 'placement.responsibilityClarified'),
    ...factsOf(story.facts, 'costAllocation.proposed'),
  ];
  const regions = side ? [side.legal, side.acting] : [];
  return [kommun, ...regions, ...papers.flatMap(({ data }) => data.between ?? [])];
}

/** All who are principals of the case or were: each kommun and each region in turn, one that still acts, and those that its cleared lists name. */
export function principalsEver({
  story,
  regionSides,
  clearances,
}: Standing & {
  readonly clearances: readonly { readonly clarified: FactOf<'placement.responsibilityClarified'> }[];
}): readonly PartyId[] {
  const acting = regionSides.at(-1)?.acting;
  return [
    ...story.placings.map(({ party }) => party),
    ...story.registrations.map(({ region }) => region),
    ...clearances.flatMap(({ clarified }) => clarified.data.between ?? []),
    ...(acting ? [acting] : []),
  ];
}
