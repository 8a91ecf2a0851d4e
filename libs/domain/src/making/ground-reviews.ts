/** When a ground of disclosure is to be tried again: on the day that it names, through which it holds and no longer. */
import { addDays } from '../calendar/index.js';
import { GROUNDS, statuteOfGround } from '../fact/ground.js';
import { type Day, type Said } from '../kernel/index.js';
import { sameContent } from '../kernel/same-content.js';
import { type Judging } from '../rules/index.js';
import { type Fact } from '../saying/case.js';
import { inCanonicalOrder } from '../saying/effective.js';
import { decisionsIn, endsIn, isOfOneAuthority, type DecidedFact } from '../saying/disclosing.js';
import { deadline, type Deadline } from './deadline.js';

type Decision = Said<DecidedFact>;

/**
 * One for each decision, among the facts that stand, that is to be tried again (D-024). Facts whose own day is later than the one
 * judged change nothing. Over, with nothing more to do, from the day after: what has not been tried opens nothing.
 */
export function groundReviews(judging: Judging, facts: readonly Said<Fact>[]): readonly Deadline[] {
  const decisions = decisionsIn(inCanonicalOrder(facts)).filter(({ data }) => data.decidedOn <= judging.asOf);
  return decisions.flatMap((decision) => reviewOf(judging, decision, actsAfter(decision, decisions, facts)));
}

/**
 * D-024 "Exempel på sekretessbrytande regler": that it is necessary for somebody's care (OSL 25:12, 26:9) is true of a day, and is
 * tried again on the one that the decision names.
 */
function reviewOf(judging: Judging, decision: Decision, acts: readonly Day[]): readonly Deadline[] {
  const { groundId, ground, reviewOn, decidedOn, to } = decision.data;
  if (!GROUNDS[ground].isReviewed || reviewOn === undefined || (to !== undefined && to < reviewOn)) return [];
  const { party } = decision.meta;
  return [
    deadline(judging, {
      kind: 'disclosureReview',
      key: groundId,
      startsOn: decidedOn,
      dueOn: reviewOn,
      metOn: acts.find((on) => on <= reviewOn && on <= judging.asOf),
      lapsedOn: addDays(reviewOn, 1),
      responsible: [party],
      statute: statuteOfGround(ground, party, reviewOn),
      causedBy: [decision],
    }),
  ];
}

/** The days on which its party has tried it anew, or ended it: ascending. */
function actsAfter(decision: Decision, decisions: readonly Decision[], facts: readonly Said<Fact>[]): readonly Day[] {
  const { data, meta } = decision;
  const anew = decisions.filter((other) => triesAnew(other, decision)).map((other) => other.data.decidedOn);
  const ends = endsIn(facts)
    .filter((end) => end.data.groundId === data.groundId && isOfOneAuthority(end.meta.party, meta.party))
    .map((end) => end.data.on);
  return [...anew, ...ends].sort();
}

/** The same ground, to the same recipient, of the same, decided on a later day by the same authority. */
const triesAnew = (other: Decision, { data, meta }: Decision): boolean =>
  other.data.decidedOn > data.decidedOn &&
  isOfOneAuthority(other.meta.party, meta.party) &&
  other.data.recipient === data.recipient &&
  other.data.ground === data.ground &&
  sameContent(other.data.covers, data.covers);
