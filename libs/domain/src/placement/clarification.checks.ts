/** Clearing who does what: one principal writes the list down, the other confirms it. */
import { rejected } from '../saying/decision.js';
import { type CaseCheck } from '../story/so-far.js';
import { factsOf, type FactOf, type Story } from '../story/story.js';
import { speakersOn } from '../story/parties.js';
import { principalsFrom, sideSpansOf } from '../story/side-spans.js';
import { answerOf, paperOfAnswer } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import { dayOf } from '../saying/fact-entries.js';
import { areOneLegalPerson, speaksFor, type PartyId } from '../kernel/index.js';

type Clarified = FactOf<'placement.responsibilityClarified'>;
type Confirmed = FactOf<'placement.responsibilityConfirmed'>;

/** The list that is confirmed. */
const listConfirmed = (confirmed: Confirmed, { chains }: Story): Clarified | undefined =>
  paperOfAnswer<CaseFact>(confirmed, chains) as Clarified | undefined;

/** Who wrote down the list that was confirmed, where the confirmation works. */
export function clarifierOf(confirmed: Confirmed, { chains, facts }: Story): readonly PartyId[] {
  const answer = answerOf<CaseFact>(confirmed, chains, facts);
  return answer?.to.current && !answer.undone ? [answer.to.current.meta.party] : [];
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

/** Who may clear it: who is principal on some day, or was heard for want of a better one on the day of the confirmation. */
function principalsWhoClear(confirmed: Confirmed, story: Story): readonly PartyId[] {
  const between = listConfirmed(confirmed, story)?.data.between;
  if (between) return between;
  return [...new Set([...speakersOn(story, dayOf(confirmed)), ...principalsFrom(sideSpansOf(story), null)])];
}

/** SoL 4:4: on Gotland kommun and region are one, and nobody is left to confirm. */
export const hasAnotherSideToConfirm: CaseCheck<'placement.responsibilityConfirmed'> = (fact, { story }) =>
  areOneLegalPerson(principalsWhoClear(fact, story)) ? rejected({ code: 'NoOtherSide' }) : null;

/** A-067 "parternas ansvar skall vara klarlagt innan placering": the one who did not write the list confirms it. */
export const isConfirmedByTheOtherPrincipal: CaseCheck<'placement.responsibilityConfirmed'> = (fact, { story }) => {
  const clarified = listConfirmed(fact, story);
  if (!clarified) return null;
  const allowed = principalsWhoClear(fact, story).filter((side) => !speaksFor(clarified.meta.party, side));
  if (allowed.some((side) => speaksFor(fact.meta.party, side))) return null;
  return rejected({ code: 'NotYourFactToState', by: fact.meta.party, allowed, rule: 'A-067' });
};

/** One confirmation a side is enough; one that works nothing is none. */
export const confirmsOnce: CaseCheck<'placement.responsibilityConfirmed'> = ({ data, meta }, { story }) =>
  factsOf(story.facts, 'placement.responsibilityConfirmed').some(
    (other) =>
      other.data.clarificationId === data.clarificationId &&
      speaksFor(meta.party, other.meta.party) &&
      clarifierOf(other, story).length > 0,
  )
    ? rejected({ code: 'AlreadySaid', pointer: '/data/clarificationId', names: data.clarificationId })
    : null;
