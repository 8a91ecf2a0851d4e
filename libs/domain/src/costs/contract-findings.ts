/** What the contracts with the home leave to be asked, where the agreement asks for others. */
import { maxDay } from '../calendar/index.js';
import { dayOf } from '../saying/fact-entries.js';
import { factsOf } from '../story/story.js';
import { type FindingTable } from '../making/finding-table.js';
import { partyKind } from '../kernel/index.js';
import { gaveReason, type Contract } from './contracts.js';
import { principalsOn } from '../story/parties.js';
import { CONTRACT_SAYS } from './cost-says.data.js';
import { thePrincipals, type JudgedCosts, type SeenInCosts } from './judged-costs.js';
import { told, type WaitsFor } from '../making/answering.js';

const contractsIn = ({ story }: JudgedCosts): readonly Contract[] =>
  factsOf(story.facts, 'costAllocation.contractRegistered');

/**
 * A-096 "upprättar kommun och region separata avtal med HVB": one payer each; one contract alone that covers both is
 * neither.
 */
const boughtTogether: SeenInCosts = (judged) =>
  contractsIn(judged).flatMap((contract) => {
    const { contractId, covers, hvbId } = contract.data;
    const coversStay = covers.includes('housing') || covers.includes('socialSupport');
    if (!coversStay || !covers.includes('healthcare')) return [];
    const kind = partyKind(contract.meta.party);
    const other = contractsIn(judged).find(({ data, meta }) => data.hvbId === hvbId && partyKind(meta.party) !== kind);
    const raisedOn = dayOf(contract);
    if (other && dayOf(other) <= raisedOn) return [];
    return [
      {
        key: contractId,
        parties: [contract.meta.party, ...principalsOn(judged.story, raisedOn)],
        raisedOn,
        resolvedOn: other && dayOf(other),
        causedBy: [contract, ...(other ? [other] : [])],
        says: CONTRACT_SAYS.boughtTogether,
      },
    ];
  });

/**
 * A-103 "i första hand… genom remiss… Vid undantagsfall": while no allocation is fixed a contract says why referral was
 * not possible.
 */
const withoutReferral: SeenInCosts = (judged) =>
  contractsIn(judged).flatMap((contract) => {
    const { fixedFirstOn } = judged.allocation;
    const raisedOn = dayOf(contract);
    const isOrdinaryPurchase = fixedFirstOn !== null && fixedFirstOn <= raisedOn;
    if (!contract.data.covers.includes('healthcare') || gaveReason(contract.data) || isOrdinaryPurchase) return [];
    return [
      {
        key: contract.data.contractId,
        parties: [contract.meta.party, ...principalsOn(judged.story, raisedOn)],
        raisedOn,
        resolvedOn: fixedFirstOn === null ? undefined : maxDay(fixedFirstOn, raisedOn),
        causedBy: [contract],
        says: CONTRACT_SAYS.noReferral,
      },
    ];
  });

/** The principal of the other kind than the one that has bought, which has no contract of its own. */
const theOtherSide: WaitsFor<JudgedCosts> = (judged, seen) => {
  const [buyer] = seen.parties;
  return thePrincipals(judged, seen).filter((party) => buyer !== undefined && partyKind(party) !== partyKind(buyer));
};

export const CONTRACT_FINDINGS: FindingTable<JudgedCosts> = {
  'A-096': {
    seenBy: boughtTogether,
    answer: told(['costAllocation.contractRegistered'], theOtherSide),
    discloses: 'cost',
    readsStricter: { classes: ['place'], because: 'it tells that two contracts are with one home, not with which' },
  },
  'A-103': {
    seenBy: withoutReferral,
    answer: told(['costAllocation.proposed', 'costAllocation.approved'], thePrincipals),
    discloses: 'cost',
    readsStricter: { classes: ['sensitive'], because: 'it tells that no reason is given, never one that is' },
  },
};
