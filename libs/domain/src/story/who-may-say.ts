/** Whose a fact is to state: the placing nämnd, the two principals of the day, the regions that give the care. */
import { partyKind, regionOf, speaksFor, type PartyId, type Said } from '../kernel/index.js';
import { type CaseFact } from '../saying/case.js';
import { rejected, waiting } from '../saying/decision.js';
import { dayOf } from '../saying/fact-entries.js';
import { actingOn, handoversOf } from './handovers.js';
import { speakersEver, speakersOn } from './parties.js';
import { placingOn } from './placings.js';
import { regionTold } from './registration.js';
import { type CaseCheck, type CaseSoFar } from './so-far.js';
import { factsOf, type FactOf } from './story.js';
import { type RuleId } from '../rules/index.js';

/** What a kommun that did not place may have to say: one that approves may be a third payer, and one is asked to take over. */
const OF_ANOTHER_KOMMUN: ReadonlySet<CaseFact['type']> = new Set([
  'costAllocation.approved',
  'placement.caseTransferAnswered',
  'placement.caseTransferDecided',
]);

/**
 * A placement is opened by the nämnd that places. What its other side says before that waits; what the placing
 * side says is refused, since its own messages come in order.
 */
export const isOfARegisteredPlacement: CaseCheck = ({ type, meta }, { story }) => {
  if (story.registered) return null;
  if (partyKind(meta.party) === 'region' || OF_ANOTHER_KOMMUN.has(type)) return waiting({ what: 'placement' });
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

/**
 * The kommun that places on the fact's own day: what fell before a transfer stays with the former (S-019). What has been said
 * is its author's to correct, whoever places by then.
 */
export const placingParty: PartiesOf<CaseFact['type']> = (fact, { story: { placings } }) => {
  const isAlone = placings.length < 2 || fact.meta.corrects !== undefined;
  return isAlone ? placings.map(({ party }) => party) : [placingOn(placings, dayOf(fact)).party];
};

/** The principals of the day it was said; of what is corrected, of any day: news of who they were takes no word from its author. */
export const principalsWhenSaid: PartiesOf<CaseFact['type']> = ({ meta }, { story }) =>
  meta.corrects === undefined ? speakersOn(story, meta.saidOn) : speakersEver(story);

/** The principals of the fact's own day and of the day it was said: a cost of before a move is told after it. */
export const principalsThenAndNow: PartiesOf<CaseFact['type']> = (fact, soFar) => [
  ...speakersOn(soFar.story, dayOf(fact)),
  ...principalsWhenSaid(fact, soFar),
];

/** A-076 "Om folkbokföringen ändras till annat län": told by the kommun, the region it leaves or the region it comes to. */
export const thoseWhoLearnOfRegistration: PartiesOf<'placement.registrationChanged'> = (fact, soFar) => {
  const region = regionTold(fact.data);
  return [...principalsThenAndNow(fact, soFar), ...(region ? [region] : [])];
};

/**
 * The regions that may give care: where the person is registered, where the home lies, those with a measure, and
 * the one that acts (A-075 "inget avbrott i vårdkedjan").
 */
export const regionsGivingCare: PartiesOf<CaseFact['type']> = (fact, { story }) => {
  const on = dayOf(fact);
  const home = factsOf(story.facts, 'placement.moved').findLast(({ data }) => data.movedOn <= on) ?? story.registered;
  const measures = factsOf(story.facts, 'placement.responsibilityClarified').flatMap(({ data }) => data.measures);
  return [
    ...speakersOn(story, on),
    ...(home ? [actingOn(handoversOf(story).acting, on)] : []),
    ...(home ? [regionOf(home.data.hvb.kommun)] : []),
    ...measures.flatMap(({ responsible }) => responsible),
  ].filter((party) => partyKind(party) === 'region');
};

/** Who the principals are where it is otherwise is for the placing nämnd alone to say. */
export const onlyThePlacerNamesPrincipals: CaseCheck<
  'placement.responsibilityClarified' | 'costAllocation.proposed'
> = ({ data, meta }, { story }) => {
  const { placings } = story;
  if (data.between === undefined || placings.length === 0) return null;
  if (meta.corrects !== undefined && placings.some(({ party }) => party === meta.party)) return null;
  const placing = placingOn(placings, meta.saidOn).party;
  return meta.party === placing
    ? null
    : rejected({ code: 'FieldNotAllowedHere', pointer: '/data/between', expected: placing });
};
