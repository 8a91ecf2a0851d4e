/** What may be said of costs: each fact with the conditions it is held to, in the order they are tried. */
import { DECIDES_ON_DISCLOSURE, ENDS_DISCLOSURE } from '../story/disclosing.checks.js';
import { endsNoEarlierThanItBegins, hasHappened } from '../saying/check.js';
import { rejected } from '../saying/decision.js';
import { answersWhatItNames, isSaidOnce, knowsWhatItNames } from '../story/names.checks.js';
import { type CaseCheck } from '../story/so-far.js';
import { factsOf } from '../story/story.js';
import {
  isOfARegisteredPlacement,
  isStatedBy,
  onlyThePlacerNamesPrincipals,
  principalsThenAndNow,
  principalsWhenSaid,
} from '../story/who-may-say.js';
import { speakersOn } from '../story/parties.js';
import { principalsFrom, sideSpansOf } from '../story/side-spans.js';
import { sameSide, type Day } from '../kernel/index.js';
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

/** A-098 "skriftlig kostnadsfördelning": a cost is on a principal, of whatever day, or on a payer that a version names. */
const isAgainstAPrincipalOrPayer: CaseCheck<'costAllocation.claimed'> = ({ data: { costId, against } }, { story }) => {
  const papers = factsOf(story.facts, 'costAllocation.proposed').map(({ data }) => data);
  const shares = papers.flatMap(({ lines }) => lines.flatMap((line) => line.shares));
  const paid = factsOf(story.facts, 'costAllocation.costRecorded').filter(({ data }) => data.costId === costId);
  const known = [
    ...principalsFrom(sideSpansOf(story), null),
    ...speakersOn(story, BEFORE_ALL_DAYS),
    ...papers.flatMap(({ between }) => between ?? []),
    ...shares.map(({ party }) => party),
    ...paid.map(({ data }) => data.paidBy),
  ];
  if (known.some((party) => sameSide(party, against))) return null;
  return rejected({ code: 'FieldNotAllowedHere', pointer: '/data/against', expected: [...new Set(known)].join(' | ') });
};

/** Where a default region may have counted, it did on the first of days. */
const BEFORE_ALL_DAYS = '0001-01-01' as Day;

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
    answersWhatItNames,
    isSignedByAPrincipalOrPayer,
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
    isAgainstAPrincipalOrPayer,
  ],
  'costAllocation.disclosureDecided': DECIDES_ON_DISCLOSURE,
  'costAllocation.disclosureEnded': ENDS_DISCLOSURE,
  'costAllocation.annulled': [],
};
