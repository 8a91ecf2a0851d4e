/** What is to be said of the versions themselves: who signed, when, from when, and for whom. */
import { maxDay } from '../calendar/index.js';
import { countsAmong } from '../saying/answers.js';
import { type CaseFact } from '../saying/case.js';
import { type FindingTable } from '../making/finding-table.js';
import {
  filled,
  messageKeyOf,
  partyKind,
  sameSide,
  type PartyId,
  type Sentence,
  type Template,
} from '../kernel/index.js';
import { type CostCategory } from '../cost-allocation/facts/cost-allocation.js';
import { clearingOf } from '../story/clearance.js';
import { principalsOn } from '../story/parties.js';
import { VERSION_SAYS } from './cost-says.data.js';
import { thePrincipals, type JudgedCosts, type SeenInCosts } from './judged-costs.js';
import { disputesOf, type Dispute } from './negotiation.js';
import { isFixed, type Version } from './versions.js';
import { nothing, theFirstConcerned, told, type WaitsFor } from '../making/answering.js';

/**
 * A-098 "skriftlig kostnadsfördelning": a signature without a mandate binds nobody: it is taken, flagged and not
 * counted, until the same party signs with one.
 */
const withoutMandate: SeenInCosts = ({ story, versions }) =>
  versions.flatMap(({ number, approvals, withdrawn }) =>
    approvals.flatMap((approval) => {
      const { signatory, signedOn } = approval.data;
      const { party } = approval.meta;
      if (signatory.hasMandate) return [];
      const mended = approvals.find(({ data, meta }) => data.signatory.hasMandate && sameSide(meta.party, party));
      if (mended && mended.data.signedOn <= signedOn) return [];
      return [
        {
          key: `mandate ${number} ${messageKeyOf(approval)}`,
          parties: [party, ...principalsOn(story, signedOn)],
          raisedOn: signedOn,
          resolvedOn: mended?.data.signedOn ?? (withdrawn ? maxDay(withdrawn.meta.saidOn, signedOn) : undefined),
          causedBy: [approval],
          says: filled(VERSION_SAYS.noMandate, { number }),
        },
      ];
    }),
  );

/**
 * Where a version puts cost on the other side than the main principle: A-090 "boendet och alla sociala stödinsatser" on
 * the kommun, A-091 "de hälso- och sjukvårdsinsatser som… behöver under placeringen" on the region.
 */
const laidOn =
  (notOn: 'kommun' | 'region', categories: readonly CostCategory[], says: Sentence): SeenInCosts =>
  ({ story, versions }) =>
    versions.flatMap((version) => {
      const payers = payersOf(version, categories).filter((party) => partyKind(party) === notOn);
      if (payers.length === 0) return [];
      const { number, proposed, withdrawn } = version;
      const raisedOn = countsAmong<CaseFact>(proposed, story.chains, story.facts) ?? proposed.meta.saidOn;
      const replaced = versions.find((other) => isFixed(other) && other.number > number)?.fixedOn;
      return [
        {
          key: `version ${number}`,
          parties: [...payers, ...principalsOn(story, raisedOn)],
          raisedOn,
          resolvedOn: withdrawn?.meta.saidOn ?? (replaced ? maxDay(replaced, raisedOn) : undefined),
          causedBy: [proposed],
          says,
        },
      ];
    });

function payersOf({ proposed }: Version, categories: readonly CostCategory[]): readonly PartyId[] {
  const lines = proposed.data.lines.filter(({ category }) => categories.includes(category));
  return lines.flatMap(({ shares }) => shares.filter(({ permille }) => permille > 0).map(({ party }) => party));
}

/**
 * A-097 "vardera partens ansvar ska vara klarlagt innan placering sker": the cost follows it, so it is cleared no later
 * than the cost is signed.
 */
const uncleared: SeenInCosts = ({ story, versions, allocation }) => {
  const first = versions.filter(isFixed).find(({ fixedOn }) => fixedOn === allocation.fixedFirstOn);
  if (!first) return [];
  const cleared = clearingOf(story).clearances[0];
  if (cleared && cleared.clearedOn <= first.fixedOn) return [];
  return [
    {
      key: 'uncleared',
      parties: principalsOn(story, first.fixedOn),
      raisedOn: first.fixedOn,
      resolvedOn: cleared?.clearedOn,
      causedBy: [first.proposed, ...first.signatures],
      says: VERSION_SAYS.uncleared,
    },
  ];
};

