/** Contracts with the home: shown as registered, and flagged where the agreement asks for others. */
import { type ContractView, type Finding } from '../case/assessment.js';
import { ownDate } from '../case/effective.js';
import { factsOf, type FactOf, type Story } from '../case/story.js';
import { finding } from '../findings/finding.js';
import { maxDay } from '../calendar/day.js';
import { partyKind, type Day } from '../kernel/index.js';
import { bothSides } from './cost-course.js';

type Contract = FactOf<'costAllocation.contractRegistered'>;

/** Every contract that its own party has registered. */
export function contractViews(story: Story): readonly ContractView[] {
  return factsOf(story.facts, 'costAllocation.contractRegistered').map(({ data, meta }) => ({
    contractId: data.contractId,
    hvbId: data.hvbId,
    party: meta.party,
    covers: data.covers,
    from: data.from,
    ...(data.to === undefined ? {} : { to: data.to }),
    referralNotPossibleReasonGiven: gaveReason(data),
  }));
}

/** What the contracts leave to be asked. `fixedFirstOn` is the day the first allocation was fixed. */
export function contractFindings(story: Story, fixedFirstOn: Day | null): readonly Finding[] {
  const contracts = factsOf(story.facts, 'costAllocation.contractRegistered');
  return contracts.flatMap((contract) => [
    ...boughtTogether(story, contract, contracts),
    ...withoutReferral(story, contract, fixedFirstOn),
  ]);
}

/** That it is given is what counts: the text itself is sealed, and reads as empty here. */
const gaveReason = ({ referralNotPossibleReason }: Contract['data']): boolean =>
  referralNotPossibleReason !== undefined;

const countsFrom = (contract: Contract): Day => ownDate(contract) ?? contract.meta.saidOn;

/** health care and the stay are bought by two contracts, one payer each; one alone that covers both is neither. */
function boughtTogether(story: Story, contract: Contract, contracts: readonly Contract[]): readonly Finding[] {
  const { contractId, covers, hvbId } = contract.data;
  const coversStay = covers.includes('housing') || covers.includes('socialSupport');
  if (!coversStay || !covers.includes('healthcare')) return [];
  const kind = partyKind(contract.meta.party);
  const other = contracts.find(({ data, meta }) => data.hvbId === hvbId && partyKind(meta.party) !== kind);
  const raisedOn = countsFrom(contract);
  if (other && countsFrom(other) <= raisedOn) return [];
  return [
    finding(story, 'A-096', {
      key: contractId,
      parties: [contract.meta.party, ...bothSides(story, raisedOn)],
      raisedOn,
      resolvedOn: other && countsFrom(other),
      causedBy: [contract, ...(other ? [other] : [])],
      detail: {
        sv: 'Ett avtal omfattar både boende och vård, och den andra huvudmannen har inget eget avtal med hemmet.',
        en: 'One contract covers both stay and health care, and the other principal has no contract of its own with the home.',
      },
    }),
  ];
}

/** while no allocation is fixed, health care is met by referral first; a contract says why that was not possible. */
function withoutReferral(story: Story, contract: Contract, fixedFirstOn: Day | null): readonly Finding[] {
  const raisedOn = countsFrom(contract);
  const isOrdinaryPurchase = fixedFirstOn !== null && fixedFirstOn <= raisedOn;
  if (!contract.data.covers.includes('healthcare') || gaveReason(contract.data) || isOrdinaryPurchase) return [];
  return [
    finding(story, 'A-103', {
      key: contract.data.contractId,
      parties: [contract.meta.party, ...bothSides(story, raisedOn)],
      raisedOn,
      resolvedOn: fixedFirstOn === null ? undefined : maxDay(fixedFirstOn, raisedOn),
      causedBy: [contract],
      detail: {
        sv: 'Avtalet saknar skäl till att remiss inte är möjlig.',
        en: 'The contract gives no reason why referral is not possible.',
      },
    }),
  ];
}
