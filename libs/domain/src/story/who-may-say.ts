/** Whose a fact is to state: the placing nämnd, the two principals of the day, the regions that give the care. */
import {
  covers,
  isGotland,
  partyCode,
  partyKind,
  regionOf,
  type Day,
  type KommunCode,
  type PartyId,
  type Said,
} from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';
import { rejected, waiting } from '../saying/decision.js';
import { ownDate } from '../saying/fact-entries.js';
import { type CaseCheck, type CaseSoFar } from './so-far.js';
import { factsOf, sidesOn, type FactOf, type Story } from './story.js';
import { type RuleId } from '../rules/index.js';

/** True where `party` is the side, or a unit of the region that is. Two nämnder of one kommun are two authorities (D-026). */
export function speaksFor(party: PartyId, side: PartyId): boolean {
  return party === side || (partyKind(party) === 'region' && covers(side, party));
}

/**
 * A placement is opened by the nämnd that places. What its other side says before that waits; what the placing
 * side says is refused, since its own messages come in order. A kommun that approves may be a third payer.
 */
export const isOfARegisteredPlacement: CaseCheck = ({ type, meta }, { story }) => {
  if (story.registered) return null;
  if (partyKind(meta.party) === 'region' || type === 'costAllocation.approved') return waiting({ what: 'placement' });
  return rejected({ code: 'UnknownReference', pointer: '/subject', names: story.placementId });
};

type PartiesOf<T extends CaseFact['type']> = (fact: FactOf<T>, soFar: CaseSoFar) => readonly PartyId[];

/** The fact is one of these parties' to state. */
export function isStatedBy<T extends CaseFact['type']>(partiesOf: PartiesOf<T>, rule?: RuleId): CaseCheck<T> {
  return (fact, soFar) => {
    const allowed = partiesOf(fact, soFar);
    const by = (fact as Said<CaseFact>).meta.party;
    if (allowed.some((side) => speaksFor(by, side))) return null;
    return rejected({
      code: 'NotYourFactToState',
      by,
      allowed: [...new Set(allowed)],
      ...(rule === undefined ? {} : { rule }),
    });
  };
}

/** The party that registered the placement. */
export const placingParty: PartiesOf<CaseFact['type']> = (_fact, { story }) =>
  story.registered ? [story.registered.meta.party] : [];

/** Kommun and region side on a day; those that a paper names instead, where it does. */
export function principalsOn(story: Story, on: Day, between?: readonly [PartyId, PartyId]): readonly PartyId[] {
  if (between) return between;
  const sides = sidesOn(story, on);
  return sides ? [sides.kommun, sides.region] : [];
}

/** The principals of the day it was said. */
export const principalsWhenSaid: PartiesOf<CaseFact['type']> = ({ meta }, { story }) =>
  principalsOn(story, meta.saidOn);

/** The principals of the fact's own day and of the day it was said: a cost of before a move is told after it. */
export const principalsThenAndNow: PartiesOf<CaseFact['type']> = (fact, { story }) => [
  ...principalsOn(story, ownDate(fact) ?? fact.meta.saidOn),
  ...principalsOn(story, fact.meta.saidOn),
];

/** A-076 "Om folkbokföringen ändras till annat län": told by the kommun, the region it leaves or the region it comes to. */
export const thoseWhoLearnOfRegistration: PartiesOf<'placement.registrationChanged'> = (fact, soFar) => [
  ...principalsThenAndNow(fact, soFar),
  regionOf(fact.data.kommun),
];

/** The regions that may give care: where the person is registered, where the home lies, and those with a measure. */
export const regionsGivingCare: PartiesOf<CaseFact['type']> = (fact, { story }) => {
  const on = ownDate(fact) ?? fact.meta.saidOn;
  const home = factsOf(story.facts, 'placement.moved').findLast(({ data }) => data.movedOn <= on) ?? story.registered;
  const measures = factsOf(story.facts, 'placement.responsibilityClarified').flatMap(({ data }) => data.measures);
  return [
    ...principalsOn(story, on),
    ...(home ? [regionOf(home.data.hvb.kommun)] : []),
    ...measures.flatMap(({ responsible }) => responsible),
  ].filter((party) => partyKind(party) === 'region');
};

const GOTLAND_REGION = regionOf('0980' as KommunCode);

/** Gotland's kommun has a region's duties (SoL 4:4): where it is both sides, there is no other to confirm. */
export function areOneLegalPerson(principals: readonly PartyId[]): boolean {
  return principals.every((party) =>
    partyKind(party) === 'kommun' ? isGotland(partyCode(party) as KommunCode) : speaksFor(party, GOTLAND_REGION),
  );
}

/** Who the principals are where it is otherwise is for the placing nämnd alone to say. */
export const onlyThePlacerNamesPrincipals: CaseCheck<
  'placement.responsibilityClarified' | 'costAllocation.proposed'
> = ({ data, meta }, { story }) => {
  const placing = story.registered?.meta.party;
  if (data.between === undefined || placing === undefined || meta.party === placing) return null;
  return rejected({ code: 'FieldNotAllowedHere', pointer: '/data/between', expected: placing });
};
