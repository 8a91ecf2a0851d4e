/** Clearing who does what: one principal writes the list down, the other confirms it. */
import { rejected } from '../saying/decision.js';
import { type CaseCheck } from '../story/so-far.js';
import { factsOf, type FactOf, type Story } from '../story/story.js';
import { speakersOn } from '../story/parties.js';
import { areOneLegalPerson, speaksFor, type PartyId, type Uuid } from '../kernel/index.js';

/** The clarification by its id, as it stands. */
export function clarificationOf(story: Story, id: Uuid): FactOf<'placement.responsibilityClarified'> | undefined {
  return factsOf(story.facts, 'placement.responsibilityClarified').find(({ data }) => data.clarificationId === id);
}

/** Who wrote down the list that was confirmed. */
export function clarifierOf({ data }: FactOf<'placement.responsibilityConfirmed'>, story: Story): readonly PartyId[] {
  const clarified = clarificationOf(story, data.clarificationId);
  return clarified ? [clarified.meta.party] : [];
}

/** A-013 "Varje verksamhet ansvarar för insatser inom ramen för sitt ansvarsområde": a measure stands once in a list. */
export const namesEachMeasureOnce: CaseCheck<'placement.responsibilityClarified'> = ({ data: { measures } }) => {
  const seen = new Set<string>();
  for (const [index, { measureId }] of measures.entries()) {
    if (seen.has(measureId)) {
      return rejected({ code: 'AlreadySaid', pointer: `/data/measures/${index}/measureId`, names: measureId });
    }
    seen.add(measureId);
  }
  return null;
};

/** The two who clear it on the day of the confirmation. */
function principalsWhoClear(
  { data, meta }: FactOf<'placement.responsibilityConfirmed'>,
  story: Story,
): readonly PartyId[] {
  const clarified = clarificationOf(story, data.clarificationId);
  return speakersOn(story, data.on ?? meta.saidOn, clarified?.data.between);
}

/** SoL 4:4: on Gotland kommun and region are one, and nobody is left to confirm. */
export const hasAnotherSideToConfirm: CaseCheck<'placement.responsibilityConfirmed'> = (fact, { story }) =>
  areOneLegalPerson(principalsWhoClear(fact, story)) ? rejected({ code: 'NoOtherSide' }) : null;

/** A-067 "parternas ansvar skall vara klarlagt innan placering": the one who did not write the list confirms it. */
export const isConfirmedByTheOtherPrincipal: CaseCheck<'placement.responsibilityConfirmed'> = (fact, { story }) => {
  const clarified = clarificationOf(story, fact.data.clarificationId);
  if (!clarified) return null;
  const allowed = principalsWhoClear(fact, story).filter((side) => !speaksFor(clarified.meta.party, side));
  if (allowed.some((side) => speaksFor(fact.meta.party, side))) return null;
  return rejected({ code: 'NotYourFactToState', by: fact.meta.party, allowed, rule: 'A-067' });
};

/** One confirmation a side is enough. */
export const confirmsOnce: CaseCheck<'placement.responsibilityConfirmed'> = ({ data, meta }, { story }) =>
  factsOf(story.facts, 'placement.responsibilityConfirmed').some(
    (other) => other.data.clarificationId === data.clarificationId && speaksFor(meta.party, other.meta.party),
  )
    ? rejected({ code: 'AlreadySaid', pointer: '/data/clarificationId', names: data.clarificationId })
    : null;
