/** What may be said of costs: each fact with the conditions it is held to, in the order they are tried. */
import { endsNoEarlierThanItBegins, hasHappened } from '../saying/check.js';
import { rejected } from '../saying/decision.js';
import { isSaidOnce, knowsWhatItNames } from '../story/names.checks.js';
import { type CaseCheck } from '../story/so-far.js';
import { factsOf } from '../story/story.js';
import {
  isOfARegisteredPlacement,
  isStatedBy,
  onlyThePlacerNamesPrincipals,
  principalsThenAndNow,
  principalsWhenSaid,
} from '../story/who-may-say.js';
import { type CostAllocationFact } from './facts/cost-allocation.js';
import { namesEachLineOnce, sharesOutEachLine } from './shares.checks.js';
import {
  comesNextInOrder,
  isDisputedByAPrincipal,
  isNotFixed,
  isNotSignedByBoth,
  isNotWithdrawn,
  isSignedByAPrincipalOrPayer,
  isWithdrawnByItsProposer,
  signsOnce,
} from './version.checks.js';

type Checks = { readonly [T in CostAllocationFact['type']]: readonly CaseCheck<T>[] };

/** A-098 "Ingen part kan i efterhand åberopa kostnadstäckning": cover is claimed by one who paid, or was a principal then. */
const isClaimedByPayerOrPrincipal: CaseCheck<'costAllocation.claimed'> = (fact, soFar) => {
  const cost = factsOf(soFar.story.facts, 'costAllocation.costRecorded').find(
    ({ data }) => data.costId === fact.data.costId,
  );
  const then = cost ? [cost.data.paidBy, cost.meta.party, ...principalsThenAndNow(cost, soFar)] : [];
  return isStatedBy<'costAllocation.claimed'>(() => [...then, ...principalsWhenSaid(fact, soFar)], 'A-098')(
    fact,
    soFar,
  );
};

const isAgainstAnother: CaseCheck<'costAllocation.claimed'> = ({ data, meta }) =>
  data.against === meta.party
    ? rejected({ code: 'FieldNotAllowedHere', pointer: '/data/against', expected: `≠ ${meta.party}` })
    : null;

export const COST_ALLOCATION_CHECKS: Checks = {
  'costAllocation.proposed': [
    isOfARegisteredPlacement,
    // A-094 "sker huvudmännen emellan": a version is written by one of them.
    isStatedBy(principalsWhenSaid, 'A-094'),
    onlyThePlacerNamesPrincipals,
    comesNextInOrder,
    namesEachLineOnce,
    sharesOutEachLine,
  ],
  'costAllocation.approved': [
    isOfARegisteredPlacement,
    knowsWhatItNames,
    isSignedByAPrincipalOrPayer,
    isNotWithdrawn,
    signsOnce,
    isNotFixed,
    hasHappened(({ signedOn }) => ({ '/data/signedOn': signedOn })),
  ],
  'costAllocation.disputed': [isOfARegisteredPlacement, knowsWhatItNames, isDisputedByAPrincipal, isNotWithdrawn],
  'costAllocation.disputeSettled': [
    isOfARegisteredPlacement,
    knowsWhatItNames,
    isDisputedByAPrincipal,
    hasHappened(({ on }) => ({ '/data/on': on })),
  ],
  'costAllocation.withdrawn': [
    isOfARegisteredPlacement,
    knowsWhatItNames,
    isWithdrawnByItsProposer,
    isNotWithdrawn,
    isNotSignedByBoth,
  ],
  'costAllocation.contractRegistered': [
    isOfARegisteredPlacement,
    // A-096 "upprättar kommun och region separata avtal med HVB": each party its own.
    isStatedBy(principalsThenAndNow, 'A-096'),
    isSaidOnce,
    endsNoEarlierThanItBegins('/data/to', ({ from, to }) => ({ from, to })),
  ],
  'costAllocation.costRecorded': [
    isOfARegisteredPlacement,
    // A-094 "sker huvudmännen emellan": what it cost is told by one who is, or was, a principal.
    isStatedBy(principalsThenAndNow, 'A-094'),
    isSaidOnce,
    endsNoEarlierThanItBegins('/data/period/to', ({ period }) => period),
  ],
  'costAllocation.claimed': [
    isOfARegisteredPlacement,
    isSaidOnce,
    knowsWhatItNames,
    isClaimedByPayerOrPrincipal,
    isAgainstAnother,
  ],
  'costAllocation.annulled': [],
};