/**
 * A-098 "Ingen part kan i efterhand åberopa kostnadstäckning": a planned allocation written for days before all had
 * signed; whether it holds from them is a setting.
 */
const reachingBack =
  (value: 'asWritten' | 'fromSignature', says: Template<'number'>): SeenInCosts =>
  ({ story, course, versions, allocation: { choices } }) => {
    const isAsWritten = choices.some(
      (choice) => choice.setting === 'plannedRetroactive' && choice.value === 'asWritten',
    );
    if (course.isEmergency || isAsWritten !== (value === 'asWritten')) return [];
    return versions.flatMap(({ number, proposed, fixings }) => {
      const back = fixings.find(({ from, fixedOn }) => from < fixedOn);
      if (!back) return [];
      return [
        {
          key: `reachesBack ${number}`,
          parties: principalsOn(story, back.fixedOn),
          raisedOn: back.fixedOn,
          causedBy: [proposed, ...back.signatures],
          says: filled(says, { number }),
        },
      ];
    });
  };

/**
 * A-102 "respektive huvudmans ansvar att säkerställa att individen får de insatser som behövs", while they disagree who
 * pays. Nothing is paused, so nothing here pauses it.
 */
const disputed: SeenInCosts = ({ story, course: { endedOn }, versions }) =>
  disputesOf(story, versions).flatMap(({ disputed: said, endedOn: resolvedOn }) => {
    const raisedOn = said.meta.saidOn;
    if (endedOn !== null && endedOn < raisedOn) return [];
    return [
      {
        key: disputeKey(said),
        parties: principalsOn(story, raisedOn),
        raisedOn,
        resolvedOn: resolvedOn ?? undefined,
        causedBy: [said],
      },
    ];
  });

const disputeKey = (said: Dispute['disputed']): string => `dispute ${said.data.version} ${messageKeyOf(said)}`;

/** The principals of the day asked, or those that the version itself names. */
const whoDisagree: WaitsFor<JudgedCosts> = ({ story, versions }, { key }) =>
  disputesOf(story, versions)
    .filter(({ disputed: said }) => disputeKey(said) === key)
    .flatMap(({ disputed: said }) => {
      const version = versions.find(({ number }) => number === said.data.version);
      return principalsOn(story, story.asOf, version?.proposed.data.between);
    });

const AGREED = {
  is: 'info',
  because: 'the parties may agree otherwise in writing; that they have is to be seen',
} as const;

const AS_AGREED = nothing('the parties agreed on it: nobody is asked for anything');

export const VERSION_FINDINGS: FindingTable<JudgedCosts> = {
  'A-090': {
    seenBy: laidOn('region', ['housing', 'socialSupport'], VERSION_SAYS.socialOnRegion),
    answer: AS_AGREED,
    discloses: 'cost',
    severity: AGREED,
  },
  'A-091': {
    seenBy: laidOn('kommun', ['healthcare', 'dental'], VERSION_SAYS.careOnKommun),
    answer: AS_AGREED,
    discloses: 'cost',
    severity: AGREED,
  },
  'A-097': {
    seenBy: uncleared,
    answer: told(['placement.responsibilityClarified', 'placement.responsibilityConfirmed'], thePrincipals),
    discloses: 'cost',
  },
  'A-098': [
    {
      seenBy: withoutMandate,
      answer: told(['costAllocation.approved'], theFirstConcerned),
      discloses: 'cost',
      severity: { is: 'warning', because: 'the signature is not counted, so nothing is held that should not be' },
    },
    {
      seenBy: reachingBack('fromSignature', VERSION_SAYS.writtenEarlier),
      answer: nothing('the earlier days are past: nothing that is signed now counts for them'),
      discloses: 'cost',
      severity: { is: 'warning', because: 'the earlier days are not counted, so nothing is held that should not be' },
    },
    {
      seenBy: reachingBack('asWritten', VERSION_SAYS.chosenEarlier),
      answer: AS_AGREED,
      discloses: 'cost',
      severity: { is: 'info', because: 'the agreement lets the parties choose it; that they have is to be seen' },
    },
  ],
  'A-102': {
    seenBy: disputed,
    answer: told(['costAllocation.disputeSettled'], whoDisagree),
    discloses: 'cost',
    severity: { is: 'info', because: 'to disagree is against nothing; what the rule asks goes on meanwhile' },
  },
};
