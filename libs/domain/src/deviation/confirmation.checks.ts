/** Confirmations: of another's proposal, by each whom it concerns, once. */
import { type PartyId } from '../kernel/index.js';
import { papersNamed, paperOfAnswer } from '../saying/answers.js';
import { rejected, waiting, type Decision } from '../saying/decision.js';
import { paperAnswered } from '../saying/fact-entries.js';
import { type RuleId } from '../rules/index.js';
import { isWordOf } from './concerned.js';
import { answersOf } from './answered.js';
import { type DeviationFact } from './facts/deviation.js';
import { deviationFactsOf } from './deviation-story.js';
import { type DeviationCheck } from './deviation-so-far.js';

/** One side each: who has proposed has spoken already, and one that it concerns alone has nobody to ask. */
function byAnother(
  by: PartyId,
  proposers: readonly PartyId[],
  sides: readonly PartyId[],
  rule: RuleId,
): Decision | null {
  if (sides.length < 2) return rejected({ code: 'NoOtherSide' });
  const own = sides.find((side) => isWordOf(by, side));
  if (own === undefined || !proposers.every((proposer) => isWordOf(proposer, own))) return null;
  return rejected({ code: 'NotYourFactToState', by, allowed: sides.filter((side) => side !== own), rule });
}

/** A-108 "komma överens": by every other party concerned, and not by its author. */
export const confirmsAnothersSplit: DeviationCheck<'deviation.temporaryResponsibilityConfirmed'> = (
  fact,
  { story, reading },
) => {
  const proposed = paperOfAnswer<DeviationFact>(fact, story.chains);
  if (!proposed || !reading) return null;
  return byAnother(fact.meta.party, [proposed.meta.party], reading.story.sides, 'A-108');
};

/** One confirmation a side is enough; one that works nothing is none. */
export const confirmsSplitOnce: DeviationCheck<'deviation.temporaryResponsibilityConfirmed'> = (
  { data: { splitId }, meta },
  { reading },
) => {
  if (!reading) return null;
  const { working } = answersOf(reading.story, 'deviation.temporaryResponsibilityConfirmed');
  const own = reading.story.sides.find((side) => isWordOf(meta.party, side));
  const before = working.some(
    ({ to, confirmed }) =>
      'splitId' in to.data && to.data.splitId === splitId && own !== undefined && isWordOf(confirmed.meta.party, own),
  );
  return before ? rejected({ code: 'AlreadySaid', pointer: '/data/splitId', names: splitId }) : null;
};

/** That it be closed, somebody has proposed; else it waits for that. What was taken back is answered in vain (H-004). */
export const hasAClosureToConfirm: DeviationCheck<'deviation.closureConfirmed'> = (fact, { story }) =>
  papersNamed<DeviationFact>(story.chains, paperAnswered(fact) ?? '').length > 0 ? null : waiting({ what: 'closure' });

/** A-107 "ska hantering av avvikelsen göras gemensamt": what one has proposed itself, it has confirmed by it. */
export const confirmsAnothersClosure: DeviationCheck<'deviation.closureConfirmed'> = ({ meta }, { story, reading }) => {
  const proposers = deviationFactsOf(story.facts, 'deviation.closureProposed').map((one) => one.meta.party);
  if (proposers.length === 0 || !reading) return null;
  return byAnother(meta.party, proposers, reading.story.sides, 'A-107');
};

/** A side says once that it be closed, whether it proposes or confirms. */
export const hasNotSpoken: DeviationCheck<'deviation.closureProposed' | 'deviation.closureConfirmed'> = (
  { meta },
  { reading },
) =>
  reading?.closure.words.some(({ side }) => isWordOf(meta.party, side))
    ? rejected({ code: 'AlreadySaid', pointer: '/data/on', names: meta.party })
    : null;
